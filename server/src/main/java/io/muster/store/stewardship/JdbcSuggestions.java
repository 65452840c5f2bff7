package io.muster.store.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.search.Page;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.stewardship.Suggestions;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Texts;
import io.muster.store.Times;
import io.muster.store.query.Visible;
import io.muster.store.roll.Assessing;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Rebinding;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Candidates as rows.
public final class JdbcSuggestions implements Suggestions {
    private static final double THOUSANDTHS = 1000;
    private static final int WHY_MAX = 300;

    private static final String UNSETTLED = " AND (i.owner_n = 0 OR i.owner_by = 'fallback')";
    private static final String COLUMNS = "SELECT t.id, t.name, c.confidence, c.evidence";

    private final Database roll;

    public JdbcSuggestions(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Suggestion> of(Viewer viewer, String id) {
        return roll.read(session ->
                session.all(
                        COLUMNS
                                + " FROM owner_candidate c CROSS JOIN team t"
                                + " WHERE c.identity_n = ? AND t.n = c.team_n ORDER BY c.position",
                        row -> suggestion(row, 1),
                        Visible.identity(session, viewer, id)
                                .orElseThrow(() ->
                                        new Refused(
                                                Refused.Kind.UNKNOWN,
                                                "there is no identity " + id))));
    }

    @Override
    public Page<Suggested> suggested(Viewer viewer, Optional<String> cursor, int limit) {
        record Numbered(long n, long confidence, Suggested suggested) {}
        Position after = Position.of(cursor, Position.LAST);
        return roll.read(session -> {
            Sql page =
                    Sql.of(COLUMNS + ", i.id, i.kind, i.name, c.identity_n")
                            .with(" FROM owner_candidate c CROSS JOIN identity i CROSS JOIN team t")
                            .with(" WHERE c.position = 0 AND i.n = c.identity_n AND t.n = c.team_n")
                            .with(Visible.and(viewer))
                            .with(
                                    Sql.of(
                                            " AND (c.confidence, c.identity_n) < (?, ?)"
                                                    + " ORDER BY c.confidence DESC,"
                                                    + " c.identity_n DESC LIMIT ?",
                                            after.key(),
                                            after.number(),
                                            limit + 1));
            List<Numbered> rows =
                    session.all(
                            page.text(),
                            row ->
                                    new Numbered(
                                            row.number(8),
                                            row.number(3),
                                            new Suggested(
                                                    row.hex(5),
                                                    row.text(6),
                                                    row.text(7),
                                                    suggestion(row, 1))),
                            page.parameters().toArray());
            List<Numbered> shown = rows.subList(0, Math.min(limit, rows.size()));
            Optional<String> next =
                    rows.size() > limit
                            ? Optional.of(
                                    new Position(shown.getLast().confidence(), shown.getLast().n())
                                            .text())
                            : Optional.empty();
            Sql all =
                    Sql.of(
                                    " FROM owner_candidate c CROSS JOIN identity i"
                                            + " WHERE c.position = 0 AND i.n = c.identity_n")
                            .with(Visible.and(viewer));
            return new Page<>(
                    shown.stream().map(Numbered::suggested).toList(),
                    next,
                    Position.total(session, all));
        });
    }

    @Override
    public void accept(Unit unit, String id, String team, Actor actor, Instant now) {
        int accepted =
                Database.in(
                        unit,
                        session -> {
                            long n = Entities.number(session, new Entity(Entity.Kind.IDENTITY, id));
                            List<Choice> choices =
                                    session.all(
                                            Choice.SELECT
                                                    + " AND c.identity_n = ? AND t.id = ?"
                                                    + UNSETTLED,
                                            Choice::of,
                                            n,
                                            team);
                            return take(session, choices, actor, now);
                        });
        if (accepted == 0) {
            throw new Refused(
                    Refused.Kind.STALE,
                    "it has an owner by now, or %s is no candidate any more; read it again"
                            .formatted(team));
        }
    }

    @Override
    public int acceptAll(
            Unit unit, Viewer viewer, double threshold, int limit, Actor actor, Instant now) {
        return Database.in(
                unit,
                session -> {
                    Sql sql =
                            Sql.of(
                                            Choice.SELECT
                                                    + " AND c.position = 0 AND c.confidence >= ?"
                                                    + UNSETTLED,
                                            (long) Math.ceil(threshold * THOUSANDTHS))
                                    .with(Visible.and(viewer))
                                    .with(
                                            Sql.of(
                                                    " ORDER BY c.confidence DESC, c.identity_n DESC"
                                                            + " LIMIT ?",
                                                    limit));
                    return take(
                            session,
                            session.all(sql.text(), Choice::of, sql.parameters().toArray()),
                            actor,
                            now);
                });
    }

    /// One that is accepted.
    private record Choice(long n, long team, String teamId, Suggestion suggestion) {
        private static final String SELECT =
                "SELECT c.identity_n, t.n, t.id, t.name, c.confidence, c.evidence"
                        + " FROM owner_candidate c CROSS JOIN identity i CROSS JOIN team t"
                        + " WHERE i.n = c.identity_n AND t.n = c.team_n AND i.merged_into = 0";

        static Choice of(Row row) throws SQLException {
            return new Choice(
                    row.number(1), row.number(2), row.text(3), JdbcSuggestions.suggestion(row, 3));
        }

        /// In one line, for people.
        String why() {
            String evidence =
                    suggestion.evidence().stream()
                            .findFirst()
                            .map(it -> " by " + it.kind() + ": " + it.says())
                            .orElse("");
            String text =
                    String.format(Locale.ROOT, "%.0f %%", 100 * suggestion.confidence()) + evidence;
            return text.substring(0, Math.min(text.length(), WHY_MAX));
        }
    }

    private static int take(Session session, List<Choice> choices, Actor actor, Instant now)
            throws SQLException {
        Journal journal = new Journal(session, actor, Times.micros(now));
        Rebinding rebinding = new Rebinding(session);
        for (Choice one : choices) {
            session.update(
                    "UPDATE identity SET owner_n = ?, owner_by = ?, owner_why = ?, orphaned = 0,"
                            + " version = version + 1, "
                            + Assessing.AGAIN
                            + " WHERE n = ?",
                    one.team(),
                    SaidBy.INFERENCE.text(),
                    one.why(),
                    one.n());
            session.update("DELETE FROM owner_candidate WHERE identity_n = ?", one.n());
            session.update("DELETE FROM orphan WHERE identity_n = ?", one.n());
            rebinding.describe(one.n());
            journal.note(
                    Entity.Kind.IDENTITY,
                    one.n(),
                    "described",
                    Facts.of("owner", one.teamId()).with("by", "inference").with("why", one.why()));
        }
        return choices.size();
    }

    /// The first of each of `numbers`, where there is one.
    static Map<Long, Suggestion> first(Session session, List<Long> numbers) throws SQLException {
        Map<Long, Suggestion> first = new HashMap<>();
        session.each(
                COLUMNS
                        + ", c.identity_n FROM owner_candidate c CROSS JOIN team t"
                        + " WHERE c.position = 0 AND t.n = c.team_n AND "
                        + session.dialect().isOneOf("c.identity_n"),
                row -> first.put(row.number(5), suggestion(row, 1)),
                new Dialect.Numbers(numbers));
        return first;
    }

    private static Suggestion suggestion(Row row, int column) throws SQLException {
        List<Evidence> evidence = new ArrayList<>();
        try {
            for (String one : Texts.parse(row.text(column + 3))) {
                Facts facts = Kept.facts(one);
                evidence.add(
                        new Evidence(
                                facts.text("kind").orElse(""),
                                facts.text("says").orElse(""),
                                facts.text("where").orElse(""),
                                facts.number("share").orElse(0L) / THOUSANDTHS));
            }
        } catch (Malformed e) {
            throw new IllegalStateException("a candidate was changed by somebody else", e);
        }
        return new Suggestion(
                TeamRows.named(row, column).orElseThrow(),
                row.number(column + 2) / THOUSANDTHS,
                evidence);
    }
}
