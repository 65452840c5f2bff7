package io.muster.store.roll;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.model.Facts;
import io.muster.store.Session;
import io.muster.wire.Kept;
import java.sql.SQLException;

/// Writes what changed: a line of history, and one of the feed.
public record Journal(Session session, Actor actor, long now) {

    /// A line in both.
    public void note(Entity.Kind entity, long n, String kind, Facts change) throws SQLException {
        session.update(
                "INSERT INTO history (entity, entity_n, at, actor, request_id, change)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                entity.toString(),
                n,
                now,
                actor.name(),
                actor.requestId(),
                Kept.text(Facts.of("change", kind).with(change)));
        feed(entity, n, kind);
    }

    /// A line in the feed alone.
    public void feed(Entity.Kind entity, long n, String kind) throws SQLException {
        session.update(
                "INSERT INTO change_feed (at, entity, entity_n, kind) VALUES (?, ?, ?, ?)",
                now,
                entity.toString(),
                n,
                kind);
    }
}
