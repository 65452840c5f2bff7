package io.muster.store.directory;

import io.muster.directory.Found;
import io.muster.directory.Group;
import io.muster.directory.Groups;
import io.muster.directory.Member;
import io.muster.directory.Person;
import io.muster.directory.Wanted;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Groups of the directory and who belongs to them, in the authority.
public final class JdbcGroups implements Groups {
    private static final String COLUMNS = "id, external_id, name, version, created_at, changed_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM directory_group";

    /// How many values a statement gets at once.
    private static final int PART = 500;

    private final Database database;

    public JdbcGroups(Database authority) {
        this.database = authority;
    }

    @Override
    public Optional<Group> find(String id) {
        return database.read(session -> find(session, id));
    }

    @Override
    public Optional<Group> find(Unit unit, String id) {
        return Database.in(unit, session -> find(session, id));
    }

    private static Optional<Group> find(Session session, String id) throws SQLException {
        return session.first(SELECT + " WHERE id = ?", JdbcGroups::group, id);
    }

    @Override
    public Found<Group> page(Wanted wanted, long skip, int limit) {
        Sql where = Sql.of(" WHERE ").with(DirectorySearch.ofGroups(wanted));
        Sql page = where.with(Sql.of(" ORDER BY id LIMIT ? OFFSET ?", limit, skip));
        return database.read(session ->
                new Found<>(
                        session.all(SELECT + page.text(), JdbcGroups::group, page.values()),
                        session.number(
                                "SELECT count(*) FROM directory_group" + where.text(),
                                where.values())));
    }

    @Override
    public List<Member> members(String group) {
        return database.read(session ->
                session.all(
                        """
                        SELECT m.member_id, coalesce(p.id, ''), coalesce(p.name, g.name, '')
                          FROM directory_member m
                          LEFT JOIN directory_person p ON p.id = m.member_id
                          LEFT JOIN directory_group g ON g.id = m.member_id
                         WHERE m.group_id = ? ORDER BY m.member_id
                        """,
                        row ->
                                new Member(
                                        row.text(1),
                                        row.text(2).isEmpty()
                                                ? Member.Kind.GROUP
                                                : Member.Kind.PERSON,
                                        row.text(3)),
                        group));
    }

    @Override
    public List<Group> of(String member) {
        return database.read(session ->
                session.all(
                        SELECT
                                + " WHERE id IN (SELECT group_id FROM directory_member"
                                + " WHERE member_id = ?) ORDER BY id",
                        JdbcGroups::group,
                        member));
    }

    @Override
    public long count(Unit unit) {
        return Database.in(unit, session -> session.number("SELECT count(*) FROM directory_group"));
    }

    @Override
    public Optional<Group> clash(Unit unit, Group group) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                SELECT + " WHERE external_id <> '' AND external_id = ? AND id <> ?",
                                JdbcGroups::group,
                                group.externalId(),
                                group.id()));
    }

    @Override
    public void keep(Unit unit, Group group) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO directory_group ("
                                        + COLUMNS
                                        + ", name_key) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (id) DO UPDATE SET"
                                        + " external_id = excluded.external_id,"
                                        + " name = excluded.name, name_key = excluded.name_key,"
                                        + " version = excluded.version,"
                                        + " changed_at = excluded.changed_at",
                                group.id(),
                                group.externalId(),
                                group.name(),
                                group.version(),
                                Times.micros(group.created()),
                                Times.micros(group.changed()),
                                Person.folded(group.name())));
    }

    @Override
    public void remove(Unit unit, String id) {
        Database.in(
                unit,
                session ->
                        session.update(
                                        "DELETE FROM directory_member"
                                                + " WHERE group_id = ? OR member_id = ?",
                                        id,
                                        id)
                                + session.update("DELETE FROM directory_group WHERE id = ?", id));
    }

    @Override
    public Set<String> memberIds(Unit unit, String group) {
        return Database.in(
                unit,
                session ->
                        new HashSet<>(
                                session.all(
                                        "SELECT member_id FROM directory_member WHERE group_id = ?",
                                        row -> row.text(1),
                                        group)));
    }

    @Override
    public Set<String> known(Unit unit, Collection<String> ids) {
        return Database.in(
                unit,
                session -> {
                    Set<String> known = new HashSet<>();
                    for (List<String> part : parts(ids)) {
                        for (String table : List.of("directory_person", "directory_group")) {
                            Sql sql =
                                    Sql.of("SELECT id FROM " + table + " WHERE ")
                                            .with(Sql.isOneOf("id", part));
                            known.addAll(session.all(sql.text(), row -> row.text(1), sql.values()));
                        }
                    }
                    return known;
                });
    }

    @Override
    public void join(Unit unit, String group, Collection<String> members) {
        Database.in(
                unit,
                session -> {
                    for (String member : members) {
                        session.update(
                                "INSERT INTO directory_member (group_id, member_id) VALUES (?, ?)"
                                        + " ON CONFLICT DO NOTHING",
                                group,
                                member);
                    }
                    return members.size();
                });
    }

    @Override
    public void leave(Unit unit, String group, Collection<String> members) {
        Database.in(
                unit,
                session -> {
                    for (List<String> part : parts(members)) {
                        Sql sql =
                                Sql.of(
                                                "DELETE FROM directory_member WHERE group_id = ? AND ",
                                                group)
                                        .with(Sql.isOneOf("member_id", part));
                        session.update(sql.text(), sql.values());
                    }
                    return members.size();
                });
    }

    @Override
    public void leaveAll(Unit unit, String member) {
        Database.in(
                unit,
                session ->
                        session.update("DELETE FROM directory_member WHERE member_id = ?", member));
    }

    private static List<List<String>> parts(Collection<String> all) {
        List<String> list = new ArrayList<>(all);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += PART) {
            parts.add(list.subList(from, Math.min(list.size(), from + PART)));
        }
        return parts;
    }

    private static Group group(Row row) throws SQLException {
        return new Group(
                row.text(1),
                row.text(2),
                row.text(3),
                row.number(4),
                Times.instant(row.number(5)),
                Times.instant(row.number(6)));
    }
}
