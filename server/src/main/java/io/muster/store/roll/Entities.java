package io.muster.store.roll;

import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.store.Ids;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/// From what the outside calls a row to its number, and back.
public final class Entities {
    private Entities() {}

    public static Optional<Long> find(Session session, Entity entity) throws SQLException {
        String sql = "SELECT n FROM " + entity.kind() + " WHERE id = ?";
        return switch (entity.kind()) {
            case CREDENTIAL, IDENTITY ->
                    session.first(sql, row -> row.number(1), Ids.parse(entity.id()));
            case SOURCE, TEAM, PERSON -> session.first(sql, row -> row.number(1), entity.id());
        };
    }

    /// @throws Refused when there is none
    public static long number(Session session, Entity entity) throws SQLException {
        return find(session, entity)
                .orElseThrow(() ->
                        new Refused(
                                Refused.Kind.UNKNOWN,
                                "there is no " + entity.kind() + " " + entity.id()));
    }

    /// The id of row `n`; empty when it was removed.
    public static String id(Session session, Entity.Kind kind, long n) throws SQLException {
        String sql = "SELECT id FROM " + kind + " WHERE n = ?";
        return switch (kind) {
            case CREDENTIAL, IDENTITY -> session.first(sql, row -> Ids.text(row, 1), n).orElse("");
            case SOURCE, TEAM, PERSON -> session.first(sql, row -> row.text(1), n).orElse("");
        };
    }
}
