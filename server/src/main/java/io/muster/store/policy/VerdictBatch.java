package io.muster.store.policy;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.findings.Deadlines;
import io.muster.inventory.verdicts.Due;
import io.muster.inventory.verdicts.Verdicts.Verdict;
import io.muster.model.Bytes;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Times;
import io.muster.store.alerts.FindingsToTell;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Rebinding;
import io.muster.store.roll.Tally;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One batch of verdicts on its way into the database: findings as rows, and the counts of them
/// that credentials and identities carry.
final class VerdictBatch {
    private final Session session;
    private final long now;
    private final Journal journal;
    private final Tally tally = new Tally();
    private final FindingsToTell toTell;
    private final ExceptionsInForce exceptions;
    private final Deadlines deadlines;

    VerdictBatch(Session session, long now, Deadlines deadlines) throws SQLException {
        this.session = session;
        this.now = now;
        this.deadlines = deadlines;
        this.exceptions = ExceptionsInForce.read(session, now);
        this.journal = new Journal(session, new Actor("muster", "judging"), now);
        this.toTell = new FindingsToTell(session);
    }

    /// What a verdict is on. The column of a finding that names it is that of its kind; the others
    /// are 0.
    private record Subject(Entity.Kind kind, long n) {
        static Subject of(Due due) {
            return switch (due) {
                case Due.OfCredential it -> new Subject(Entity.Kind.CREDENTIAL, it.number());
                case Due.OfIdentity it -> new Subject(Entity.Kind.IDENTITY, it.number());
                case Due.OfSource it -> new Subject(Entity.Kind.SOURCE, it.number());
            };
        }

        long as(Entity.Kind column) {
            return kind == column ? n : 0;
        }

        long credential() {
            return as(Entity.Kind.CREDENTIAL);
        }

        long identity() {
            return as(Entity.Kind.IDENTITY);
        }

        long source() {
            return as(Entity.Kind.SOURCE);
        }
    }

    /// A finding as it is kept.
    ///
    /// @param excepted the exception that covers it; 0 for none
    private record Kept(long n, boolean open, Severity severity, String message, long excepted) {}

    /// What a rule says, and the exception that covers it; 0 for none.
    private record Judged(Finding finding, long excepted) {
        boolean isOpen() {
            return excepted == 0;
        }
    }

    /// What of a credential the figures of the whole depend on.
    private record Counted(long worst, long notAfter, boolean ours) {}

    /// @return how many findings were opened, reopened or resolved
    int keep(Verdict verdict) throws SQLException {
        Subject subject = Subject.of(verdict.due());
        if (!isMine(subject, verdict)) {
            return 0;
        }
        Map<String, Kept> kept = kept(subject);
        Map<Severity, Long> more = new EnumMap<>(Severity.class);
        kept.values().stream()
                .filter(Kept::open)
                .forEach(it -> more.merge(it.severity(), -1L, Long::sum));
        List<Judged> judged = judged(subject, verdict, kept);
        List<Finding> open = judged.stream().filter(Judged::isOpen).map(Judged::finding).toList();
        open.forEach(it -> more.merge(it.severity(), 1L, Long::sum));
        int changed = 0;
        for (Judged one : judged) {
            Kept before = kept.remove(one.finding().rule());
            changed += before == null ? open(subject, one) : keep(before, one);
        }
        for (Map.Entry<String, Kept> over : kept.entrySet()) {
            if (over.getValue().open() || over.getValue().excepted() != 0) {
                changed += resolve(over.getKey(), over.getValue());
            }
        }
        if (changed > 0) {
            count(verdict.due(), open, more);
            journal.feed(subject.kind(), subject.n(), "judged");
        }
        return changed;
    }

    private List<Judged> judged(Subject subject, Verdict verdict, Map<String, Kept> kept)
            throws SQLException {
        List<Judged> judged = new ArrayList<>(verdict.findings().size());
        for (Finding finding : verdict.findings()) {
            Kept before = kept.get(finding.rule());
            long excepted =
                    exceptions.covering(
                            finding.rule(),
                            new ExemptionTarget.Subject(
                                    before == null ? 0 : before.n(),
                                    subject.credential(),
                                    subject.identity()));
            judged.add(new Judged(finding, excepted));
        }
        return judged;
    }

    /// Adds to the figures of the whole what the batch has changed.
    void finish() throws SQLException {
        tally.write(session);
    }

    /// Takes the verdict unless what it is on has changed meanwhile, or another node judged it.
    /// From here to the end of the unit nobody else does.
    private boolean isMine(Subject subject, Verdict verdict) throws SQLException {
        Instant again = verdict.again();
        boolean mine =
                session.update(
                                "UPDATE %s SET judge_again_at = ? WHERE n = ? AND judge_again_at = ?"
                                        .formatted(subject.kind()),
                                again.equals(Instant.MAX) ? Times.NEVER : Times.micros(again),
                                subject.n(),
                                verdict.due().mark())
                        > 0;
        if (mine && subject.kind() == Entity.Kind.SOURCE) {
            session.update(
                    "UPDATE source SET expected_since = ? WHERE n = ? AND expected_since = 0",
                    now,
                    subject.n());
        }
        return mine;
    }

    private Map<String, Kept> kept(Subject subject) throws SQLException {
        Map<String, Kept> kept = new HashMap<>();
        session.each(
                "SELECT n, rule, severity, message, resolved, excepted_n FROM finding"
                        + " WHERE credential_n = ? AND identity_n = ? AND source_n = ?",
                row ->
                        kept.put(
                                row.text(2),
                                new Kept(
                                        row.number(1),
                                        row.number(5) == 0,
                                        Severities.of(row.number(3)).orElseThrow(),
                                        row.text(4),
                                        row.number(6))),
                subject.credential(),
                subject.identity(),
                subject.source());
        return kept;
    }

