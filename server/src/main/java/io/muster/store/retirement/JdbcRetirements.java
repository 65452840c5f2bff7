package io.muster.store.retirement;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.retirement.Move;
import io.muster.retirement.Retirement;
import io.muster.retirement.Retirement.Confirmed;
import io.muster.retirement.Retirement.Step;
import io.muster.retirement.Retirement.Why;
import io.muster.retirement.Retirements;
import io.muster.retirement.Seen;
import io.muster.retirement.State;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Scope;
import io.muster.store.roll.Entities;
import io.muster.store.roll.SightingRows;
import io.muster.store.roll.TeamRows;
import io.muster.store.wards.WardFacts;
import io.muster.store.wards.WardReader;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is on its way out, from a database.
public final class JdbcRetirements implements Retirements {
    private static final int FLAGGED_AT_ONCE = 100;
    private static final int PLACES_MAX = 20;

    /// What was kept is not flagged again for so long.
    private static final long RESPITE = 90L * 86_400_000_000L;

    private static final String SELECT =
            """
            SELECT r.n, r.id, r.entity, r.entity_id, r.kind, r.title, t.id, t.name, r.state, r.why,
              r.reason, r.begun, r.since, r.due, r.version
            FROM retirement r LEFT JOIN team t ON t.n = r.team_n WHERE \
            """;
    private static final String STEP =
            """
            SELECT s.at, s.actor, s.from_state, s.to_state, s.note, s.confirmed
            FROM retirement_step s JOIN retirement r ON r.n = s.retirement_n WHERE r.id = ?
            """;
    private static final String UNUSED =
            """
            SELECT f.n, f.credential_n, f.identity_n, f.message, c.id, i.id
            FROM (SELECT n, credential_n, identity_n, message FROM finding
                   WHERE rule = 'unused' AND resolved = 0 AND n > ? ORDER BY n LIMIT ?) f
              LEFT JOIN credential c ON c.n = f.credential_n AND f.credential_n <> 0
              LEFT JOIN identity i ON i.n = f.identity_n AND f.identity_n <> 0
            ORDER BY f.n
            """;

    private final Database roll;
    private final Move.Clocks clocks;

    public JdbcRetirements(Database roll, Move.Clocks clocks) {
        this.roll = roll;
        this.clocks = clocks;
    }

    @Override
    public List<Retirement> list(
            Viewer viewer, Optional<State> state, OptionalLong before, int limit) {
        Sql sql =
                Sql.of(SELECT)
                        .with(Scope.ofTeam(viewer, "r.team_n"))
                        .with(
                                state.map(it -> Sql.of(" AND r.state = ?", it.toString()))
                                        .orElse(Sql.of("")))
                        .with(
                                Sql.of(
                                        " AND r.n < ? ORDER BY r.n DESC LIMIT ?",
                                        before.orElse(Long.MAX_VALUE),
                                        limit));
        return roll.read(
                session -> session.all(sql.text(), JdbcRetirements::retirement, sql.values()));
    }

    @Override
    public Optional<Retirement> find(Viewer viewer, String id) {
        Sql sql =
                Sql.of(SELECT)
                        .with(Scope.ofTeam(viewer, "r.team_n"))
                        .with(Sql.of(" AND r.id = ?", id));
        return roll.read(
                session -> session.first(sql.text(), JdbcRetirements::retirement, sql.values()));
    }

    @Override
    public List<Retirement> of(Viewer viewer, Entity entity) {
        Sql sql =
                Sql.of(SELECT)
                        .with(Scope.ofTeam(viewer, "r.team_n"))
                        .with(
                                Sql.of(
                                        " AND r.entity = ? AND r.entity_n = coalesce((SELECT n FROM"
                                                + " %s WHERE id = ?), 0) ORDER BY r.n DESC LIMIT 20"
                                                        .formatted(entity.kind()),
                                        entity.kind().toString(),
                                        Ids.parse(entity.id())));
        return roll.read(
                session -> session.all(sql.text(), JdbcRetirements::retirement, sql.values()));
    }

