package io.muster.store.directory;

import io.muster.directory.Departure;
import io.muster.directory.Found;
import io.muster.directory.People;
import io.muster.directory.Person;
import io.muster.directory.Wanted;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// People of the directory, in the authority.
public final class JdbcPeople implements People {
    private static final String SELECT =
            "SELECT id, external_id, user_name, name, mail, active, document, version, created_at,"
                    + " changed_at FROM directory_person";

    private final Database database;

    public JdbcPeople(Database authority) {
        this.database = authority;
    }

    @Override
    public Optional<Person> find(String id) {
        return database.read(session -> find(session, id));
    }

    @Override
    public Optional<Person> find(Unit unit, String id) {
        return Database.in(unit, session -> find(session, id));
    }

    private static Optional<Person> find(Session session, String id) throws SQLException {
        return session.first(SELECT + " WHERE id = ?", JdbcPeople::person, id);
    }

    @Override
    public Found<Person> page(Wanted wanted, long skip, int limit) {
        Sql where = Sql.of(" WHERE ").with(DirectorySearch.ofPeople(wanted));
        Sql page = where.with(Sql.of(" ORDER BY id LIMIT ? OFFSET ?", limit, skip));
        return database.read(session ->
                new Found<>(
                        session.all(SELECT + page.text(), JdbcPeople::person, page.values()),
                        session.number(
                                "SELECT count(*) FROM directory_person" + where.text(),
                                where.values())));
    }

    @Override
    public Optional<Person> clash(Unit unit, Person person) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                SELECT
                                        + " WHERE id <> ? AND (user_name_key = ?"
                                        + " OR (external_id <> '' AND external_id = ?)) LIMIT 1",
                                JdbcPeople::person,
                                person.id(),
                                Person.folded(person.userName()),
                                person.externalId()));
    }

    @Override
    public long count(Unit unit) {
        return Database.in(
                unit, session -> session.number("SELECT count(*) FROM directory_person"));
    }

    @Override
    public void keep(Unit unit, Person person) {
        Database.in(
                unit,
                session ->
                        session.update(
                                """
                                INSERT INTO directory_person (id, external_id, user_name, user_name_key, name, name_key,
                                  mail, mail_key, active, document, version, created_at, changed_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET external_id = excluded.external_id,
                                  user_name = excluded.user_name, user_name_key = excluded.user_name_key,
                                  name = excluded.name, name_key = excluded.name_key, mail = excluded.mail,
                                  mail_key = excluded.mail_key, active = excluded.active,
                                  document = excluded.document, version = excluded.version,
                                  changed_at = excluded.changed_at
                                """,
                                person.id(),
                                person.externalId(),
                                person.userName(),
                                Person.folded(person.userName()),
                                person.name(),
                                Person.folded(person.name()),
                                person.mail(),
                                Person.folded(person.mail()),
                                person.active() ? 1 : 0,
                                person.document(),
                                person.version(),
                                Times.micros(person.created()),
                                Times.micros(person.changed())));
    }

    @Override
    public void remove(Unit unit, String id) {
        Database.in(
                unit, session -> session.update("DELETE FROM directory_person WHERE id = ?", id));
    }

    @Override
    public void depart(Unit unit, Departure departure) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO directory_departure (person_id, external_id, user_name,"
                                        + " user_name_key, name, mail, how, at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                departure.person(),
                                departure.externalId(),
                                departure.userName(),
                                Person.folded(departure.userName()),
                                departure.name(),
                                departure.mail(),
                                departure.how().name().toLowerCase(Locale.ROOT),
                                Times.micros(departure.at())));
    }

    @Override
    public List<Departure> departures(long number, int limit) {
        return departures("n > ? ORDER BY n", number, limit);
    }

    @Override
    public List<Departure> latest(long number, int limit) {
        return departures("n < ? ORDER BY n DESC", number, limit);
    }

    private List<Departure> departures(String which, long number, int limit) {
        return database.read(session ->
                session.all(
                        "SELECT n, person_id, external_id, user_name, name, mail, how, at"
                                + " FROM directory_departure WHERE "
                                + which
                                + " LIMIT ?",
                        JdbcPeople::departure,
                        number,
                        limit));
    }

    private static Departure departure(Row row) throws SQLException {
        return new Departure(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.text(6),
                Departure.How.valueOf(row.text(7).toUpperCase(Locale.ROOT)),
                Times.instant(row.number(8)));
    }

    private static Person person(Row row) throws SQLException {
        return new Person(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.number(6) != 0,
                row.text(7),
                row.number(8),
                Times.instant(row.number(9)),
                Times.instant(row.number(10)));
    }
}
