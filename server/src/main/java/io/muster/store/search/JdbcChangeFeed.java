package io.muster.store.search;

import io.muster.inventory.ChangeFeed;
import io.muster.inventory.Entity;
import io.muster.inventory.Viewer;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.query.Scope;
import io.muster.store.roll.Entities;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The feed of changes.
public final class JdbcChangeFeed implements ChangeFeed {
    private final Database database;

    public JdbcChangeFeed(Database database) {
        this.database = database;
    }

    @Override
    public long newest() {
        return database.read(
                session -> session.number("SELECT coalesce(max(n), 0) FROM change_feed"));
    }

    private record Raw(long n, long at, String entity, long entityN, String kind) {}

    @Override
    public Part after(Viewer viewer, long number, int limit) {
        return database.read(session -> {
            List<Raw> raw =
                    session.all(
                            "SELECT n, at, entity, entity_n, kind FROM change_feed WHERE n > ?"
                                    + " ORDER BY n LIMIT ?",
                            row ->
                                    new Raw(
                                            row.number(1),
                                            row.number(2),
                                            row.text(3),
                                            row.number(4),
                                            row.text(5)),
                            number,
                            limit);
            List<Change> changes = new ArrayList<>(raw.size());
            for (Raw one : raw) {
                Entity.Kind kind = Entity.Kind.valueOf(one.entity().toUpperCase(Locale.ROOT));
                if (isSeen(session, viewer, kind, one.entityN())) {
                    changes.add(
                            new Change(
                                    one.n(),
                                    Times.instant(one.at()),
                                    new Entity(kind, Entities.id(session, kind, one.entityN())),
                                    one.kind()));
                }
            }
            return new Part(changes, raw.isEmpty() ? number : raw.getLast().n());
        });
    }

    private static boolean isSeen(Session session, Viewer viewer, Entity.Kind kind, long n)
            throws SQLException {
        return switch (kind) {
            case CREDENTIAL, IDENTITY -> Scope.isSeen(session, viewer, kind.toString(), n);
            case SOURCE, TEAM, PERSON -> viewer instanceof Viewer.Everything;
        };
    }
}
