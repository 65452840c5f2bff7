package io.muster.store;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Verdicts;
import io.muster.model.Bytes;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.unit.Unit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Findings as rows, and the counts of them that credentials and identities carry.
public final class JdbcVerdicts implements Verdicts {
    private final Database database;

    public JdbcVerdicts(Database database) {
        this.database = database;
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        return database.read(session -> new DueReader(session).due(Times.micros(now), limit));
    }

    @Override
    public int keep(Unit unit, List<Verdict> verdicts, Instant now) {
        return Database.in(
                unit,
                session -> {
                    Keeping keeping = new Keeping(session, Times.micros(now));
                    int changed = 0;
                    for (Verdict verdict : verdicts) {
                        changed += keeping.keep(verdict);
                    }
                    keeping.tally.write(session);
                    return changed;
                });
    }

    @Override
    public void judgeAllAgain(Unit unit, Instant now) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE credential SET judge_again_at = ?"
                                        + " WHERE places > 0 AND judge_again_at > 0",
                                -Times.micros(now)));
    }

    @Override
    public int joinIssuers(Unit unit) {
        return Database.in(unit, session -> new Issuers(session).rest());
    }

    /// One batch on its way into the database.
    private static final class Keeping {
        private final Session session;
        private final long now;
        private final Journal journal;
        private final Tally tally = new Tally();

        private Keeping(Session session, long now) {
            this.session = session;
            this.now = now;
            this.journal = new Journal(session, new Actor("muster", "judging"), now);
        }

        /// A finding as it is kept.
        private record Kept(long n, boolean open, Severity severity, String message) {}

        /// The four counts and the worst of them.
        private record Counts(
                long worst, Map<Severity, Long> bySeverity, long notAfter, boolean ours) {
            long of(Severity severity) {
                return bySeverity.getOrDefault(severity, 0L);
            }
        }

        private int keep(Verdict verdict) throws SQLException {
            long again =
                    verdict.again().equals(Instant.MAX)
                            ? Times.NEVER
                            : Times.micros(verdict.again());
            long n = verdict.due().number();
            int mine =
                    session.update(
                            "UPDATE credential SET judge_again_at = ?"
                                    + " WHERE n = ? AND judge_again_at = ?",
                            again,
                            n,
                            verdict.due().mark());
            if (mine == 0) {
                return 0;
            }
            Map<String, Kept> kept = kept(n);
            int changed = 0;
            for (Finding finding : verdict.findings()) {
                Kept one = kept.remove(finding.rule());
                changed += one == null ? open(verdict, finding) : keep(one, finding);
            }
            for (Map.Entry<String, Kept> over : kept.entrySet()) {
                if (over.getValue().open()) {
                    changed += resolve(over.getKey(), over.getValue());
                }
            }
            if (changed > 0) {
                count(n, verdict.findings());
                journal.feed(Entity.Kind.CREDENTIAL, n, "judged");
            }
            return changed;
        }

        private Map<String, Kept> kept(long credential) throws SQLException {
            Map<String, Kept> kept = new HashMap<>();
            session.each(
                    "SELECT n, rule, severity, message, resolved FROM finding"
                            + " WHERE credential_n = ? AND identity_n = 0",
                    row ->
                            kept.put(
                                    row.text(2),
                                    new Kept(
                                            row.number(1),
                                            row.number(5) == 0,
                                            Severities.of(row.number(3)).orElseThrow(),
                                            row.text(4))),
                    credential);
            return kept;
        }

        private int open(Verdict verdict, Finding finding) throws SQLException {
            String address =
                    verdict.due().known().dossier().credential().id() + "\n" + finding.rule();
            Bytes id = Bytes.of(address.getBytes(StandardCharsets.US_ASCII)).sha256().slice(0, 16);
            session.update(
                    """
                    INSERT INTO finding (id, credential_n, rule, severity, message, remedy, opened,
                           last_judged)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    verdict.due().number(),
                    finding.rule(),
                    Severities.number(finding.severity()),
                    finding.message(),
                    finding.remedy(),
                    now,
                    now);
            tally(finding.rule(), finding.severity(), 1);
            return 1;
        }

        private int keep(Kept kept, Finding finding) throws SQLException {
            boolean same =
                    kept.open()
                            && kept.message().equals(finding.message())
                            && kept.severity() == finding.severity();
            if (same) {
                return 0;
            }
            session.update(
                    """
                    UPDATE finding SET severity = ?, message = ?, remedy = ?, last_judged = ?,
                           reopened = CASE WHEN resolved <> 0 THEN ? ELSE reopened END, resolved = 0
                     WHERE n = ?
                    """,
                    Severities.number(finding.severity()),
                    finding.message(),
                    finding.remedy(),
                    now,
                    now,
                    kept.n());
            if (kept.open()) {
                tally(finding.rule(), kept.severity(), -1);
            }
            tally(finding.rule(), finding.severity(), 1);
            return kept.open() && kept.severity() == finding.severity() ? 0 : 1;
        }

        private int resolve(String rule, Kept kept) throws SQLException {
            session.update(
                    "UPDATE finding SET resolved = ?, last_judged = ? WHERE n = ?",
                    now,
                    now,
                    kept.n());
            tally(rule, kept.severity(), -1);
            return 1;
        }

        private void tally(String rule, Severity severity, long change) {
            tally.add("finding:" + severity, change);
            tally.add("rule:" + rule, change);
        }

        /// The new counts of the credential, and the difference for those who hold it.
        private void count(long credential, List<Finding> findings) throws SQLException {
            Counts before = counts(credential);
            Map<Severity, Long> after = new EnumMap<>(Severity.class);
            findings.forEach(it -> after.merge(it.severity(), 1L, Long::sum));
            long worst =
                    findings.stream()
                            .mapToLong(it -> Severities.number(it.severity()))
                            .max()
                            .orElse(0);
            session.update(
                    "UPDATE credential SET worst = ?, critical = ?, high = ?, medium = ?, low = ?"
                            + " WHERE n = ?",
                    worst,
                    after.getOrDefault(Severity.CRITICAL, 0L),
                    after.getOrDefault(Severity.HIGH, 0L),
                    after.getOrDefault(Severity.MEDIUM, 0L),
                    after.getOrDefault(Severity.LOW, 0L),
                    credential);
            if (before.ours()) {
                tally.expires(before.notAfter(), before.worst(), -1);
                tally.expires(before.notAfter(), worst, 1);
            }
            Rebinding rebinding = new Rebinding(session);
            for (long identity : rebinding.identitiesOf(credential)) {
                rebinding.addFindings(
                        identity,
                        after.getOrDefault(Severity.CRITICAL, 0L) - before.of(Severity.CRITICAL),
                        after.getOrDefault(Severity.HIGH, 0L) - before.of(Severity.HIGH),
                        after.getOrDefault(Severity.MEDIUM, 0L) - before.of(Severity.MEDIUM),
                        after.getOrDefault(Severity.LOW, 0L) - before.of(Severity.LOW));
            }
        }

        private Counts counts(long credential) throws SQLException {
            return session.first(
                            "SELECT worst, critical, high, medium, low, not_after, foreign_"
                                    + " FROM credential WHERE n = ?",
                            row ->
                                    new Counts(
                                            row.number(1),
                                            Map.of(
                                                    Severity.CRITICAL, row.number(2),
                                                    Severity.HIGH, row.number(3),
                                                    Severity.MEDIUM, row.number(4),
                                                    Severity.LOW, row.number(5)),
                                            row.number(6),
                                            row.number(7) == 0),
                            credential)
                    .orElseThrow();
        }
    }
}
