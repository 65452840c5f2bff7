package io.muster.store.jobs;

import io.muster.inventory.Retention;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Removal;
import io.muster.store.roll.Tally;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
                    Removal removal = new Removal(session);
                    credentials(removal, before(now, periods.gone()));
                    runs(removal, before(now, periods.runs()));
                    old(removal, "history", before(now, periods.history()));
                    old(removal, "change_feed", before(now, periods.feed()));
                    return new Removed(removal.rows());
                });
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
            removal.credential(n, tally);
        }
        tally.write(session);
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
