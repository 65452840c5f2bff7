package io.muster.store.access;

import io.muster.access.Answers;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Optional;

/// Answers to requests that may come again, in the authority.
public final class JdbcAnswers implements Answers {

    @Override
    public Optional<Kept> find(Unit unit, String actor, String key) {
        return Database.in(
                unit,
                session ->
                        session.first(
                                "SELECT request, status, answer, at FROM idempotency_key WHERE id = ?",
                                row ->
                                        new Kept(
                                                Bytes.of(row.bytes(1)),
                                                (int) row.number(2),
                                                row.text(3),
                                                Times.instant(row.number(4))),
                                id(actor, key)));
    }

    @Override
    public void keep(Unit unit, String actor, String key, Kept kept) {
        Database.in(
                unit,
                session ->
                        session.update(
                                """
                                INSERT INTO idempotency_key (id, actor, request, status, answer, at)
                                VALUES (?, ?, ?, ?, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET request = excluded.request,
                                  status = excluded.status, answer = excluded.answer, at = excluded.at
                                """,
                                id(actor, key),
                                actor,
                                kept.request(),
                                kept.status(),
                                kept.text(),
                                Times.micros(kept.at())));
    }

    @Override
    public void forget(Unit unit, String actor, String key) {
        Database.in(
                unit,
                session ->
                        session.update("DELETE FROM idempotency_key WHERE id = ?", id(actor, key)));
    }

    @Override
    public int removeBefore(Unit unit, Instant at) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                "DELETE FROM idempotency_key WHERE at < ?", Times.micros(at)));
    }

    /// One caller's key says nothing about another's.
    private static String id(String actor, String key) {
        return actor + " " + key;
    }
}
