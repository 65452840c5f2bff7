package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemptions;
import io.muster.inventory.Actor;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.query.QueryRefused;
import io.muster.store.alerts.JdbcOutbox;
import io.muster.store.stewardship.JdbcTeams;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Exceptions: who is told what becomes of them.
@ParameterizedClass
@EnumSource
class ExemptionsToldTest extends Exempted {
    @Test
    void whoApprovesAndWhoseItIsAreToldOfEachStepOnce() throws QueryRefused {
        team("payments", "pay@example.com");
        team("security", "security@example.com");
        change("UPDATE credential SET owner_n = (SELECT n FROM team WHERE id = 'payments')");
        Exemption asked = request(Scope.CREDENTIAL, ofPay("").credential().orElseThrow().id());
        assertThat(told("exception-requested"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it)
                                .contains(
                                        "person:anna asks for an exception from the rule expired"
                                                + " for pay until",
                                        "The vendor delivers in March."));
        JdbcOutbox outbox = new JdbcOutbox(inventory.database, "security");
        assertThat(outbox.unrouted(10))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.contacts())
                            .containsExactly("pay@example.com", "security@example.com");
                    assertThat(it.teams()).containsExactlyInAnyOrder("payments", "security");
                    assertThat(it.alert().team()).contains("payments");
                });

        Exemption half = keep(asked.approvedBy(ELSE, inventory.now));
        assertThat(told("")).as("nothing has come of it yet").hasSize(1);
        Exemption whole = keep(half.approvedBy(SECURITY, inventory.now));
        assertThat(told("exception-granted"))
                .singleElement()
                .satisfies(
                        it -> assertThat(it).endsWith("; person:eva and person:sam approved it"));

        keep(whole.expired(inventory.now.plus(Duration.ofDays(30))));
        assertThat(told("exception-ended"))
                .singleElement()
                .satisfies(it -> assertThat(it).contains("for pay is over (muster: its end came)"));
    }

    @Test
    void ofAShortOneNobodyIsToldThatItIsShort() throws QueryRefused {
        Exemption it = request(Scope.FINDING, ofPay("").id());
        inventory.now = it.until().minus(Duration.ofDays(7));
        keep(it.approvedBy(SECURITY, inventory.now));
        for (int day = 0; day < 7; day++) {
            for (Exemption due : exemptions.due(inventory.now, 10)) {
                inventory.database.write(unit -> {
                    exemptions.remind(unit, due, inventory.now);
                    return due;
                });
            }
            inventory.now = inventory.now.plus(Duration.ofDays(1));
        }
        assertThat(exemptions.events(it.id()))
                .extracting(Exemptions.Event::kind)
                .containsExactly("requested", "in-force", "ends-in-3-days", "ends-in-1-day");
    }

    @Test
    void whatIsTurnedDownOrNeverApprovedIsToldToTheTeamOfWhoAsked() {
        team("payments", "pay@example.com");
        inventory.database.write(unit ->
                new JdbcTeams(inventory.database)
                        .save(
                                unit,
                                new Teams.Person("anna", "Anna", "", Optional.of("payments"), 0),
                                new Actor("person:anna", "")));
        keep(
                request(Scope.QUERY, "host:web-3")
                        .rejectedBy("person:eva", "renew it", inventory.now));
        keep(request(Scope.QUERY, "host:web-3").expired(inventory.now));
        keep(approved(Scope.QUERY, "host:web-3").revokedBy("person:eva", "renewed", inventory.now));
        assertThat(told("exception-ended"))
                .satisfiesExactly(
                        it -> assertThat(it).contains("was revoked (person:eva: renewed)"),
                        it -> assertThat(it).contains("was never approved"),
                        it -> assertThat(it).contains("turned down (person:eva: renew it)"));
        assertThat(alerts()).allMatch(it -> it.team().equals(Optional.of("payments")));
    }
}
