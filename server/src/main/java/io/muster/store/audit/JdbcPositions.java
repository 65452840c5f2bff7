package io.muster.store.audit;

import io.muster.audit.Positions;
import io.muster.store.Database;
import io.muster.unit.Unit;

/// How far followers of the audit log were told, beside that log.
public record JdbcPositions(Database authority) implements Positions {

    @Override
    public long of(String follower) {
        return authority.read(session ->
                session.first(
                                "SELECT next FROM audit_follower WHERE name = ?",
                                row -> row.number(1),
                                follower)
                        .orElse(0L));
    }

    @Override
    public void keep(Unit unit, String follower, long next) {
        Database.in(
                unit,
                session ->
                        session.update(
                                """
                                INSERT INTO audit_follower (name, next) VALUES (?, ?)
                                ON CONFLICT (name) DO UPDATE SET next = excluded.next\
                                """,
                                follower,
                                next));
    }
}