    private static Retirement retirement(Row row) throws SQLException {
        return new Retirement(
                row.number(1),
                row.text(2),
                row.text(3).equals("identity")
                        ? Entity.identity(row.text(4))
                        : Entity.credential(row.text(4)),
                row.text(5),
                row.text(6),
                TeamRows.named(row, 7),
                State.named(row.text(9)).orElseThrow(),
                why(row.text(10)),
                row.text(11),
                Times.instant(row.number(12)),
                Times.instant(row.number(13)),
                Times.known(row.number(14)),
                row.number(15));
    }

    private static Why why(String word) {
        return Arrays.stream(Why.values())
                .filter(it -> it.toString().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Step> steps(String id) {
        return roll.read(session ->
                session.all(STEP + " ORDER BY s.n LIMIT 1000", JdbcRetirements::step, id));
    }

    @Override
    public Optional<Step> last(String id) {
        return roll.read(session ->
                session.first(STEP + " ORDER BY s.n DESC LIMIT 1", JdbcRetirements::step, id));
    }

    private static Step step(Row row) throws SQLException {
        String confirmed = row.text(6);
        return new Step(
                Times.instant(row.number(1)),
                row.text(2),
                State.named(row.text(3)).orElseThrow(),
                State.named(row.text(4)).orElseThrow(),
                row.text(5),
                Arrays.stream(Confirmed.values())
                        .filter(it -> it.toString().equals(confirmed))
                        .findFirst());
    }

    @Override
    public Seen seen(Retirement it) {
        return roll.read(session -> {
            Optional<Long> n = Entities.find(session, it.entity());
            if (n.isEmpty()) {
                return new Seen("", it.title(), List.of(), List.of(), Optional.empty(), false);
            }
            return it.entity().kind() == Entity.Kind.IDENTITY
                    ? ofIdentity(session, it, n.get())
                    : ofCredential(session, it, n.get());
        });
    }

    private static Seen ofIdentity(Session session, Retirement it, long n) throws SQLException {
        List<String> places = new ArrayList<>();
        List<Facts> facts = new ArrayList<>();
        new WardReader(session)
                .read(n)
                .ifPresent(read ->
                        read.seen()
                                .forEach(one -> {
                                    places.add(one.place());
                                    facts.add(one.facts());
                                }));
        return seen(session, it, places, facts, "identity_n", n);
    }

    private static Seen ofCredential(Session session, Retirement it, long n) throws SQLException {
        List<String> places = new ArrayList<>();
        List<Facts> facts = new ArrayList<>();
        new SightingRows(session)
                .ofCredential(n, new CredentialId(Ids.parse(it.entity().id())))
                .forEach(one -> {
                    places.add(one.place().text());
                    facts.add(one.facts());
                });
        return seen(session, it, places, facts, "credential_n", n);
    }

    private static Seen seen(
            Session session,
            Retirement it,
            List<String> places,
            List<Facts> facts,
            String column,
            long n)
            throws SQLException {
        boolean unused =
                session.first(
                                "SELECT n FROM finding WHERE %s = ? AND %s <> 0 AND rule = 'unused'"
                                                .formatted(column, column)
                                        + " AND resolved = 0 LIMIT 1",
                                row -> true,
                                n)
                        .isPresent();
        return new Seen(
                "",
                it.title(),
                places.stream().distinct().limit(PLACES_MAX).toList(),
                facts.stream().flatMap(one -> one.text("status").stream()).toList(),
                facts.stream()
                        .flatMap(one -> one.text("lastUsed").stream())
                        .flatMap(one -> WardFacts.instant(one).stream())
                        .max(Instant::compareTo),
                unused);
    }

    @Override
    public Retirement propose(
            Unit unit, Viewer viewer, Entity entity, String reason, Actor actor, Instant now) {
        return Database.in(
                unit,
                session -> {
                    Optional<Long> n = Entities.find(session, entity);
                    if (n.isEmpty()
                            || !Scope.isSeen(session, viewer, entity.kind().toString(), n.get())) {
                        throw new Refused(
                                Refused.Kind.UNKNOWN, "there is no such " + entity.kind());
                    }
                    String id =
                            new RetirementRows(session, Times.micros(now))
                                    .begin(
                                            new RetirementRows.Beginning(
                                                    entity,
                                                    n.get(),
                                                    State.PROPOSED,
                                                    Why.PERSON,
                                                    reason,
                                                    Times.NEVER),
                                            actor)
                                    .orElseThrow(() ->
                                            new Refused(
                                                    Refused.Kind.CONFLICT,
                                                    "it is on its way out already"));
                    return one(session, id);
                });
    }

    private static Retirement one(Session session, String id) throws SQLException {
        return session.first(SELECT + "r.id = ?", JdbcRetirements::retirement, id).orElseThrow();
    }

    @Override
    public Retirement move(Unit unit, Retirement it, Move move, Actor actor, Instant now) {
        return Database.in(
                unit,
                session -> {
                    boolean same =
                            session.update(
                                            "UPDATE retirement SET version = version WHERE id = ?"
                                                    + " AND version = ?",
                                            it.id(),
                                            it.version())
                                    > 0;
                    if (!same) {
                        throw new Refused(
                                Refused.Kind.STALE, "it was changed meanwhile; read it again");
                    }
                    RetirementRows rows = new RetirementRows(session, Times.micros(now));
                    rows.put(it.id(), move.to(), due(move.to(), now));
                    rows.step(it.id(), it.state(), move, actor);
                    return one(session, it.id());
                });
    }

    private long due(State state, Instant now) {
        return clocks.of(state).map(now::plus).map(Times::micros).orElse(Times.NEVER);
    }

    @Override
    public long flag(Unit unit, long after, Instant now) {
        record Unused(
                long n, long credential, long identity, String message, String cid, String iid) {}
        return Database.in(
                unit,
                session -> {
                    List<Unused> page =
                            session.all(
                                    UNUSED,
                                    row ->
                                            new Unused(
                                                    row.number(1),
                                                    row.number(2),
                                                    row.number(3),
                                                    row.text(4),
                                                    row.someHex(5).orElse(""),
                                                    row.someHex(6).orElse("")),
                                    after,
                                    FLAGGED_AT_ONCE);
                    RetirementRows rows = new RetirementRows(session, Times.micros(now));
                    for (Unused it : page) {
                        boolean credential = it.credential() != 0;
                        Entity entity =
                                credential
                                        ? Entity.credential(it.cid())
                                        : Entity.identity(it.iid());
                        long n = credential ? it.credential() : it.identity();
                        if (!entity.id().isEmpty() && !isKnown(session, entity, n, now)) {
                            Optional<String> _ =
                                    rows.begin(
                                            new RetirementRows.Beginning(
                                                    entity,
                                                    n,
                                                    State.FLAGGED,
                                                    Why.UNUSED,
                                                    it.message(),
                                                    due(State.FLAGGED, now)),
                                            new Actor("muster", "retirement"));
                        }
                    }
                    return page.size() < FLAGGED_AT_ONCE ? 0 : page.getLast().n();
                });
    }

    private static boolean isKnown(Session session, Entity entity, long n, Instant now)
            throws SQLException {
        return session.first(
                        "SELECT n FROM retirement WHERE entity = ? AND entity_n = ? AND"
                                + " (state NOT IN ('gone', 'kept') OR since > ?) LIMIT 1",
                        row -> true,
                        entity.kind().toString(),
                        n,
                        Times.micros(now) - RESPITE)
                .isPresent();
    }

    @Override
    public List<Retirement> due(Instant now, int limit) {
        return roll.read(session ->
                session.all(
                        SELECT
                                + "r.state NOT IN ('gone', 'kept') AND (r.look_at <= ?)"
                                + " ORDER BY r.look_at, r.n LIMIT ?",
                        JdbcRetirements::retirement,
                        Times.micros(now),
                        limit));
    }

    @Override
    public void looked(Unit unit, Retirement it, Instant again) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE retirement SET look_at = ? WHERE id = ? AND version = ?",
                                Times.micros(again),
                                it.id(),
                                it.version()));
    }
}
