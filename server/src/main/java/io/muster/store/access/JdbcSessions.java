package io.muster.store.access;

import io.muster.access.Session;
import io.muster.access.Sessions;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Optional;

/// Invitations and sessions in the authority.
public final class JdbcSessions implements Sessions {
    private final Database database;

    public JdbcSessions(Database authority) {
        this.database = authority;
    }

    @Override
    public void invite(Unit unit, Bytes hash, String person, Instant expiresAt) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO invitation (hash, person, expires_at) VALUES (?, ?, ?)",
                                hash,
                                person,
                                Times.micros(expiresAt)));
    }

    @Override
    public Optional<String> redeem(Unit unit, Bytes hash, Instant at) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                "DELETE FROM invitation WHERE hash = ? AND expires_at > ?"
                                        + " RETURNING person",
                                row -> row.text(1),
                                hash,
                                Times.micros(at)));
    }

    @Override
    public void keep(Unit unit, Bytes hash, Session kept) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO session (hash, person, since, expires_at, used_at)"
                                        + " VALUES (?, ?, ?, ?, ?)",
                                hash,
                                kept.person(),
                                Times.micros(kept.since()),
                                Times.micros(kept.expiresAt()),
                                Times.micros(kept.usedAt())));
    }

    @Override
    public Optional<Session> find(Bytes hash) {
        return database.read(session ->
                session.first(
                        "SELECT person, since, expires_at, used_at FROM session WHERE hash = ?",
                        row ->
                                new Session(
                                        row.text(1),
                                        Times.instant(row.number(2)),
                                        Times.instant(row.number(3)),
                                        Times.instant(row.number(4))),
                        hash));
    }

    @Override
    public void used(Unit unit, Bytes hash, Instant at) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE session SET used_at = ? WHERE hash = ?",
                                Times.micros(at),
                                hash));
    }

    @Override
    public int removeOf(Unit unit, String person) {
        return Database.in(
                unit, session -> session.update("DELETE FROM session WHERE person = ?", person));
    }

    @Override
    public void remove(Unit unit, Bytes hash) {
        Database.in(unit, session -> session.update("DELETE FROM session WHERE hash = ?", hash));
    }

    @Override
    public int removeExpired(Unit unit, Instant at) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        "DELETE FROM invitation WHERE expires_at <= ?",
                                        Times.micros(at))
                                + session.update(
                                        "DELETE FROM session WHERE expires_at <= ? OR used_at <= ?",
                                        Times.micros(at),
                                        Times.micros(at.minus(Session.IDLE_MAX))));
    }
}
