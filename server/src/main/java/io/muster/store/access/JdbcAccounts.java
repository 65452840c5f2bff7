package io.muster.store.access;

import io.muster.access.Account;
import io.muster.access.Accounts;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Accounts of people who sign in elsewhere, in the authority.
public final class JdbcAccounts implements Accounts {
    private static final String SELECT =
            "SELECT id, issuer, subject, name, mail, groups_said, active, since, last_sign_in,"
                    + " directory_name FROM account";

    private final Database database;

    public JdbcAccounts(Database authority) {
        this.database = authority;
    }

    @Override
    public Optional<Account> find(String id) {
        return database.read(
                session -> session.first(SELECT + " WHERE id = ?", JdbcAccounts::account, id));
    }

    @Override
    public List<Account> page(String text, String after, int limit) {
        String part = Sql.part(text.toLowerCase(Locale.ROOT));
        Sql sql =
                Sql.of(SELECT + " WHERE id > ? AND ", after)
                        .with(
                                Sql.anyOf(
                                        List.of(
                                                Sql.like("lower(name)", part),
                                                Sql.like("lower(mail)", part),
                                                Sql.like("lower(groups_said)", part))))
                        .with(Sql.of(" ORDER BY id LIMIT ?", limit));
        return database.read(
                session -> session.all(sql.text(), JdbcAccounts::account, sql.values()));
    }

    @Override
    public List<String> knownAs(Unit unit, String name) {
        return Database.in(
                unit,
                session ->
                        session.all(
                                "SELECT id FROM account WHERE directory_name = ? ORDER BY id",
                                row -> row.text(1),
                                name));
    }

    @Override
    public void keep(Unit unit, Account account) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO account (id, issuer, subject, name, mail, groups_said,"
                                        + " active, since, last_sign_in, directory_name)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                                        + " mail = excluded.mail, groups_said = excluded.groups_said,"
                                        + " active = excluded.active,"
                                        + " last_sign_in = excluded.last_sign_in,"
                                        + " directory_name = excluded.directory_name",
                                account.id(),
                                account.issuer(),
                                account.subject(),
                                account.name(),
                                account.mail(),
                                String.join("\n", account.groups()),
                                account.active() ? 1 : 0,
                                Times.micros(account.since()),
                                account.lastSignIn().map(Times::micros).orElse(0L),
                                account.directoryName()));
    }

    private static Account account(Row row) throws SQLException {
        long last = row.number(9);
        return new Account(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.text(6).lines().filter(it -> !it.isEmpty()).toList(),
                row.number(7) != 0,
                Times.instant(row.number(8)),
                last == 0 ? Optional.<Instant>empty() : Optional.of(Times.instant(last)),
                row.text(10));
    }
}
