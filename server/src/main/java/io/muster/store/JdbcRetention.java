package io.muster.store;

import io.muster.inventory.Dossier;
import io.muster.inventory.Retention;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Removes what is older than its time, some rows at once.
public final class JdbcRetention implements Retention {
    private static final int CREDENTIALS = 50;
    private static final int RUNS = 5;
    private static final int ROWS = 1000;

    @Override
    public Removed tidy(Unit unit, Periods periods, Instant now) {
        return Database.in(
                unit,
                session ->
                        new Removed(
                                credentials(session, before(now, periods.gone())),
                                runs(session, before(now, periods.runs())),
                                old(session, "history", before(now, periods.history())),
                                old(session, "change_feed", before(now, periods.feed()))));
    }

    private static long before(Instant now, Duration period) {
        return Times.micros(now.minus(period));
    }

    private static int credentials(Session session, long before) throws SQLException {
        List<Long> gone =
                session.all(
                        "SELECT n FROM credential WHERE gone_since <> 0 AND gone_since < ? LIMIT ?",
                        row -> row.number(1),
                        before,
                        CREDENTIALS);
        Tally tally = new Tally();
        for (long n : gone) {
            remove(session, n, tally);
        }
        tally.write(session);
        return gone.size();
    }

    /// Removes a credential with all that is known of it, and its key when nobody else has it.
    static void remove(Session session, long n, Tally tally) throws SQLException {
        Rebinding rebinding = new Rebinding(session);
        Set<Long> holders = rebinding.identitiesOf(n);
        session.each(
                "SELECT c.type, c.foreign_, c.strength, c.issuer_kind, c.not_after, c.worst, c.key_n,"
                        + " d.document FROM credential c, credential_document d"
                        + " WHERE c.n = ? AND d.credential_n = c.n",
                row -> {
                    tally.add("credentials", -1);
                    if (row.number(2) != 0) {
                        tally.add("foreign", -1);
                    } else {
                        tally.add("type:" + row.text(1), -1);
                        uncount(tally, "strength:", row.text(3));
                        uncount(tally, "issuer:", row.text(4));
                        Dossier.parse(row.text(8))
                                .credential()
                                .algorithm()
                                .ifPresent(it -> tally.add("algorithm:" + it.label(), -1));
                        tally.expires(row.number(5), row.number(6), -1);
                    }
                    session.update(
                            "UPDATE public_key SET credentials = credentials - 1 WHERE n = ?",
                            row.number(7));
                    session.update(
                            "DELETE FROM public_key WHERE n = ? AND credentials <= 0",
                            row.number(7));
                },
                n);
        for (String table :
                List.of(
                        "credential_document",
                        "holding",
                        "sighting",
                        "may",
                        "finding",
                        "run_change",
                        "awaited_issuer",
                        "short_lived")) {
            session.update("DELETE FROM " + table + " WHERE credential_n = ?", n);
        }
        for (String table : List.of("tagging", "attribute", "history")) {
            session.update(
                    "DELETE FROM " + table + " WHERE entity = 'credential' AND entity_n = ?", n);
        }
        session.update(
                "UPDATE credential SET issuer_n = 0 WHERE issuer_n = ? AND issuer_n <> 0", n);
        session.update("DELETE FROM credential WHERE n = ?", n);
        JdbcSearchIndex.remove(session, "credential", n);
        rebinding.recount(holders);
    }

    private static void uncount(Tally tally, String figure, String value) {
        if (!value.isEmpty()) {
            tally.add(figure + value, -1);
        }
    }

    private static int runs(Session session, long before) throws SQLException {
        List<Long> old =
                session.all(
                        "SELECT r.n FROM run r WHERE r.state <> 'running' AND r.ended < ?"
                                + " AND NOT EXISTS (SELECT 1 FROM source s WHERE s.last_run_n = r.n)"
                                + " ORDER BY r.n LIMIT ?",
                        row -> row.number(1),
                        before,
                        RUNS);
        int removed = 0;
        for (long run : old) {
            int rows = 0;
            for (String table : List.of("run_change", "unreadable", "rejected")) {
                rows +=
                        session.update(
                                "DELETE FROM %1$s WHERE n IN".formatted(table)
                                        + " (SELECT n FROM %1$s WHERE run_n = ? LIMIT ?)"
                                                .formatted(table),
                                run,
                                ROWS);
            }
            if (rows == 0) {
                session.update("DELETE FROM run WHERE n = ?", run);
            }
            removed++;
        }
        return removed;
    }

    /// The oldest rows have the lowest numbers.
    private static int old(Session session, String table, long before) throws SQLException {
        return session.update(
                """
                DELETE FROM %1$s WHERE n IN
                       (SELECT n FROM (SELECT n, at FROM %1$s ORDER BY n LIMIT ?) r WHERE r.at < ?)
                """
                        .formatted(table),
                ROWS,
                before);
    }
}
