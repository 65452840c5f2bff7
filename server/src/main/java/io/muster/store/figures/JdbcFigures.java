package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.figures.ByOwner.Counted;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Figures that are counted in the roll and kept beside it.
public final class JdbcFigures implements Figures {
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
        roll.read(KeptDays::teams)
                .forEach((n, id) ->
                        figures.addAll(
                                roll.read(session -> new TeamCounts(session, n, id, now).all())));
        return figures;
    }

    @Override
    public void keep(Unit unit, List<Figure> figures) {
        Database.in(
                unit,
                session -> {
                    if (!figures.isEmpty()) {
                        keep(session, figures);
                    }
                    return figures.size();
                });
    }

    private static void keep(Session session, List<Figure> figures) throws SQLException {
        KeptDays kept = kept(session);
        long today = KeptDays.day(figures.getFirst().at());
        boolean begins = kept.isNew(figures.getFirst().name(), today);
        for (Figure it : figures) {
            kept.keep(it.name(), it.at(), new Counted(it.part(), it.whole()));
        }
        if (begins) {
            kept.thin(today, DAYS_KEPT);
            Sql histories = Sql.startsWith("figure", HISTORIES);
            Sql sql = Sql.of("DELETE FROM figure_day WHERE day < ? AND ", today).with(histories);
            session.update(sql.text(), sql.values());
        }
    }

    private static KeptDays kept(Session session) {
        return new KeptDays(session, "figure_day", "figure");
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
                                            + " (SELECT coalesce(max(day), 0) FROM figure_day WHERE ")
                            .with(named)
                            .with(Sql.of(") - ? AND ", days))
                            .with(named)
                            .with(" ORDER BY figure, day");
            return session.all(sql.text(), JdbcFigures::figure, sql.values());
        });
    }

    @Override
    public List<Figure> latest(String prefix, Set<String> teams) {
        List<Figure> estate = latest(prefix);
        return roll.read(session -> {
            List<Figure> theirs = new ArrayList<>();
            for (Figure it : estate) {
                Counted counted = kept(session).at(it.name(), it.at(), teams);
                theirs.add(new Figure(it.name(), it.at(), counted.part(), counted.whole()));
            }
            return theirs;
        });
    }

    @Override
    public List<Figure> series(String prefix, int days, Set<String> teams) {
        List<Figure> estate = series(prefix, days);
        long first =
                estate.stream().mapToLong(it -> KeptDays.day(it.at())).max().orElse(0) - days + 1;
        return roll.read(session -> {
            List<Figure> theirs = new ArrayList<>();
            for (String name : estate.stream().map(Figure::name).distinct().toList()) {
                theirs.addAll(kept(session).series(name, first, teams));
            }
            return theirs;
        });
    }

    private static Figure figure(Row row) throws SQLException {
        return new Figure(row.text(1), Times.instant(row.number(2)), row.number(3), row.number(4));
    }
}
