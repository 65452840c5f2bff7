package io.muster.store.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.model.Bytes;
import io.muster.stewardship.OwnersGone;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Times;
import io.muster.store.roll.Ruling;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Owners that are gone, from a database.
public final class JdbcOwnersGone implements OwnersGone {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELECT =
            """
            SELECT n, id, entity, entity_id, name, reason, at, actor, reassign, rotate, position
            FROM owner_gone
            """;
    private static final String LEFT =
            """
            SELECT g.n, g.entity, coalesce(i.id, c.id), coalesce(i.kind, c.type),
              coalesce(i.name, c.title), g.to_do, g.why, o.id, o.name, p.id, p.name
            FROM owner_gone_item g JOIN owner_gone w ON w.n = g.gone_n
              LEFT JOIN identity i ON g.entity = 'identity' AND i.n = g.entity_n
              LEFT JOIN credential c ON g.entity = 'credential' AND c.n = g.entity_n
              LEFT JOIN team o ON o.n = coalesce(i.owner_n, c.owner_n)
              LEFT JOIN owner_candidate s ON s.identity_n = i.n AND s.position = 0
              LEFT JOIN team p ON p.n = coalesce(s.team_n, w.parent_n)
            WHERE w.id = ? AND coalesce(i.n, c.n) IS NOT NULL AND g.n > ? ORDER BY g.n LIMIT ?
            """;

    private final Database roll;

    public JdbcOwnersGone(Database roll) {
        this.roll = roll;
    }

    private record Owner(long n, String name, String mail, long above) {}

    @Override
    public Gone mark(Unit unit, Entity who, String reason, Actor actor, Instant now) {
        boolean team = who.kind() == Entity.Kind.TEAM;
        if (!team && who.kind() != Entity.Kind.PERSON) {
            throw new Refused(Refused.Kind.INVALID, "a team or a person can be gone");
        }
        return Database.in(
                unit,
                session -> {
                    Owner it =
                            session.first(
                                            team
                                                    ? "SELECT n, name, '', parent_n FROM team WHERE id = ?"
                                                    : "SELECT n, name, mail, team_n FROM person WHERE id = ?",
                                            row ->
                                                    new Owner(
                                                            row.number(1),
                                                            row.text(2),
                                                            row.text(3),
                                                            row.number(4)),
                                            who.id())
                                    .orElseThrow(() ->
                                            new Refused(
                                                    Refused.Kind.UNKNOWN,
                                                    "there is no %s %s"
                                                            .formatted(who.kind(), who.id())));
                    int marked =
                            session.update(
                                    "UPDATE %s SET gone = ?, version = version + 1 WHERE n = ?"
                                                    .formatted(who.kind())
                                            + " AND gone = 0",
                                    Times.micros(now),
                                    it.n());
                    if (marked == 0) {
                        throw new Refused(
                                Refused.Kind.CONFLICT, who.id() + " is marked as gone already");
                    }
                    String id = id(who, now);
                    session.update(
                            """
                            INSERT INTO owner_gone (id, entity, entity_n, entity_id, name, parent_n,
                              words, at, actor, reason)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            id,
                            who.kind().toString(),
                            it.n(),
                            who.id(),
                            it.name(),
                            it.above(),
                            JSON.writeValueAsString(team ? List.of() : words(who.id(), it)),
                            Times.micros(now),
                            actor.name(),
                            reason);
                    return session.first(SELECT + "WHERE id = ?", JdbcOwnersGone::gone, id)
                            .orElseThrow();
                });
    }

    /// What the person is known by where credentials lie.
    private static List<String> words(String id, Owner it) {
        return Stream.of(id, it.name(), it.mail(), it.mail().replaceFirst("@.*", ""))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> word.length() > 1)
                .distinct()
                .toList();
    }

    private static String id(Entity who, Instant now) {
        String text = "%s %s %s".formatted(who.kind(), who.id(), now);
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().slice(0, 16).toHex();
    }

    @Override
    public void back(Unit unit, String id) {
        int _ =
                Database.in(
                        unit,
                        session -> {
                            Gone gone =
                                    session.first(SELECT + "WHERE id = ?", JdbcOwnersGone::gone, id)
                                            .orElseThrow(() ->
                                                    new Refused(
                                                            Refused.Kind.UNKNOWN,
                                                            "nobody of that id is gone"));
                            session.update(
                                    "UPDATE owner_gone SET position = ? WHERE id = ?",
                                    Times.NEVER,
                                    id);
                            session.update(
                                    "UPDATE identity SET "
                                            + Ruling.AGAIN
                                            + " WHERE "
                                            + Ruling.WITH_RULES
                                            + " AND n IN (SELECT g.entity_n FROM owner_gone_item g"
                                            + " JOIN owner_gone w ON w.n = g.gone_n"
                                            + " WHERE w.id = ? AND g.entity = 'identity')",
                                    id);
                            return session.update(
                                    "UPDATE %s SET gone = 0, version = version + 1 WHERE id = ?"
                                            .formatted(gone.who().kind()),
                                    gone.who().id());
                        });
    }

    @Override
    public List<Gone> list(long before, int limit) {
        return roll.read(session ->
                session.all(
                        SELECT + "WHERE n < ? ORDER BY n DESC LIMIT ?",
                        JdbcOwnersGone::gone,
                        before,
                        limit));
    }

    @Override
    public Optional<Gone> find(String id) {
        return roll.read(
                session -> session.first(SELECT + "WHERE id = ?", JdbcOwnersGone::gone, id));
    }

    private static Gone gone(Row row) throws SQLException {
        return new Gone(
                row.number(1),
                row.text(2),
                new Entity(
                        row.text(3).equals("team") ? Entity.Kind.TEAM : Entity.Kind.PERSON,
                        row.text(4)),
                row.text(5),
                row.text(6),
                Times.instant(row.number(7)),
                row.text(8),
                row.number(9),
                row.number(10),
                row.number(11) == Times.NEVER);
    }

    @Override
    public List<Left> left(String id, long after, int limit) {
        return roll.read(session -> session.all(LEFT, JdbcOwnersGone::left, id, after, limit));
    }

    private static Left left(Row row) throws SQLException {
        return new Left(
                row.number(1),
                row.text(2).equals("identity")
                        ? Entity.identity(row.hex(3))
                        : Entity.credential(row.hex(3)),
                row.text(4),
                row.text(5),
                ToDo.valueOf(row.text(6).toUpperCase(Locale.ROOT)),
                row.text(7),
                TeamRows.named(row, 8),
                TeamRows.named(row, 10));
    }

    @Override
    public boolean look(Unit unit, Instant now) {
        return Database.in(unit, session -> new LeftBehind(session, Times.micros(now)).some());
    }
}
