package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Approver;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemption.State;
import io.muster.governance.Exemptions;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.query.QueryRefused;
import io.muster.store.Database;
import io.muster.store.stewardship.JdbcTeams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Exceptions: who may approve them, what they cover, and how they end.
@ParameterizedClass
@EnumSource
class ExemptionsTest extends Exempted {
    @Test
    void whoAsksDoesNotApproveEvenFromTheSecurityTeam() {
        Exemption it = request(Scope.QUERY, "type:x509-certificate");

        assertThat(it.state()).isEqualTo(State.REQUESTED);
        assertThatThrownBy(() -> it.approvedBy(new Approver("person:anna", true), inventory.now))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("somebody else");
    }

    @Test
    void somebodyElseAndTheSecurityTeamBothHaveToAgree() {
        Exemption half = keep(request(Scope.QUERY, "pay").approvedBy(ELSE, inventory.now));
        assertThat(half.state()).isEqualTo(State.REQUESTED);
        assertThatThrownBy(() -> half.approvedBy(ELSE, inventory.now))
                .hasMessageContaining("security team");

        Exemption whole = keep(half.approvedBy(SECURITY, inventory.now));

        assertThat(whole.state()).isEqualTo(State.IN_FORCE);
        assertThat(whole.approved().orElseThrow().by()).isEqualTo("person:eva");
        assertThat(whole.secured().orElseThrow().by()).isEqualTo("person:sam");
        assertThat(exemptions.events(whole.id()))
                .extracting(Exemptions.Event::kind)
                .containsExactly("requested", "approved", "in-force");
    }

