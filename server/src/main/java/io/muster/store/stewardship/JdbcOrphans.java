package io.muster.store.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.search.Page;
import io.muster.model.Facts;
import io.muster.retirement.Retirement;
import io.muster.stewardship.Orphans;
import io.muster.stewardship.Suggestions;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Scope;
import io.muster.store.retirement.RetirementRows;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Orphans and their clocks as rows.
public final class JdbcOrphans implements Orphans {
    private static final int REASON_MAX = 2_000;
    private static final long MICROS_AN_HOUR = 3_600_000_000L;

    private static final String FROM =
            " FROM orphan o CROSS JOIN identity i LEFT JOIN team t ON t.n = o.team_n"
                    + " WHERE i.n = o.identity_n";
    private static final String COLUMNS =
            "SELECT o.identity_n, i.id, i.kind, i.name, o.state, o.found, o.due, t.id, t.name,"
                    + " o.escalated, o.actor, o.reason, i.risk";

    private final Database roll;

    public JdbcOrphans(Database roll) {
        this.roll = roll;
    }

    private record Numbered(long n, Orphan orphan) {}

    @Override
    public Page<Orphan> orphans(
            Viewer viewer, Optional<State> state, Optional<String> cursor, int limit) {
        Sql which = Sql.of(" AND ").with(Scope.ofTeam(viewer, "o.team_n"));
        if (state.isPresent()) {
            which = which.with(Sql.of(" AND o.state = ?", state.get().toString()));
        }
        Sql asked = which;
        Position after = Position.of(cursor, Position.FIRST);
        return roll.read(session -> {
            Sql page =
                    Sql.of(COLUMNS + FROM)
                            .with(asked)
                            .with(
                                    Sql.of(
                                            " AND (o.due, o.identity_n) > (?, ?)"
                                                    + " ORDER BY o.due, o.identity_n LIMIT ?",
                                            after.key(),
                                            after.number(),
                                            limit + 1));
            List<Numbered> rows =
                    session.all(page.text(), JdbcOrphans::row, page.parameters().toArray());
            List<Numbered> shown = rows.subList(0, Math.min(limit, rows.size()));
            Map<Long, Suggestions.Suggestion> first =
                    JdbcSuggestions.first(session, shown.stream().map(Numbered::n).toList());
            List<Orphan> orphans = new ArrayList<>(shown.size());
            for (Numbered one : shown) {
                orphans.add(
                        with(
                                one.orphan(),
                                Optional.ofNullable(first.get(one.n()))
                                        .filter(it -> isOf(viewer, it.team()))));
            }
            Optional<String> next =
                    rows.size() > limit
                            ? Optional.of(
                                    new Position(
                                                    Times.micros(shown.getLast().orphan().due()),
                                                    shown.getLast().n())
                                            .text())
                            : Optional.empty();
            return new Page<>(orphans, next, Position.total(session, Sql.of(FROM).with(asked)));
        });
    }

    /// What speaks for another team tells of what that has.
    private static boolean isOf(Viewer viewer, TeamName team) {
        return switch (viewer) {
            case Viewer.Everything _ -> true;
            case Viewer.Teams it -> it.ids().contains(team.id());
        };
    }

    private static Numbered row(Row row) throws SQLException {
        return new Numbered(
                row.number(1),
                new Orphan(
                        row.hex(2),
                        row.text(3),
                        row.text(4),
                        State.named(row.text(5)).orElseThrow(),
                        Times.instant(row.number(6)),
                        Times.instant(row.number(7)),
                        TeamRows.named(row, 8),
                        Optional.of(row.number(10)).filter(it -> it != 0).map(Times::instant),
                        row.some(11),
                        row.some(12),
                        row.number(13),
                        Optional.empty()));
    }

    @Override
    public int escalate(Unit unit, Instant now, int limit) {
        return Database.in(
                unit,
                session -> {
                    List<Long> due =
                            session.all(
                                    "SELECT identity_n FROM orphan WHERE state = 'open' AND due <= ?"
                                            + " ORDER BY due, identity_n LIMIT ?",
                                    row -> row.number(1),
                                    Times.micros(now),
                                    limit);
                    Journal journal =
                            new Journal(session, new Actor("muster", "orphans"), Times.micros(now));
                    for (long n : due) {
                        session.update(
                                "UPDATE orphan SET state = 'escalated', escalated = ?"
                                        + " WHERE identity_n = ?",
                                Times.micros(now),
                                n);
                        journal.note(
                                Entity.Kind.IDENTITY,
                                n,
                                "orphan-escalated",
                                Facts.of("proposal", "decommission"));
                    }
                    return due.size();
                });
    }

