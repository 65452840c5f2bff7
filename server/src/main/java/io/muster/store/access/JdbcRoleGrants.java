package io.muster.store.access;

import io.muster.access.Account;
import io.muster.access.Role;
import io.muster.access.RoleGrant;
import io.muster.access.RoleGrants;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who has which role, in the authority.
public final class JdbcRoleGrants implements RoleGrants {
    private static final String PERSON = "person";
    private static final String GROUP = "group";
    private static final String COLUMNS =
            "id, role, holder_kind, holder, team, proposed_by, proposed_at, confirmed_by,"
                    + " confirmed_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM role_grant";

    private final Database database;

    public JdbcRoleGrants(Database authority) {
        this.database = authority;
    }

    @Override
    public List<RoleGrant> all() {
        return database.read(session ->
                known(
                        session.all(
                                SELECT + " ORDER BY proposed_at DESC, id LIMIT " + MAX,
                                JdbcRoleGrants::grant)));
    }

    @Override
    public List<RoleGrant> of(Account account) {
        Sql person = Sql.of("(holder_kind = '" + PERSON + "' AND holder = ?)", account.id());
        Sql group =
                Sql.of("(holder_kind = '" + GROUP + "' AND ")
                        .with(Sql.isOneOf("holder", account.groups()))
                        .with(")");
        Sql sql =
                Sql.of(SELECT + " WHERE confirmed_by <> '' AND ")
                        .with(Sql.anyOf(List.of(person, group)))
                        .with(" ORDER BY role, team, id");
        return database.read(
                session -> known(session.all(sql.text(), JdbcRoleGrants::grant, sql.values())));
    }

    @Override
    public Optional<RoleGrant> find(String id) {
        return database.read(session ->
                session.first(SELECT + " WHERE id = ?", JdbcRoleGrants::grant, id)
                        .flatMap(it -> it));
    }

    @Override
    public boolean isOver(String team) {
        return database.read(session ->
                session.first("SELECT 1 FROM role_grant WHERE team = ? LIMIT 1", row -> true, team)
                        .isPresent());
    }

    @Override
    public boolean isGiven(Unit unit, Role role) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                        "SELECT 1 FROM role_grant WHERE role = ?"
                                                + " AND confirmed_by <> '' LIMIT 1",
                                        row -> true,
                                        role.word())
                                .isPresent());
    }

    @Override
    public boolean keep(Unit unit, RoleGrant grant) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        "INSERT INTO role_grant ("
                                                + COLUMNS
                                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                                + " ON CONFLICT DO NOTHING",
                                        grant.id(),
                                        grant.role().word(),
                                        kind(grant.holder()),
                                        grant.holder().name(),
                                        grant.team().orElse(""),
                                        grant.proposedBy(),
                                        Times.micros(grant.proposedAt()),
                                        grant.confirmedBy().orElse(""),
                                        grant.confirmedAt().map(Times::micros).orElse(0L))
                                > 0);
    }

    private static String kind(RoleGrant.Holder holder) {
        return switch (holder) {
            case RoleGrant.Holder.Person _ -> PERSON;
            case RoleGrant.Holder.Group _ -> GROUP;
        };
    }

    @Override
    public boolean confirm(Unit unit, RoleGrant confirmed) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        "UPDATE role_grant SET confirmed_by = ?, confirmed_at = ?"
                                                + " WHERE id = ? AND confirmed_by = ''",
                                        confirmed.confirmedBy().orElseThrow(),
                                        Times.micros(confirmed.confirmedAt().orElseThrow()),
                                        confirmed.id())
                                > 0);
    }

    @Override
    public boolean remove(Unit unit, String id) {
        return Database.in(
                unit, session -> session.update("DELETE FROM role_grant WHERE id = ?", id) > 0);
    }

    @Override
    public List<RoleGrant> removeWaiting(Unit unit, Instant at) {
        return Database.in(
                unit,
                session ->
                        known(
                                session.all(
                                        "DELETE FROM role_grant WHERE confirmed_by = ''"
                                                + " AND proposed_at <= ? RETURNING "
                                                + COLUMNS,
                                        JdbcRoleGrants::grant,
                                        Times.micros(at))));
    }

    private static List<RoleGrant> known(List<Optional<RoleGrant>> grants) {
        return grants.stream().flatMap(Optional::stream).toList();
    }

    /// @return empty when the role is one that this version does not know: it allows nothing
    private static Optional<RoleGrant> grant(Row row) throws SQLException {
        Optional<Role> role = Role.of(row.text(2));
        if (role.isEmpty()) {
            return Optional.empty();
        }
        String holder = row.text(4);
        long confirmed = row.number(9);
        return Optional.of(
                new RoleGrant(
                        row.text(1),
                        role.get(),
                        row.text(3).equals(PERSON)
                                ? new RoleGrant.Holder.Person(holder)
                                : new RoleGrant.Holder.Group(holder),
                        row.some(5),
                        row.text(6),
                        Times.instant(row.number(7)),
                        row.some(8),
                        confirmed == 0 ? Optional.empty() : Optional.of(Times.instant(confirmed))));
    }
}
