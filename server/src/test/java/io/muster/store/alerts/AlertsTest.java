package io.muster.store.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.alerts.Alert;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Expected;
import io.muster.catalog.Policies;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Entry;
import io.muster.model.Severity;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What is told of what happened, over either database.
@ParameterizedClass
@EnumSource
class AlertsTest extends Alerted {
    @Test
    void eachStepBeforeTheEndIsToldOnceWhateverTheNumberOfNodes() {
        scan(ending("pay.example", "file://web-3/etc/a.pem", "file://web-4/b.pem"));
        List<String> told = new ArrayList<>();
        for (int days = 40; days >= 0; days--) {
            inventory.now = END.minus(DAY.multipliedBy(days));
            work();
            begin();
            work();
            told.clear();
            list().forEach(it -> told.add(it.alert().threshold()));
        }
        assertThat(told).containsExactly("1d", "3d", "7d", "14d", "30d");
        Alert last = list().getFirst().alert();
        assertThat(last.places()).containsExactly("file://web-3/etc/a.pem", "file://web-4/b.pem");
        assertThat(last.placesInAll()).isEqualTo(2);
        assertThat(last.message())
                .startsWith("pay.example (x509-certificate) ends 2027-03-01 00:00 UTC");
        assertThat(last.level()).isEqualTo(2);
        assertThat(
                        inventory.number(
                                "SELECT count(*) FROM credential WHERE alert_at < 9223372036854775807"))
                .isZero();
    }

    @Test
    void whatIsFoundLateIsToldAtTheStepWhereItStands() {
        inventory.now = END.minus(DAY.multipliedBy(5));
        scan(ending("late.example", "file://web-3/etc/a.pem"));
        work();
        assertThat(list()).extracting(it -> it.alert().threshold()).containsExactly("7d");
    }

    @Test
    void whatWasReplacedGoneOrIsForeignIsNotTold() {
        Entry replaced = ending("replaced.example", "file://web-3/etc/a.pem");
        Entry foreign = ending("root.example", "file://web-3/etc/c.pem");
        scan(
                replaced,
                new Entry(
                        foreign.credential(),
                        true,
                        foreign.identities(),
                        foreign.sightings(),
                        foreign.facts()));
        change("UPDATE credential SET superseded_by = 99 WHERE title = 'replaced.example'");
        inventory.now = END.minus(DAY.multipliedBy(3));
        work();
        assertThat(list()).isEmpty();
    }

