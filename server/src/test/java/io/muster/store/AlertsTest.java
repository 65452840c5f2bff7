package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.alerts.Alert;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.alerts.Courier;
import io.muster.alerts.Expected;
import io.muster.alerts.Noticing;
import io.muster.alerts.Outbox;
import io.muster.alerts.Posting;
import io.muster.alerts.QuietHours;
import io.muster.alerts.Routes;
import io.muster.alerts.Wording;
import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.Judging;
import io.muster.inventory.Viewer;
import io.muster.model.Entry;
import io.muster.model.Severity;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// From what happened to what arrived, over either database, with a clock that the test moves.
@ParameterizedClass
@EnumSource
class AlertsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEGAN = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final Post post = new Post();
    private final Random random = new Random(3);
    private Inventory inventory;
    private JdbcAlerts alerts;
    private Noticing noticing;
    private Posting posting;
    private Courier courier;
    private QuietHours quiet = QuietHours.NONE;
    private Expected expected = Expected.ANYTHING;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        begin();
    }

    /// As a server does that was started anew.
    private void begin() {
        Database roll = inventory.database;
        alerts = new JdbcAlerts(roll);
        JdbcOutbox outbox = new JdbcOutbox(roll);
        noticing =
                new Noticing(
                        roll, new JdbcHappenings(roll), alerts, expected, () -> inventory.now, _ -> {});
        posting =
                new Posting(
                        roll,
                        outbox,
                        new Routes(List.of(), Set.of("post")),
                        Map.of("post", post),
                        quiet,
                        () -> inventory.now,
                        random);
        courier =
                new Courier(
                        roll,
                        outbox,
                        Map.of("post", post),
                        Wording.usual(""),
                        () -> inventory.now,
                        new Random(1),
                        post);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

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
        assertThat(last.message()).startsWith("pay.example (x509-certificate) ends 2027-03-01 00:00 UTC");
        assertThat(last.level()).isEqualTo(2);
        assertThat(inventory.number("SELECT count(*) FROM credential WHERE alert_at < 9223372036854775807"))
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
                .satisfies(it -> assertThat(it.alert().message())
                        .endsWith("; 1 credential hangs from it: a.example"));
    }

    @Test
    void aCriticalFindingIsToldInTheUnitThatOpensItAndAgainWhileNobodyKnows() throws Exception {
        inventory.now = END.minus(DAY.multipliedBy(60));
        scan(ending("weak.example", "file://web-3/etc/a.pem"));
        change(finding(5));
        work();
        assertThat(list()).singleElement().satisfies(it -> {
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
        change("INSERT INTO issuer (credential_n, name, kind, certificates) VALUES (0, 'CN=Known', '', 1)");
        work();
        assertThat(list()).isEmpty();
        inventory.now = inventory.now.plus(DAY).plusSeconds(1);
        change("INSERT INTO issuer (credential_n, name, kind, certificates) VALUES (0, 'CN=New', 'public', 3)");
        work();
        work();
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.alert().kind()).isEqualTo(AlertKind.NEW_ISSUER);
            assertThat(it.alert().message()).contains("CN=New").doesNotContain("Known");
        });
    }

    @Test
    void somebodyElseIssuingForOurNamesIsTold() {
        expected = new Expected(List.of(new Expected.Line(List.of("*.example"), List.of("*Our CA*"))));
        begin();
        scan(ending("pay.example", "file://web-3/etc/a.pem"), ending("pay.other", "file://web-3/b"));
        work();
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.alert().kind()).isEqualTo(AlertKind.UNEXPECTED_ISSUER);
            assertThat(it.alert().message()).contains("Example CA").contains("pay.example");
        });
    }

    @Test
    void farMoreCertificatesThanUsualAreTold() {
        inventory.now = Instant.parse("2026-11-22T10:00:00Z");
        for (int day = 1; day <= 8; day++) {
            change("INSERT INTO issued_day (issuer, day, certificates) VALUES ('CN=Example CA', %d, 2)"
                    .formatted(inventory.now.getEpochSecond() / 86_400 - day));
        }
        Entry[] many = new Entry[60];
        for (int i = 0; i < many.length; i++) {
            many[i] =
                    inventory.entry(
                            Samples.certificate("n" + i, "Example CA", inventory.now.minus(DAY), END),
                            "file://web-3/etc/" + i);
        }
        scan(many);
        work();
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.alert().kind()).isEqualTo(AlertKind.ISSUANCE_SPIKE);
            assertThat(it.alert().message()).contains("Example CA issued 60 certificates today");
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
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.alert().message()).isEqualTo("pay.example belongs to nobody any more; it was payments's");
            assertThat(it.alert().team()).contains("payments");
        });
    }

    @Test
    void fiveThousandThatEndTogetherAreOneMessageToTheirOwner() throws Exception {
        team("payments", "pay@example.com", "", 0);
        inventory.now = END.minus(DAY.multipliedBy(7));
        Entry[] many = new Entry[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = ending("n" + i + ".example", "file://web-3/etc/" + i);
        }
        scan(many);
        change("UPDATE credential SET owner_n = 1");
        work();
        deliver();
        assertThat(post.notices).isEmpty();
        inventory.now = inventory.now.plus(Duration.ofMinutes(1));
        deliver();
        assertThat(post.notices).singleElement().satisfies(it -> {
            assertThat(it.receiver()).isEqualTo("pay@example.com");
            assertThat(it.alerts()).hasSize(300);
        });
        assertThat(list()).allMatch(it -> it.state() == Alerts.State.SENT);
    }

    @Test
    void whatNobodyAcknowledgesGoesToTheEscalationAndThenAbove() {
        team("platform", "platform@example.com", "boss@example.com", 0);
        team("payments", "pay@example.com", "lead@example.com", 1);
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        change("UPDATE credential SET owner_n = 2");
        assertThat(receiversAt(30)).containsExactly("pay@example.com");
        assertThat(receiversAt(14)).containsExactly("lead@example.com", "pay@example.com");
        assertThat(receiversAt(7))
                .containsExactly(
                        "boss@example.com",
                        "lead@example.com",
                        "pay@example.com",
                        "platform@example.com");
        acknowledge(list().getFirst().alert().id());
        assertThat(receiversAt(3)).containsExactly("pay@example.com");
    }

    private Set<String> receiversAt(int days) {
        post.notices.clear();
        inventory.now = END.minus(DAY.multipliedBy(days));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(11));
        deliver();
        return new TreeSet<>(post.notices.stream().map(Channel.Notice::receiver).toList());
    }

    @Test
    void inQuietHoursOnlyWhatIsCriticalIsSent() {
        quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("UTC"));
        begin();
        inventory.now = END.minus(DAY.multipliedBy(6)).minus(Duration.ofHours(1));
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        change(finding(5));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(5));
        deliver();
        assertThat(post.notices).singleElement().satisfies(it ->
                assertThat(it.alerts().getFirst().kind()).isEqualTo(AlertKind.FINDING));
        inventory.now = Instant.parse("2027-02-23T07:00:00Z");
        deliver();
        assertThat(post.notices).hasSize(2);
        assertThat(post.notices.getLast().alerts().getFirst().kind()).isEqualTo(AlertKind.EXPIRY);
    }

    @Test
    void aMessageThatIsNotTakenIsSentAgainUnderTheSameIdAfterARestart() {
        post.trouble = Optional.of("421 try later");
        one();
        deliver();
        assertThat(post.ids).hasSize(1);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.PENDING);
        begin();
        inventory.now = inventory.now.plusSeconds(38);
        post.trouble = Optional.empty();
        deliver();
        assertThat(post.ids).hasSize(2);
        assertThat(new TreeSet<>(post.ids)).hasSize(1);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.SENT);
        inventory.now = inventory.now.plus(DAY);
        deliver();
        assertThat(post.ids).hasSize(2);
    }

    @Test
    void whoDiesWhileSendingLeavesTheMessageToBeSentAgain() {
        post.dies = true;
        one();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::deliver))
                .isInstanceOf(IllegalStateException.class);
        post.dies = false;
        begin();
        deliver();
        assertThat(post.ids).hasSize(1);
        inventory.now = inventory.now.plus(Duration.ofMinutes(5));
        deliver();
        assertThat(post.ids).hasSize(2);
        assertThat(new TreeSet<>(post.ids)).hasSize(1);
    }

    @Test
    void ofTwoNodesOneSends() {
        one();
        JdbcOutbox outbox = new JdbcOutbox(inventory.database);
        Outbox.Message message = outbox.due(inventory.now, 10).getFirst();
        Instant until = inventory.now.plusSeconds(300);
        assertThat(claim(outbox, message, until)).isTrue();
        assertThat(claim(outbox, message, until)).isFalse();
    }

    @Test
    void whatIsNeverTakenIsGivenUpAndSaidSo() {
        post.trouble = Optional.of("550 no such user");
        one();
        for (int i = 0; i < 30; i++) {
            deliver();
            inventory.now = inventory.now.plus(Duration.ofHours(2));
        }
        assertThat(post.ids).hasSize(20);
        assertThat(list().getFirst().state()).isEqualTo(Alerts.State.FAILED);
        Outbox.Log log = new JdbcOutbox(inventory.database).logs().get("post");
        assertThat(log.failed()).isEqualTo(1);
        assertThat(log.trouble()).isEqualTo("550 no such user");
    }

    @Test
    void anotherTeamSeesNothingOfIt() {
        team("payments", "pay@example.com", "", 0);
        one();
        change("UPDATE alert SET team_n = 1");
        Alerts.Question all =
                new Alerts.Question(Optional.empty(), Optional.empty(), "", Optional.empty(), 10);
        String id = list().getFirst().alert().id();
        assertThat(alerts.list(new Viewer.Teams(Set.of("payments")), all).total()).isEqualTo(1);
        assertThat(alerts.list(new Viewer.Teams(Set.of("other")), all).total()).isZero();
        assertThat(alerts.find(new Viewer.Teams(Set.of("other")), id)).isEmpty();
        assertThat(alerts.find(new Viewer.Teams(Set.of()), id)).isEmpty();
    }

    private boolean claim(Outbox outbox, Outbox.Message message, Instant until) {
        return inventory.database.write(unit -> outbox.claim(unit, message, until));
    }

    /// One alert, and its message is due.
    private void one() {
        inventory.now = END.minus(DAY.multipliedBy(7));
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(1));
    }

    private void work() {
        while (noticing.endings() + noticing.findings() + noticing.owners() + noticing.issuers()
                        + posting.post()
                > 0) {
            // There is more.
        }
    }

    private void deliver() {
        while (courier.deliver() > 0) {
            // There is more.
        }
    }

    private void acknowledge(String id) {
        inventory.database.write(unit ->
                alerts.acknowledge(unit, id, new Actor("person:anna", "r1"), inventory.now));
    }

    private List<Alerts.Row> list() {
        return alerts.list(
                        ALL,
                        new Alerts.Question(
                                Optional.empty(), Optional.empty(), "", Optional.empty(), 1000))
                .rows();
    }

    private void scan(Entry... entries) {
        inventory.scan("files", entries);
    }

    private Entry ending(String name, String... places) {
        return inventory.entry(Samples.certificate(name, "Example CA", BEGAN, END), places);
    }

    private String finding(int severity) {
        inventory.database.write(unit -> Database.in(unit, session -> {
            session.update(
                    "INSERT INTO finding (id, credential_n, rule, severity, message, remedy, opened,"
                            + " last_judged) VALUES (?, 1, 'key-weak', ?, 'it is weak', 'Replace it.', ?, ?)",
                    new byte[] {1},
                    (long) severity,
                    Times.micros(inventory.now),
                    Times.micros(inventory.now));
            new FindingsToTell(session).opened("n", 1L, "key-weak", Severity.CRITICAL);
            return 1;
        }));
        return "UPDATE finding SET last_judged = last_judged";
    }

    private void team(String id, String contact, String escalation, long parent) {
        change("INSERT INTO team (id, name, contact, escalation, parent_n) VALUES ('%1$s', '%1$s', '%2$s', '%3$s', %4$d)"
                .formatted(id, contact, escalation, parent));
    }

    private void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    /// A channel that reaches whom it is told, or nobody.
    private static final class Post implements Channel, Courier.Diary {
        private final List<Notice> notices = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private Optional<String> trouble = Optional.empty();
        private boolean dies;

        @Override
        public String name() {
            return "post";
        }

        @Override
        public String kind() {
            return "smtp";
        }

        @Override
        public String destination() {
            return "here";
        }

        @Override
        public Set<String> receivers(List<String> contacts) {
            return contacts.isEmpty() ? Set.of("fallback@example.com") : Set.copyOf(contacts);
        }

        @Override
        public void send(Notice notice) throws Undelivered {
            ids.add(notice.id());
            if (dies) {
                throw new IllegalStateException("killed");
            }
            if (trouble.isPresent()) {
                throw new Undelivered(trouble.get());
            }
            notices.add(notice);
        }

        @Override
        public void sent(String channel) {}

        @Override
        public void failed(String channel, String why) {}

        @Override
        public void givenUp(String channel, String why) {}
    }
}
