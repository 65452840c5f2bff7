package io.muster.store;

import io.muster.inventory.Viewer;
import java.sql.SQLException;
import java.util.Optional;

/// Finds one row for somebody who may see it.
final class Visible {
    private Visible() {}

    /// The number of the identity `id`; empty when there is none, or it is not for these eyes.
    static Optional<Long> identity(Session session, Viewer viewer, String id) throws SQLException {
        Sql sql =
                Sql.of("SELECT i.n FROM identity i WHERE i.id = ?", Ids.parse(id))
                        .with(and(viewer));
        return session.first(sql.text(), row -> row.number(1), sql.parameters().toArray());
    }

    /// More of a condition on identities `i`.
    static Sql and(Viewer viewer) {
        return Scope.owned(viewer, "identity i", "i.owner_n")
                .map(it -> Sql.of(" AND ").with(it.check()))
                .orElse(Sql.of(""));
    }
}