    private record Hour(long hour, long team, Optional<String> id, long orphans) {}

    @Override
    public List<Escalated> escalated(Instant from, Instant until) {
        return roll.read(session -> {
            List<Escalated> escalated = new ArrayList<>();
            for (Hour it :
                    session.all(
                            """
                            SELECT o.escalated / ?, o.team_n, max(t.id), count(*) FROM orphan o
                              LEFT JOIN team t ON t.n = o.team_n
                             WHERE o.state = 'escalated' AND o.escalated >= ? AND o.escalated < ?
                             GROUP BY 1, 2 ORDER BY 1, 2
                            """,
                            row ->
                                    new Hour(
                                            row.number(1),
                                            row.number(2),
                                            row.some(3),
                                            row.number(4)),
                            MICROS_AN_HOUR,
                            Times.micros(from),
                            Times.micros(until))) {
                long begins = it.hour() * MICROS_AN_HOUR;
                escalated.add(
                        new Escalated(
                                Times.instant(begins),
                                it.id(),
                                it.orphans(),
                                session.all(
                                        """
                                        SELECT i.name FROM orphan o JOIN identity i ON i.n = o.identity_n
                                         WHERE o.state = 'escalated' AND o.escalated >= ?
                                           AND o.escalated < ? AND o.team_n = ?
                                         ORDER BY i.name, i.n LIMIT ?
                                        """,
                                        row -> row.text(1),
                                        begins,
                                        begins + MICROS_AN_HOUR,
                                        it.team(),
                                        Escalated.NAMED)));
            }
            return escalated;
        });
    }

    @Override
    public void decide(Unit unit, String id, State state, String reason, Actor actor, Instant now) {
        if (state != State.ACCEPTED && state != State.DECLINED) {
            throw new Refused(Refused.Kind.INVALID, "decide accepted or declined");
        }
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            throw new Refused(Refused.Kind.INVALID, "a reason has 1 to 2000 characters");
        }
        int _ =
                Database.in(
                        unit,
                        session -> {
                            long n = Entities.number(session, new Entity(Entity.Kind.IDENTITY, id));
                            String was =
                                    session.first(
                                                    "SELECT state FROM orphan WHERE identity_n = ?",
                                                    row -> row.text(1),
                                                    n)
                                            .orElseThrow(() ->
                                                    new Refused(
                                                            Refused.Kind.UNKNOWN,
                                                            "somebody owns it, or it is gone"));
                            if (was.equals(State.OPEN.toString())) {
                                throw new Refused(
                                        Refused.Kind.INVALID,
                                        "its clock still runs: nothing is proposed yet");
                            }
                            new Journal(session, actor, Times.micros(now))
                                    .note(
                                            Entity.Kind.IDENTITY,
                                            n,
                                            "decommissioning-" + state,
                                            Facts.of("reason", reason));
                            if (state == State.ACCEPTED) {
                                Optional<String> _ =
                                        new RetirementRows(session, Times.micros(now))
                                                .begin(beginning(id, n, reason), actor);
                            }
                            return session.update(
                                    "UPDATE orphan SET state = ?, decided = ?, actor = ?, reason = ?"
                                            + " WHERE identity_n = ?",
                                    state.toString(),
                                    Times.micros(now),
                                    actor.name(),
                                    reason,
                                    n);
                        });
    }

    /// What is to be decommissioned goes the way out, and is decided already.
    private static RetirementRows.Beginning beginning(String id, long n, String reason) {
        return new RetirementRows.Beginning(
                Entity.identity(id),
                n,
                io.muster.retirement.State.DISABLING,
                Retirement.Why.PERSON,
                reason,
                Times.NEVER);
    }

    private static Orphan with(Orphan it, Optional<Suggestions.Suggestion> suggestion) {
        return new Orphan(
                it.id(),
                it.kind(),
                it.name(),
                it.state(),
                it.found(),
                it.due(),
                it.assigned(),
                it.escalated(),
                it.decidedBy(),
                it.reason(),
                it.risk(),
                suggestion);
    }
}
