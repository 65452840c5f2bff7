package io.muster.store.evidence;

import io.muster.compliance.Book;
import io.muster.compliance.Counted;
import io.muster.inventory.search.Total;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was counted for compliance, beside the roll.
public final class JdbcBook implements Book {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final String COLUMNS =
            "evidence, at, found, found_least, whole, whole_least, state";

    private final Database roll;

    public JdbcBook(Database roll) {
        this.roll = roll;
    }

    @Override
    public void keep(Unit unit, List<Counted> counts) {
        Database.in(
                unit,
                session -> {
                    for (Counted counted : counts) {
                        keep(session, counted);
                    }
                    return counts.size();
                });
    }

    private static void keep(Session session, Counted it) throws SQLException {
        long at = Times.micros(it.at());
        long day = Math.floorDiv(at, DAY_MICROS);
        session.update(
                """
                INSERT INTO evidence_day
                  (evidence, day, at, found, found_least, whole, whole_least, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (evidence, day) DO UPDATE SET
                  at = excluded.at, found = excluded.found, found_least = excluded.found_least,
                  whole = excluded.whole, whole_least = excluded.whole_least,
                  state = excluded.state
                """,
                it.evidence(),
                day,
                at,
                it.found().number(),
                it.found().isAtLeast() ? 1 : 0,
                it.of().number(),
                it.of().isAtLeast() ? 1 : 0,
                it.state().toString());
        session.update(
                "DELETE FROM evidence_day WHERE evidence = ? AND day <= ?",
                it.evidence(),
                day - DAYS_KEPT);
    }

    @Override
    public Map<String, Counted> latest() {
        Map<String, Counted> latest = new LinkedHashMap<>();
        roll.read(session ->
                        session.all(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM evidence_day WHERE (evidence, day) IN"
                                        + " (SELECT evidence, max(day) FROM evidence_day"
                                        + " GROUP BY evidence)",
                                JdbcBook::counted))
                .forEach(it -> latest.put(it.evidence(), it));
        return latest;
    }

    @Override
    public List<Counted> series(String evidence, int days) {
        return roll.read(session ->
                        session.all(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM evidence_day WHERE evidence = ?"
                                        + " ORDER BY day DESC LIMIT ?",
                                JdbcBook::counted,
                                evidence,
                                days))
                .reversed();
    }

    private static Counted counted(Row row) throws SQLException {
        return new Counted(
                row.text(1),
                Times.instant(row.number(2)),
                new Total(row.number(3), row.number(4) != 0),
                new Total(row.number(5), row.number(6) != 0),
                Counted.State.valueOf(row.text(7).toUpperCase(Locale.ROOT)));
    }
}
