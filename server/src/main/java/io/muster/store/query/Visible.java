package io.muster.store.query;

import io.muster.inventory.Viewer;
import io.muster.store.Ids;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.Optional;

/// Finds one row for somebody who may see it.
public final class Visible {
    private Visible() {}

    /// The number of the identity `id`; empty when there is none, or it is not for these eyes.
    public static Optional<Long> identity(Session session, Viewer viewer, String id)
            throws SQLException {
        Sql sql =
                Sql.of("SELECT i.n FROM identity i WHERE i.id = ?", Ids.parse(id))
                        .with(and(viewer));
        return session.first(sql.text(), row -> row.number(1), sql.parameters().toArray());
    }

    /// More of a condition on identities `i`.
    public static Sql and(Viewer viewer) {
        return Scope.owned(viewer, "identity i", "i.owner_n")
                .map(it -> Sql.of(" AND ").with(it.check()))
                .orElse(Sql.of(""));
    }
}