    @Test
    void anAuthorityNamesWhatHangsFromIt() {
        scan(ending("ca.example", "file://web-3/etc/a.pem"), ending("a.example", "file://x/a"));
        change(
                "UPDATE credential SET issuer_n = (SELECT n FROM credential WHERE title = 'ca.example')"
                        + " WHERE title = 'a.example'");
        inventory.now = END.minus(DAY.multipliedBy(3));
        work();
        assertThat(list())
                .filteredOn(it -> it.alert().kind() == AlertKind.AUTHORITY_EXPIRY)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.alert().message())
                                .endsWith("; 1 credential hangs from it: a.example"));
    }

    @Test
    void aCriticalFindingIsToldInTheUnitThatOpensItAndAgainWhileNobodyKnows() throws Exception {
        inventory.now = END.minus(DAY.multipliedBy(60));
        scan(ending("weak.example", "file://web-3/etc/a.pem"));
        change(finding(5));
        work();
        assertThat(list())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alert().kind()).isEqualTo(AlertKind.FINDING);
                    assertThat(it.alert().severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(it.alert().message()).isEqualTo("weak.example: it is weak");
                });
        inventory.now = inventory.now.plus(DAY);
        work();
        inventory.now = inventory.now.plus(DAY.multipliedBy(2));
        work();
        assertThat(list()).extracting(it -> it.alert().level()).containsExactly(2, 1, 0);
        acknowledge(list().getFirst().alert().id());
        inventory.now = inventory.now.plus(DAY.multipliedBy(9));
        work();
        assertThat(list()).hasSize(3).allMatch(it -> it.state() == Alerts.State.ACKNOWLEDGED);
    }

    @Test
    void judgingNotesCriticalFindingsAndThoseOfNamedRules() {
        inventory.database.write(unit -> {
            new JdbcHappenings(inventory.database).rules(unit, List.of("expires-in-30-days"));
            return true;
        });
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        inventory.now = END.minus(DAY.multipliedBy(20));
        var judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
        while (judging.judge(100) > 0) {
            // There is more.
        }
        work();
        assertThat(list())
                .extracting(it -> it.alert().threshold())
                .contains("expires-in-30-days 2027-02-09", "30d");
    }

    @Test
    void aFindingThatIsResolvedBeforeItIsToldIsNotTold() {
        scan(ending("weak.example", "file://web-3/etc/a.pem"));
        change(finding(5));
        change("UPDATE finding SET resolved = 1");
        work();
        assertThat(list()).isEmpty();
        assertThat(inventory.number("SELECT count(*) FROM finding_to_tell")).isZero();
    }

    @Test
    void aNewIssuerIsToldOnceTheServerHasLearnedWhoIssues() {
        scan(ending("a.example", "file://web-3/etc/a.pem"));
        change(
                "INSERT INTO issuer (credential_n, name, kind, certificates) VALUES (0, 'CN=Known', '', 1)");
        work();
        assertThat(list()).isEmpty();
        inventory.now = inventory.now.plus(DAY).plusSeconds(1);
        change(
                "INSERT INTO issuer (credential_n, name, kind, certificates) VALUES (0, 'CN=New', 'public', 3)");
        work();
        work();
        assertThat(list())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alert().kind()).isEqualTo(AlertKind.NEW_ISSUER);
                    assertThat(it.alert().message()).contains("CN=New").doesNotContain("Known");
                });
    }

    @Test
    void somebodyElseIssuingForOurNamesIsTold() {
        expected =
                new Expected(List.of(new Expected.Line(List.of("*.example"), List.of("*Our CA*"))));
        begin();
        scan(
                ending("pay.example", "file://web-3/etc/a.pem"),
                ending("pay.other", "file://web-3/b"));
        work();
        assertThat(list())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alert().kind()).isEqualTo(AlertKind.UNEXPECTED_ISSUER);
                    assertThat(it.alert().message()).contains("Example CA").contains("pay.example");
                });
    }

    @Test
    void farMoreCertificatesThanUsualAreTold() {
        inventory.now = Instant.parse("2026-11-22T10:00:00Z");
        for (int day = 1; day <= 8; day++) {
            change(
                    "INSERT INTO issued_day (issuer, day, certificates) VALUES ('CN=Example CA', %d, 2)"
                            .formatted(inventory.now.getEpochSecond() / 86_400 - day));
        }
        Entry[] many = new Entry[60];
        for (int i = 0; i < many.length; i++) {
            many[i] =
                    inventory.entry(
                            Samples.certificate(
                                    "n" + i, "Example CA", inventory.now.minus(DAY), END),
                            "file://web-3/etc/" + i);
        }
        scan(many);
        work();
        assertThat(list())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alert().kind()).isEqualTo(AlertKind.ISSUANCE_SPIKE);
                    assertThat(it.alert().message())
                            .contains("Example CA issued 60 certificates today");
                });
    }

    @Test
    void whoLosesAnIdentityIsToldAndWhoGetsItsFirstOwnerIsNot() {
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        team("payments", "pay@example.com", "", 0);
        change("UPDATE identity SET owner_n = 1");
        work();
        assertThat(list()).isEmpty();
        change("UPDATE identity SET owner_n = 0");
        work();
        assertThat(list())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.alert().message())
                            .isEqualTo("pay.example belongs to nobody any more; it was payments's");
                    assertThat(it.alert().team()).contains("payments");
                });
    }
}