    private int open(Subject subject, Judged judged) throws SQLException {
        Finding finding = judged.finding();
        String address = address(subject) + "\n" + finding.rule();
        Bytes id = Bytes.of(address.getBytes(StandardCharsets.US_ASCII)).sha256().slice(0, 16);
        session.update(
                """
                INSERT INTO finding (id, credential_n, identity_n, source_n, rule, severity, message,
                       remedy, opened, last_judged, due, resolved, excepted_n)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                subject.credential(),
                subject.identity(),
                subject.source(),
                finding.rule(),
                Severities.number(finding.severity()),
                finding.message(),
                finding.remedy(),
                now,
                now,
                due(finding.severity()),
                judged.isOpen() ? 0 : now,
                judged.excepted());
        if (judged.isOpen()) {
            toTell.opened("id", id, finding.rule(), finding.severity());
            tally(finding.rule(), finding.severity(), 1);
        }
        return 1;
    }

    /// The same in any inventory, but for a source: its name may be given to another one later.
    private String address(Subject subject) throws SQLException {
        String id = Entities.id(session, subject.kind(), subject.n());
        return subject.kind() == Entity.Kind.SOURCE ? "source " + subject.n() + " " + id : id;
    }

    /// What an exception covered comes back as it was; what was over begins again.
    private int keep(Kept kept, Judged judged) throws SQLException {
        Finding finding = judged.finding();
        boolean same =
                kept.open() == judged.isOpen()
                        && kept.excepted() == judged.excepted()
                        && kept.message().equals(finding.message())
                        && kept.severity() == finding.severity();
        if (same) {
            return 0;
        }
        boolean reopened = !kept.open() && kept.excepted() == 0;
        session.update(
                """
                UPDATE finding SET severity = ?, message = ?, remedy = ?, last_judged = ?,
                       reopened = CASE WHEN ? = 1 THEN ? ELSE reopened END,
                       due = CASE WHEN ? = 1 THEN ? ELSE due END,
                       resolved = CASE WHEN ? = 1 THEN 0 WHEN excepted_n = 0 THEN ? ELSE resolved END,
                       excepted_n = ?
                 WHERE n = ?
                """,
                Severities.number(finding.severity()),
                finding.message(),
                finding.remedy(),
                now,
                reopened ? 1 : 0,
                now,
                reopened || kept.severity() != finding.severity() ? 1 : 0,
                due(finding.severity()),
                judged.isOpen() ? 1 : 0,
                now,
                judged.excepted(),
                kept.n());
        if (kept.open()) {
            tally(finding.rule(), kept.severity(), -1);
        }
        if (judged.isOpen()) {
            tally(finding.rule(), finding.severity(), 1);
            if (!kept.open() || finding.severity().compareTo(kept.severity()) < 0) {
                toTell.opened("n", kept.n(), finding.rule(), finding.severity());
            }
        }
        boolean onlySaid =
                kept.open() == judged.isOpen()
                        && kept.excepted() == judged.excepted()
                        && kept.severity() == finding.severity();
        return onlySaid ? 0 : 1;
    }

    private int resolve(String rule, Kept kept) throws SQLException {
        session.update(
                "UPDATE finding SET resolved = ?, last_judged = ?, excepted_n = 0 WHERE n = ?",
                now,
                now,
                kept.n());
        if (kept.open()) {
            tally(rule, kept.severity(), -1);
        }
        return 1;
    }

    private long due(Severity severity) {
        return deadlines.after(severity, Times.instant(now)).map(Times::micros).orElse(Times.NEVER);
    }

    private void tally(String rule, Severity severity, long change) {
        tally.add("finding:" + severity, change);
        tally.add("rule:" + rule, change);
    }

    /// @param more how many more findings of each severity are open than were
    private void count(Due due, List<Finding> open, Map<Severity, Long> more) throws SQLException {
        Rebinding rebinding = new Rebinding(session);
        switch (due) {
            case Due.OfCredential it -> {
                ofCredential(it.number(), open, more);
                for (long identity : rebinding.identitiesOf(it.number())) {
                    add(rebinding, identity, more);
                }
            }
            case Due.OfIdentity it -> add(rebinding, it.number(), more);
            case Due.OfSource _ -> {}
        }
    }

    private static void add(Rebinding rebinding, long identity, Map<Severity, Long> more)
            throws SQLException {
        rebinding.addFindings(
                identity,
                of(more, Severity.CRITICAL),
                of(more, Severity.HIGH),
                of(more, Severity.MEDIUM),
                of(more, Severity.LOW));
    }

    private void ofCredential(long credential, List<Finding> open, Map<Severity, Long> more)
            throws SQLException {
        long worst =
                open.stream().mapToLong(it -> Severities.number(it.severity())).max().orElse(0);
        Counted before =
                session.first(
                                "SELECT worst, not_after, foreign_ FROM credential WHERE n = ?",
                                row ->
                                        new Counted(
                                                row.number(1), row.number(2), row.number(3) == 0),
                                credential)
                        .orElseThrow();
        session.update(
                """
                UPDATE credential SET worst = ?, critical = critical + ?, high = high + ?,
                       medium = medium + ?, low = low + ?
                 WHERE n = ?
                """,
                worst,
                of(more, Severity.CRITICAL),
                of(more, Severity.HIGH),
                of(more, Severity.MEDIUM),
                of(more, Severity.LOW),
                credential);
        if (before.ours()) {
            tally.expires(before.notAfter(), before.worst(), -1);
            tally.expires(before.notAfter(), worst, 1);
        }
    }

    private static long of(Map<Severity, Long> counts, Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }
}