    @Test
    void whatWasChangedMeanwhileIsNotKept() {
        Exemption it = request(Scope.QUERY, "pay");
        keep(it.approvedBy(SECURITY, inventory.now));

        assertThatThrownBy(() -> keep(it.rejectedBy("person:eva", "no", inventory.now)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("meanwhile");
    }

    @Test
    void aFindingThatIsCoveredIsNotOpenAndNotCountedAndComesBackAsItWas() throws QueryRefused {
        FindingSummary before = ofPay("");
        long counted = open("expired");
        String credential = before.credential().orElseThrow().id();

        Exemption it = approved(Scope.FINDING, before.id());

        assertThat(open("expired")).isEqualTo(counted - 1);
        assertThat(findings("rule:expired resolved:none")).hasSize(1);
        FindingSummary covered = ofPay("excepted:yes");
        assertThat(covered.id()).isEqualTo(before.id());
        assertThat(covered.exception().orElseThrow().id()).isEqualTo(it.id());
        assertThat(covered.resolved()).isEmpty();
        assertThat(findings("resolved<1d")).isEmpty();
        assertThat(exemptions.covered(it.id())).isEqualTo(1);
        assertThat(inventory.number("SELECT high FROM credential WHERE lower(title) = 'pay'"))
                .isEqualTo(
                        inventory.number(
                                "SELECT count(*) FROM finding f JOIN credential c ON c.n ="
                                        + " f.credential_n WHERE c.title = 'pay' AND f.severity = 4"
                                        + " AND f.resolved = 0"));
        assertThat(credential).isNotEmpty();

        inventory.now = inventory.now.plus(Duration.ofDays(31));
        assertThat(exemptions.due(inventory.now, 10)).extracting(Exemption::id).contains(it.id());
        keep(exemptions.find(EVERYTHING, it.id()).orElseThrow().expired(inventory.now));
        judge();

        FindingSummary after = ofPay("resolved:none");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.opened()).isEqualTo(before.opened());
        assertThat(after.reopened()).isEmpty();
        assertThat(after.exception()).isEmpty();
        assertThat(open("expired")).isEqualTo(counted);
    }

    @Test
    void anExceptionForATeamCoversWhatIsTheirs() throws QueryRefused {
        inventory.database.write(unit ->
                new JdbcTeams(inventory.database)
                        .save(
                                unit,
                                new Teams.Team("payments", "Payments", "", "", Optional.empty(), 0),
                                new Actor("person:anna", "")));
        inventory.database.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "UPDATE credential SET owner_n = (SELECT n FROM team"
                                                + " WHERE id = 'payments') WHERE title = 'pay'")));

        approved(Scope.TEAM, "payments");

        assertThat(findings("rule:expired excepted:yes")).hasSize(1);
        assertThat(findings("rule:expired excepted:no")).hasSize(1);
        Viewer payments = new Viewer.Teams(Set.of("payments"));
        Viewer others = new Viewer.Teams(Set.of("others"));
        assertThat(exemptions.list(payments, ALL, OptionalLong.empty(), 10)).hasSize(1);
        assertThat(exemptions.list(others, ALL, OptionalLong.empty(), 10)).isEmpty();
        assertThat(exemptions.count(others, ALL)).isZero();
    }

    @Test
    void anExceptionForAMachineOrAQueryCoversItsCredentials() throws QueryRefused {
        String identity = ofPay("").identity().orElseThrow().id();
        Exemption one = approved(Scope.IDENTITY, identity);
        assertThat(findings("rule:expired excepted:yes")).hasSize(1);

        approved(Scope.QUERY, "issuer:\"Example CA\"");
        assertThat(findings("rule:expired excepted:yes")).hasSize(2);
        Exemptions.Filter about =
                new Exemptions.Filter(Set.of(), Optional.empty(), Optional.of(identity));
        assertThat(exemptions.list(EVERYTHING, about, OptionalLong.empty(), 10))
                .extracting(it -> it.exemption().id())
                .containsExactly(one.id());
        assertThat(exemptions.count(EVERYTHING, about)).isEqualTo(1);

        keep(one.revokedBy("person:eva", "renewed", inventory.now));
        judge();
        assertThat(findings("rule:expired excepted:yes")).hasSize(2);
        for (Viewer viewer : List.of(new Viewer.Teams(Set.of("x")), new Viewer.Teams(Set.of()))) {
            assertThat(exemptions.list(viewer, ALL, OptionalLong.empty(), 10)).isEmpty();
        }
    }

    @Test
    void whatIsRepairedMeanwhileIsResolvedAndStaysSo() throws QueryRefused {
        approved(Scope.FINDING, ofPay("").id());

        inventory.database.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "UPDATE credential SET judge_again_at = -1, gone_since = 1")));
        inventory.scan("files", expired("shop"));
        judge();

        assertThat(findings("rule:expired excepted:yes")).isEmpty();
        assertThat(ofPay("resolved<1d").resolved()).isPresent();
    }

    @Test
    void remindersComeOnceEachInTheLastTwoWeeks() throws QueryRefused {
        Exemption it = approved(Scope.FINDING, ofPay("").id());
        for (int day = 0; day < 29; day++) {
            inventory.now = inventory.now.plus(Duration.ofDays(1));
            for (Exemption due : exemptions.due(inventory.now, 10)) {
                inventory.database.write(unit -> {
                    exemptions.remind(unit, due, inventory.now);
                    return due;
                });
            }
        }

        assertThat(exemptions.events(it.id()))
                .extracting(Exemptions.Event::kind)
                .containsExactly(
                        "requested",
                        "in-force",
                        "ends-in-14-days",
                        "ends-in-7-days",
                        "ends-in-3-days",
                        "ends-in-1-day");
        assertThat(told("exception-ending"))
                .hasSize(4)
                .allMatch(told -> told.contains("the rule expired for pay ends on"));
        assertThat(exemptions.events(0, 100)).isEqualTo(exemptions.events(it.id()));
        assertThat(exemptions.due(inventory.now, 10)).isEmpty();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> request(Scope.FINDING, "00".repeat(16)))
                .hasMessageContaining("no such finding");
        assertThatThrownBy(() -> request(Scope.TEAM, "nobody"))
                .hasMessageContaining("no such team");
        assertThatThrownBy(() -> request(Scope.QUERY, "")).hasMessageContaining("everything");
        assertThatThrownBy(() -> request(Scope.QUERY, "findings>3"))
                .hasMessageContaining("changes 'findings' itself");
    }

    @Test
    void aFindingIsOverdueAfterTheTimeOfItsSeverity() throws QueryRefused {
        FindingSummary it = ofPay("");
        assertThat(it.due()).contains(it.opened().plus(Duration.ofDays(7)));
        assertThat(findings("rule:expired overdue:yes")).isEmpty();
        assertThat(findings("rule:expired due<8d")).hasSize(2);

        inventory.now = inventory.now.plus(Duration.ofDays(8));

        assertThat(findings("rule:expired overdue:yes")).hasSize(2);
        assertThat(findings("rule:expired overdue:no")).isEmpty();
    }

    @Test
    void aFindingIsSomebodysAndPeopleTalkAboutIt() throws QueryRefused {
        String id = ofPay("").id();
        JdbcFindingDesk desk = new JdbcFindingDesk(inventory.database);
        inventory.database.write(unit ->
                new JdbcTeams(inventory.database)
                        .save(
                                unit,
                                new Teams.Person("anna", "Anna", "", Optional.empty(), 0),
                                new Actor("person:anna", "")));
        long version = desk.find(EVERYTHING, id).orElseThrow().version();

        inventory.database.write(unit -> desk.assign(unit, id, "person:anna", version));
        inventory.database.write(
                unit -> desk.say(unit, id, "person:anna", "On it.", inventory.now));

        assertThat(findings("assignee:person:anna")).hasSize(1);
        assertThat(ofPay("").assignee()).contains("person:anna");
        assertThat(ofPay("").comments()).isEqualTo(1);
        assertThat(desk.comments(id, 0, 10))
                .extracting("actor", "text")
                .containsExactly(Tuple.tuple("person:anna", "On it."));
        assertThat(desk.find(new Viewer.Teams(Set.of("x")), id)).isEmpty();
        assertThatThrownBy(() ->
                        inventory.database.write(
                                unit -> desk.assign(unit, id, "team:x", version + 1)))
                .hasMessageContaining("no team x");
        assertThatThrownBy(
                        () -> inventory.database.write(unit -> desk.assign(unit, id, "", version)))
                .hasMessageContaining("meanwhile");
    }
}
