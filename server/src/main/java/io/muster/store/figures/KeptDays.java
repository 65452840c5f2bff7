package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.Figures;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.figures.ByOwner.Counted;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Figures of days, a row each: those of the estate by their own names, those of a team as
/// [Figure#ofTeam] calls them, both counted at the same instant.
///
/// @param table `program_day` or `figure_day`
/// @param column where the name is
record KeptDays(Session session, String table, String column) {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final String TEAMS = "team:";

    static long day(Instant at) {
        return Math.floorDiv(Times.micros(at), DAY_MICROS);
    }

    /// All teams: their ids by their numbers.
    static Map<Long, String> teams(Session session) throws SQLException {
        Map<Long, String> teams = new TreeMap<>();
        session.each("SELECT n, id FROM team", row -> teams.put(row.number(1), row.text(2)));
        return teams;
    }

    /// Is there nothing of `name` on that day?
    boolean isNew(String name, long day) throws SQLException {
        return session.first(
                        "SELECT 1 FROM %s WHERE %s = ? AND day = ?".formatted(table, column),
                        _ -> true,
                        name,
                        day)
                .isEmpty();
    }

    void keep(String name, Instant at, Counted counted) throws SQLException {
        session.update(
                """
                INSERT INTO %1$s (%2$s, day, at, part, whole) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (%2$s, day) DO UPDATE SET
                  at = excluded.at, part = excluded.part, whole = excluded.whole
                """
                        .formatted(table, column),
                name,
                day(at),
                Times.micros(at),
                counted.part(),
                counted.whole());
    }

    /// Keeps nothing that is older than `days`, and of what is of teams and long ago a day of
    /// seven. It reads all: once a day is enough.
    void thin(long today, int days) throws SQLException {
        session.update("DELETE FROM %s WHERE day > 0 AND day <= ?".formatted(table), today - days);
        Sql sql =
                Sql.of(
                                "DELETE FROM %s WHERE day > 0 AND day <= ? AND day %% ? <> 0 AND "
                                        .formatted(table),
                                today - Figures.TEAM_DAYS_KEPT,
                                DAYS_OF_A_WEEK)
                        .with(Sql.startsWith(column, TEAMS));
        session.update(sql.text(), sql.values());
    }

    /// What of these teams was counted at `at`, together; nothing where nothing was.
    Counted at(String name, Instant at, Collection<String> teams) throws SQLException {
        Sql sql =
                Sql.of(
                                "SELECT coalesce(sum(part), 0), coalesce(sum(whole), 0) FROM %s"
                                                .formatted(table)
                                        + " WHERE day = ? AND at = ? AND ",
                                day(at),
                                Times.micros(at))
                        .with(named(name, teams));
        return session.first(
                        sql.text(), row -> new Counted(row.number(1), row.number(2)), sql.values())
                .orElseThrow();
    }

    /// What of these teams was counted last on each day from `first` on, together, the oldest
    /// first.
    List<Figure> series(String name, long first, Collection<String> teams) throws SQLException {
        Sql sql =
                Sql.of("SELECT max(at), sum(part), sum(whole) FROM %s WHERE ".formatted(table))
                        .with(named(name, teams))
                        .with(Sql.of(" AND day >= ? GROUP BY day ORDER BY day", first));
        return session.all(
                sql.text(),
                row -> new Figure(name, Times.instant(row.number(1)), row.number(2), row.number(3)),
                sql.values());
    }

    private Sql named(String name, Collection<String> teams) {
        return Sql.isOneOf(column, teams.stream().map(it -> Figure.ofTeam(it, name)).toList());
    }

    /// When `name` of the estate was counted last.
    Optional<Instant> newest(String name) throws SQLException {
        return session.first(
                "SELECT at FROM %s WHERE %s = ? ORDER BY day DESC LIMIT 1".formatted(table, column),
                row -> Times.instant(row.number(1)),
                name);
    }
}
