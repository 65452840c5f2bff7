package io.muster.store.search;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.History;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.store.roll.Entities;
import java.util.List;
import java.util.Optional;

/// Lines of history.
public final class JdbcHistory implements History {
    private final Database database;

    public JdbcHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<Line> of(Entity entity, long before, int limit) {
        return database.read(session -> {
            Optional<Long> n = Entities.find(session, entity);
            return n.isEmpty()
                    ? List.of()
                    : session.all(
                            """
                            SELECT n, at, actor, request_id, change FROM history
                             WHERE entity = ? AND entity_n = ? AND (? = 0 OR n < ?)
                             ORDER BY n DESC LIMIT ?
                            """,
                            row ->
                                    new Line(
                                            row.number(1),
                                            Times.instant(row.number(2)),
                                            new Actor(row.text(3), row.text(4)),
                                            row.text(5)),
                            entity.kind().toString(),
                            n.get(),
                            before,
                            before,
                            limit);
        });
    }
}
