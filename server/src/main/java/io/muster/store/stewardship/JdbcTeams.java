package io.muster.store.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.owners.Teams;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Teams and people as rows.
public final class JdbcTeams implements Teams {
    private static final int DEPTH_MAX = 20;
    private static final String SELECT_TEAM =
            """
            SELECT t.id, t.name, t.contact, t.escalation, coalesce(p.id, ''), t.version
              FROM team t LEFT JOIN team p ON p.n = t.parent_n
            """;
    private static final String SELECT_PERSON =
            """
            SELECT p.id, p.name, p.mail, coalesce(t.id, ''), p.version
              FROM person p LEFT JOIN team t ON t.n = p.team_n
            """;

    private final Database database;

    public JdbcTeams(Database database) {
        this.database = database;
    }

    @Override
    public List<Team> teams() {
        return database.read(
                session -> session.all(SELECT_TEAM + " ORDER BY t.id", JdbcTeams::team));
    }

    @Override
    public Optional<Team> team(String id) {
        return database.read(
                session -> session.first(SELECT_TEAM + " WHERE t.id = ?", JdbcTeams::team, id));
    }

    @Override
    public Team save(Unit unit, Team team, Actor actor) {
        return Database.in(
                unit,
                session -> {
                    checkId(team.id());
                    long parent = numberOf(session, team.parent());
                    checkAbove(session, team, parent);
                    int kept =
                            team.version() == 0
                                    ? session.update(
                                            "INSERT INTO team (id, name, contact, escalation, parent_n)"
                                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                                            team.id(),
                                            team.name(),
                                            team.contact(),
                                            team.escalation(),
                                            parent)
                                    : session.update(
                                            "UPDATE team SET name = ?, contact = ?, escalation = ?,"
                                                    + " parent_n = ?, version = version + 1"
                                                    + " WHERE id = ? AND version = ?",
                                            team.name(),
                                            team.contact(),
                                            team.escalation(),
                                            parent,
                                            team.id(),
                                            team.version());
                    check(kept, team.id(), team.version());
                    return session.first(
                                    SELECT_TEAM + " WHERE t.id = ?", JdbcTeams::team, team.id())
                            .orElseThrow();
                });
    }

    private static void checkAbove(Session session, Team team, long parent) throws SQLException {
        long above = parent;
        for (int depth = 0; above != 0; depth++) {
            String id =
                    session.first("SELECT id FROM team WHERE n = ?", row -> row.text(1), above)
                            .orElse("");
            if (id.equals(team.id()) || depth > DEPTH_MAX) {
                throw new Refused(
                        Refused.Kind.INVALID, "team " + team.id() + " cannot be below itself");
            }
            above =
                    session.first(
                                    "SELECT parent_n FROM team WHERE n = ?",
                                    row -> row.number(1),
                                    above)
                            .orElse(0L);
        }
    }

    @Override
    public void removeTeam(Unit unit, String id, long version, Actor actor) {
        Database.in(
                unit,
                session -> {
                    long n = numberOf(session, Optional.of(id));
                    for (String used :
                            List.of(
                                    "SELECT 1 FROM identity WHERE owner_n = ? LIMIT 1",
                                    "SELECT 1 FROM person WHERE team_n = ? LIMIT 1",
                                    "SELECT 1 FROM team WHERE parent_n = ? LIMIT 1")) {
                        if (session.first(used, row -> true, n).isPresent()) {
                            throw new Refused(
                                    Refused.Kind.INVALID,
                                    "team " + id + " owns something, or has people or teams in it");
                        }
                    }
                    check(
                            session.update(
                                    "DELETE FROM team WHERE n = ? AND version = ?", n, version),
                            id,
                            version);
                    return n;
                });
    }

    @Override
    public List<Person> people() {
        return database.read(
                session -> session.all(SELECT_PERSON + " ORDER BY p.id", JdbcTeams::person));
    }

    @Override
    public Optional<Person> person(String id) {
        return database.read(
                session -> session.first(SELECT_PERSON + " WHERE p.id = ?", JdbcTeams::person, id));
    }

    @Override
    public Person save(Unit unit, Person person, Actor actor) {
        return Database.in(
                unit,
                session -> {
                    checkId(person.id());
                    long team = numberOf(session, person.team());
                    int kept =
                            person.version() == 0
                                    ? session.update(
                                            "INSERT INTO person (id, name, mail, team_n) VALUES (?, ?, ?, ?)"
                                                    + " ON CONFLICT (id) DO NOTHING",
                                            person.id(),
                                            person.name(),
                                            person.mail(),
                                            team)
                                    : session.update(
                                            "UPDATE person SET name = ?, mail = ?, team_n = ?,"
                                                    + " version = version + 1 WHERE id = ? AND version = ?",
                                            person.name(),
                                            person.mail(),
                                            team,
                                            person.id(),
                                            person.version());
                    check(kept, person.id(), person.version());
                    return session.first(
                                    SELECT_PERSON + " WHERE p.id = ?",
                                    JdbcTeams::person,
                                    person.id())
                            .orElseThrow();
                });
    }

    @Override
    public void removePerson(Unit unit, String id, long version, Actor actor) {
        Database.in(
                unit,
                session -> {
                    check(
                            session.update(
                                    "DELETE FROM person WHERE id = ? AND version = ?", id, version),
                            id,
                            version);
                    return id;
                });
    }

    private static long numberOf(Session session, Optional<String> team) throws SQLException {
        if (team.isEmpty()) {
            return 0;
        }
        return TeamRows.number(session, team.get())
                .orElseThrow(
                        () -> new Refused(Refused.Kind.UNKNOWN, "there is no team " + team.get()));
    }

    private static void check(int kept, String id, long version) {
        if (kept == 0) {
            throw new Refused(
                    Refused.Kind.STALE,
                    version == 0
                            ? "there is " + id + " already"
                            : id + " was changed or removed meanwhile; read it again");
        }
    }

    private static void checkId(String id) {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw new Refused(
                    Refused.Kind.INVALID,
                    "an id is 1 to 100 small letters, digits, dots and hyphens");
        }
    }

    private static Team team(Row row) throws SQLException {
        return new Team(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                Optional.of(row.text(5)).filter(it -> !it.isEmpty()),
                row.number(6));
    }

    private static Person person(Row row) throws SQLException {
        return new Person(
                row.text(1),
                row.text(2),
                row.text(3),
                Optional.of(row.text(4)).filter(it -> !it.isEmpty()),
                row.number(5));
    }
}
