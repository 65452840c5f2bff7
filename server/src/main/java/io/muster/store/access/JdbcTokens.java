package io.muster.store.access;

import io.muster.access.Token;
import io.muster.access.Tokens;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tokens in the authority.
public final class JdbcTokens implements Tokens {
    private static final String COLUMNS =
            "id, name, permissions, places, created_at, created_by, owner, expires_at,"
                    + " last_used_at";

    private final Database database;

    public JdbcTokens(Database authority) {
        this.database = authority;
    }

    @Override
    public void keep(Unit unit, Token token, Bytes hash) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO token (hash, "
                                        + COLUMNS
                                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                hash,
                                token.id(),
                                token.name(),
                                token.scope(),
                                String.join("\n", token.places()),
                                Times.micros(token.createdAt()),
                                token.createdBy(),
                                token.owner(),
                                Times.micros(token.expiresAt()),
                                token.lastUsedAt().map(Times::micros).orElse(0L)));
    }

    @Override
    public Optional<Token> find(Bytes hash) {
        return database.read(session ->
                session.first(
                        "SELECT " + COLUMNS + " FROM token WHERE hash = ?",
                        JdbcTokens::token,
                        hash));
    }

    @Override
    public List<Token> all() {
        return database.read(session ->
                session.all(
                        "SELECT " + COLUMNS + " FROM token ORDER BY created_at DESC, id LIMIT 1000",
                        JdbcTokens::token));
    }

    @Override
    public void used(Unit unit, String id, Instant at) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE token SET last_used_at = ? WHERE id = ?",
                                Times.micros(at),
                                id));
    }

    @Override
    public boolean remove(Unit unit, String id) {
        return Database.in(
                unit, session -> session.update("DELETE FROM token WHERE id = ?", id) > 0);
    }

    @Override
    public int removeOf(Unit unit, String owner) {
        return Database.in(
                unit, session -> session.update("DELETE FROM token WHERE owner = ?", owner));
    }

    @Override
    public int removeExpired(Unit unit, Instant at) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                "DELETE FROM token WHERE expires_at <= ?", Times.micros(at)));
    }

    private static Token token(Row row) throws SQLException {
        long used = row.number(9);
        return new Token(
                row.text(1),
                row.text(2),
                Token.scope(row.text(3)),
                row.text(4).lines().toList(),
                Times.instant(row.number(5)),
                row.text(6),
                row.text(7),
                Times.instant(row.number(8)),
                used == 0 ? Optional.empty() : Optional.of(Times.instant(used)));
    }
}
