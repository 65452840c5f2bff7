package io.muster.store.reviews;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.graph.Permissions.Change;
import io.muster.inventory.graph.Permissions.Held;
import io.muster.model.Facts;
import io.muster.reviews.Choice;
import io.muster.reviews.Evidence.Permission;
import io.muster.reviews.Item;
import io.muster.reviews.Reduction;
import io.muster.reviews.Reductions;
import io.muster.reviews.Rights;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.evidence.Grants;
import io.muster.store.query.Scope;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Rights that are to be taken away, from a database.
public final class JdbcReductions implements Reductions {
    private static final int GRANTS_MAX = 2_000;

    private static final String SELECT =
            """
            SELECT d.n, d.id, r.id, r.name, r.started, i.entity, i.entity_id, i.kind, i.title, t.id,
              t.name, i.reason, i.decided_by, i.decided, d.state, d.since, d.ended, d.ended_by,
              d.confirmed, d.note, d.version
            FROM reduction d JOIN review_item i ON i.n = d.item_n JOIN review r ON r.n = d.review_n
              LEFT JOIN team t ON t.n = d.team_n
            WHERE \
            """;

    /// A review of which all has its effect.
    private static final String WAITING =
            """
            SELECT r.id, r.name, t.id, a.id, count(*), min(d.since), min(d.told)
            FROM reduction d JOIN review r ON r.n = d.review_n
              LEFT JOIN team t ON t.n = d.team_n LEFT JOIN team a ON a.n = t.parent_n
            WHERE d.state = 'open' AND r.applied = 9223372036854775807
            GROUP BY r.id, r.name, t.id, a.id ORDER BY r.id, t.id
            """;

    private final Database roll;
    private final Duration within;

    /// @param within so long after the review was closed it is to be done
    public JdbcReductions(Database roll, Duration within) {
        this.roll = roll;
        this.within = within;
    }

    @Override
    public List<Reduction> list(
            Viewer viewer, Optional<Reduction.State> state, OptionalLong before, int limit) {
        Sql which = state.map(it -> Sql.of("d.state = ?", it.toString())).orElse(Sql.TRUE);
        Sql sql =
                Sql.of(SELECT)
                        .with(Scope.ofTeam(viewer, "d.team_n"))
                        .with(" AND ")
                        .with(which)
                        .with(
                                Sql.of(
                                        " AND d.n < ? ORDER BY d.n DESC LIMIT ?",
                                        before.orElse(Long.MAX_VALUE),
                                        limit));
        return roll.read(session -> session.all(sql.text(), this::reduction, sql.values()));
    }

    @Override
    public Optional<Reduction> find(Viewer viewer, String id) {
        Sql sql =
                Sql.of(SELECT)
                        .with(Scope.ofTeam(viewer, "d.team_n"))
                        .with(Sql.of(" AND d.id = ?", id));
        return roll.read(session -> session.first(sql.text(), this::reduction, sql.values()));
    }

    @Override
    public List<Reduction> toLook(Instant now, int limit) {
        return roll.read(session ->
                session.all(
                        SELECT
                                + "d.state = 'open' AND d.look_at <= ? ORDER BY d.look_at, d.n LIMIT ?",
                        this::reduction,
                        Times.micros(now),
                        limit));
    }

    private Reduction reduction(Row row) throws SQLException {
        Instant since = Times.instant(row.number(16));
        String by = row.text(18);
        Optional<Reduction.Confirmed> confirmed = Reduction.Confirmed.named(row.text(19));
        String note = row.text(20);
        return new Reduction(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Times.instant(row.number(5)),
                row.text(6).equals("identity")
                        ? Entity.identity(row.text(7))
                        : Entity.credential(row.text(7)),
                row.text(8),
                row.text(9),
                TeamRows.named(row, 10),
                new Item.Decided(
                        Choice.REDUCE, row.text(12), row.text(13), Times.instant(row.number(14))),
                Reduction.State.named(row.text(15)).orElseThrow(),
                since,
                since.plus(within),
                Times.known(row.number(17)).map(at -> new Reduction.Ended(at, by, confirmed, note)),
                row.number(21));
    }

    @Override
    public Optional<Rights> rights(Reduction it, Instant now) {
        return roll.read(session -> {
            Optional<Long> n = Entities.find(session, it.entity());
            if (n.isEmpty()) {
                return Optional.empty();
            }
            Grants grants = new Grants(session);
            long from = Times.micros(it.reviewed());
            long to = Times.micros(now);
            List<Held> held =
                    it.entity().kind() == Entity.Kind.IDENTITY
                            ? grants.ofIdentity(n.get(), from, to, GRANTS_MAX)
                            : grants.ofCredential(n.get(), from, to, GRANTS_MAX);
            return held.size() < GRANTS_MAX
                    ? Optional.of(
                            new Rights(
                                    permissions(held, one -> one != Change.GAINED),
                                    permissions(held, one -> one != Change.LOST)))
                    : Optional.empty();
        });
    }

    private static Set<Permission> permissions(List<Held> held, Predicate<Change> wanted) {
        return held.stream()
                .filter(it -> wanted.test(it.change()))
                .map(it -> new Permission(it.right(), it.resource()))
                .collect(Collectors.toSet());
    }

    @Override
    public void looked(Unit unit, Reduction it, Instant again) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE reduction SET look_at = ? WHERE id = ? AND version = ?",
                                Times.micros(again),
                                it.id(),
                                it.version()));
    }

    @Override
    public Reduction done(
            Unit unit,
            Reduction it,
            Reduction.Confirmed confirmed,
            String note,
            Actor actor,
            Instant now) {
        return Database.in(
                unit,
                session -> {
                    int ended =
                            session.update(
                                    """
                                    UPDATE reduction SET state = 'done', ended = ?, ended_by = ?,
                                      confirmed = ?, note = ?, version = version + 1
                                    WHERE id = ? AND version = ? AND state = 'open'
                                    """,
                                    Times.micros(now),
                                    actor.name(),
                                    confirmed.toString(),
                                    note,
                                    it.id(),
                                    it.version());
                    if (ended == 0) {
                        throw new Refused(
                                Refused.Kind.STALE, "it was changed meanwhile; read it again");
                    }
                    Optional<Long> n = Entities.find(session, it.entity());
                    if (n.isPresent()) {
                        new Journal(session, actor, Times.micros(now))
                                .note(
                                        it.entity().kind(),
                                        n.get(),
                                        "rights-reduced",
                                        Facts.of("note", note)
                                                .with("confirmed", confirmed.toString()));
                    }
                    return session.first(SELECT + "d.id = ?", this::reduction, it.id())
                            .orElseThrow();
                });
    }

    @Override
    public List<Waiting> waiting() {
        return roll.read(session ->
                session.all(
                        WAITING,
                        row -> {
                            Instant since = Times.instant(row.number(6));
                            return new Waiting(
                                    row.text(1),
                                    row.text(2),
                                    row.some(3),
                                    row.some(4),
                                    row.number(5),
                                    since,
                                    since.plus(within),
                                    row.text(7));
                        }));
    }

    @Override
    public void told(Unit unit, Waiting waiting, String label) {
        Database.in(
                unit,
                session ->
                        session.update(
                                """
                                UPDATE reduction SET told = ? WHERE state = 'open'
                                  AND review_n = (SELECT n FROM review WHERE id = ?)
                                  AND team_n = coalesce((SELECT n FROM team WHERE id = ?), 0)
                                """,
                                label,
                                waiting.review(),
                                waiting.team().orElse("")));
    }
}
