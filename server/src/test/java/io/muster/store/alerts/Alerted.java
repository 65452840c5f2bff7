package io.muster.store.alerts;

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
import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.model.Entry;
import io.muster.model.Severity;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.Times;
import io.muster.store.intake.Inventory;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What tests of alerts share: an inventory, what notices, what sends, and a clock that the test
/// moves.
class Alerted {
    static final Viewer ALL = new Viewer.Everything();
    static final Duration DAY = Duration.ofDays(1);
    static final Instant BEGAN = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    final Post post = new Post();
    final List<AlertKind> raised = new ArrayList<>();
    final Random random = new Random(3);
    Inventory inventory;
    JdbcAlerts alerts;
    Noticing noticing;
    Posting posting;
    Courier courier;
    QuietHours quiet = QuietHours.NONE;
    Expected expected = Expected.ANYTHING;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        begin();
    }

    /// As a server does that was started anew.
    void begin() {
        Database roll = inventory.database;
        alerts = new JdbcAlerts(roll);
        JdbcOutbox outbox = new JdbcOutbox(roll, "security");
        noticing =
                new Noticing(roll, new JdbcHappenings(roll), alerts, expected, () -> inventory.now);
        posting =
                new Posting(
                        roll,
                        outbox,
                        new Routes(List.of(), Set.of("post")),
                        Map.of("post", post),
                        quiet,
                        () -> inventory.now,
                        random,
                        raised::add);
        courier =
                new Courier(
                        roll,
                        outbox,
                        Map.of("post", post),
                        Wording.usual(""),
                        Channel.Enclosures.NONE,
                        () -> inventory.now,
                        new Random(1),
                        post);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    final boolean claim(Outbox outbox, Outbox.Message message, Instant until) {
        return inventory.database.write(unit -> outbox.claim(unit, message, until));
    }

    /// One alert, and its message is due.
    final void one() {
        inventory.now = END.minus(DAY.multipliedBy(7));
        scan(ending("pay.example", "file://web-3/etc/a.pem"));
        work();
        inventory.now = inventory.now.plus(Duration.ofMinutes(1));
    }

    final void work() {
        while (noticing.endings()
                        + noticing.findings()
                        + noticing.owners()
                        + noticing.issuers()
                        + posting.post()
                > 0) {
            // There is more.
        }
    }

    final void deliver() {
        while (courier.deliver("post") > 0) {
            // There is more.
        }
    }

    final void acknowledge(String id) {
        inventory.database.write(unit ->
                alerts.acknowledge(unit, id, new Actor("person:anna", "r1"), inventory.now));
    }

    final List<Alerts.Row> list() {
        return alerts.list(
                        ALL,
                        new Alerts.Question(
                                Optional.empty(), Optional.empty(), "", Optional.empty(), 1000))
                .rows();
    }

    final void scan(Entry... entries) {
        inventory.scan("files", entries);
    }

    final Entry ending(String name, String... places) {
        return inventory.entry(Samples.certificate(name, "Example CA", BEGAN, END), places);
    }

    final String finding(int severity) {
        inventory.database.write(unit ->
                Database.in(
                        unit,
                        session -> {
                            session.update(
                                    "INSERT INTO finding (id, credential_n, rule, severity, message, remedy, opened,"
                                            + " last_judged) VALUES (?, 1, 'key-weak', ?, 'it is weak', 'Replace it.', ?, ?)",
                                    new byte[] {1},
                                    (long) severity,
                                    Times.micros(inventory.now),
                                    Times.micros(inventory.now));
                            new FindingsToTell(session)
                                    .opened("n", 1L, "key-weak", Severity.CRITICAL);
                            return 1;
                        }));
        return "UPDATE finding SET last_judged = last_judged";
    }

    final void team(String id, String contact, String escalation, long parent) {
        change(
                "INSERT INTO team (id, name, contact, escalation, parent_n) VALUES ('%1$s', '%1$s', '%2$s', '%3$s', %4$d)"
                        .formatted(id, contact, escalation, parent));
    }

    final void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    /// A channel that reaches whom it is told, or nobody.
    static final class Post implements Channel, Courier.Diary {
        final List<Notice> notices = new ArrayList<>();
        final List<String> ids = new ArrayList<>();
        Optional<String> trouble = Optional.empty();
        Duration asked = Duration.ZERO;
        boolean dies;

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
                throw new Undelivered(trouble.get(), asked);
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
