package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Figures that are counted in the roll and kept beside it.
public final class JdbcFigures implements Figures {
    private static final long DAY_MICROS = 86_400_000_000L;

    /// What the figures of a day that is over are not asked for.
    private static final String HISTORIES = "seen:";

    private final Database roll;

    public JdbcFigures(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Figure> count(Instant now) {
        List<Figure> figures = new ArrayList<>();
        // Readings of their own, so that none is long.
        figures.addAll(roll.read(session -> new PostureCounts(session, now).inUse()));
        figures.addAll(roll.read(session -> new PostureCounts(session, now).findings()));
        figures.addAll(roll.read(session -> new PostureCounts(session, now).others()));
        figures.addAll(roll.read(session -> new GrowthCounts(session, now).all()));
        figures.addAll(roll.read(session -> new SightingCounts(session, now).all()));
        return figures;
    }

    @Override
    public void keep(Unit unit, List<Figure> figures) {
        Database.in(
                unit,
                session -> {
                    for (Figure figure : figures) {
                        keep(session, figure);
                    }
                    if (!figures.isEmpty()) {
                        sweep(session, day(figures.getFirst().at()));
                    }
                    return figures.size();
                });
    }

    private static long day(Instant at) {
        return Math.floorDiv(Times.micros(at), DAY_MICROS);
    }

    private static void keep(Session session, Figure figure) throws SQLException {
        session.update(
                """
                INSERT INTO figure_day (figure, day, at, part, whole) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (figure, day) DO UPDATE SET
                  at = excluded.at, part = excluded.part, whole = excluded.whole
                """,
                figure.name(),
                day(figure.at()),
                Times.micros(figure.at()),
                figure.part(),
                figure.whole());
    }

    private static void sweep(Session session, long today) throws SQLException {
        session.update("DELETE FROM figure_day WHERE day > 0 AND day <= ?", today - DAYS_KEPT);
        Sql histories = Sql.startsWith("figure", HISTORIES);
        Sql sql = Sql.of("DELETE FROM figure_day WHERE day < ? AND ", today).with(histories);
        session.update(sql.text(), sql.values());
    }

    @Override
    public List<Figure> latest(String prefix) {
        return roll.read(session -> {
            Sql named = Sql.startsWith("figure", prefix);
            Sql newest = Sql.of("SELECT coalesce(max(day), 0) FROM figure_day WHERE ").with(named);
            long day = session.number(newest.text(), newest.values());
            Sql sql =
                    Sql.of(
                                    "SELECT figure, at, part, whole FROM figure_day WHERE day > 0 AND day = ? AND ",
                                    day)
                            .with(named)
                            .with(" ORDER BY figure");
            List<Figure> today = session.all(sql.text(), JdbcFigures::figure, sql.values());
            Instant last =
                    today.stream().map(Figure::at).max(Instant::compareTo).orElse(Instant.MIN);
            return today.stream().filter(it -> it.at().equals(last)).toList();
        });
    }

    @Override
    public List<Figure> series(String prefix, int days) {
        return roll.read(session -> {
            Sql named = Sql.startsWith("figure", prefix);
            Sql sql =
                    Sql.of(
                                    "SELECT figure, at, part, whole FROM figure_day WHERE day > 0 AND day >"
                                            + " (SELECT coalesce(max(day), 0) FROM figure_day) - ? AND ",
                                    days)
                            .with(named)
                            .with(" ORDER BY figure, day");
            return session.all(sql.text(), JdbcFigures::figure, sql.values());
        });
    }

    private static Figure figure(Row row) throws SQLException {
        return new Figure(row.text(1), Times.instant(row.number(2)), row.number(3), row.number(4));
    }
}
