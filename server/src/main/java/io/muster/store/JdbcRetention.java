package io.muster.store;

import io.muster.inventory.Retention;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Removes what is older than its time, some rows at once.
public final class JdbcRetention implements Retention {
    private static final int CREDENTIALS = 50;
    private static final int RUNS = 5;
    private static final int ROWS = 1000;

    @Override
    public Removed tidy(Unit unit, Periods periods, Instant now) {
        return Database.in(
                unit,
                session -> {
                    Removal removal = new Removal(session, new TreeMap<>());
                    credentials(removal, before(now, periods.gone()));
                    runs(removal, before(now, periods.runs()));
                    old(removal, "history", before(now, periods.history()));
                    old(removal, "change_feed", before(now, periods.feed()));
                    return new Removed(removal.rows());
                });
    }

    /// Deletes, and counts what it deletes.
    private record Removal(Session session, SortedMap<String, Long> rows) {
        int from(String table, String condition, Object... parameters) throws SQLException {
            int gone = session.update("DELETE FROM " + table + " WHERE " + condition, parameters);
            rows.merge(table, (long) gone, Long::sum);
            return gone;
        }
    }

    private static long before(Instant now, Duration period) {
        return Times.micros(now.minus(period));
    }

    private static void credentials(Removal removal, long before) throws SQLException {
        Session session = removal.session();
        List<Long> gone =
                session.all(
                        "SELECT n FROM credential WHERE gone_since <> 0 AND gone_since < ? LIMIT ?",
                        row -> row.number(1),
                        before,
                        CREDENTIALS);
        Tally tally = new Tally();
        for (long n : gone) {
            remove(removal, n, tally);
        }
        tally.write(session);
    }

    private static void remove(Removal removal, long n, Tally tally) throws SQLException {
        Session session = removal.session();
        Rebinding rebinding = new Rebinding(session);
        Set<Long> holders = rebinding.identitiesOf(n);
        session.each(
                "SELECT type, foreign_, strength, issuer_kind, not_after, worst, key_n"
                        + " FROM credential WHERE n = ?",
                row -> {
                    tally.add("credentials", -1);
                    if (row.number(2) != 0) {
                        tally.add("foreign", -1);
                    } else {
                        tally.add("type:" + row.text(1), -1);
                        uncount(tally, "strength:", row.text(3));
                        uncount(tally, "issuer:", row.text(4));
                        tally.expires(row.number(5), row.number(6), -1);
                    }
                    session.update(
                            "UPDATE public_key SET credentials = credentials - 1 WHERE n = ?",
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
                        "awaited_issuer")) {
            removal.from(table, "credential_n = ?", n);
        }
        for (String table : List.of("tagging", "attribute", "history")) {
            removal.from(table, "entity = 'credential' AND entity_n = ?", n);
        }
        session.update(
                "UPDATE credential SET issuer_n = 0 WHERE issuer_n = ? AND issuer_n <> 0", n);
        removal.from("credential", "n = ?", n);
        JdbcSearchIndex.remove(session, "credential", n);
        rebinding.recount(holders);
    }

    private static void uncount(Tally tally, String figure, String value) {
        if (!value.isEmpty()) {
            tally.add(figure + value, -1);
        }
    }

    private static void runs(Removal removal, long before) throws SQLException {
        List<Long> old =
                removal.session()
                        .all(
                                "SELECT r.n FROM run r WHERE r.state <> 'running' AND r.ended < ?"
                                        + " AND NOT EXISTS (SELECT 1 FROM source s WHERE s.last_run_n = r.n)"
                                        + " ORDER BY r.n LIMIT ?",
                                row -> row.number(1),
                                before,
                                RUNS);
        for (long run : old) {
            int rows = 0;
            for (String table : List.of("run_change", "unreadable", "rejected")) {
                rows +=
                        removal.from(
                                table,
                                "n IN (SELECT n FROM %s WHERE run_n = ? LIMIT ?)".formatted(table),
                                run,
                                ROWS);
            }
            if (rows == 0) {
                removal.from("run", "n = ?", run);
            }
        }
    }

    /// The oldest rows have the lowest numbers.
    private static void old(Removal removal, String table, long before) throws SQLException {
        removal.from(
                table,
                "n IN (SELECT n FROM (SELECT n, at FROM %s ORDER BY n LIMIT ?) r WHERE r.at < ?)"
                        .formatted(table),
                ROWS,
                before);
    }
}
