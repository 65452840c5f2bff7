package io.muster.store.graph;

import io.muster.inventory.Viewer;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How much authorities have issued, by whose it is and what: counted in the index
/// `credential_by_issuer` alone, in its order, a million in a fraction of a second.
final class IssuedCounts {
    private final Session session;
    private final Viewer viewer;
    private final List<Counted> all = new ArrayList<>();

    IssuedCounts(Session session, Viewer viewer) {
        this.session = session;
        this.viewer = viewer;
    }

    /// @param depth at which they fall
    record Counted(long owner, String criticality, String type, int depth, long count) {}

    void count(long authority, int depth) throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT c.issuer_kind, c.owner_n, c.criticality, c.type, count(*)
                                  FROM credential c WHERE c.issuer_n <> 0 AND c.issuer_n = ? AND
                                """,
                                authority)
                        .with(
                                Scope.owned(viewer, "credential c", "c.owner_n")
                                        .map(Predicate::check)
                                        .orElse(Sql.TRUE))
                        .with(" GROUP BY c.issuer_kind, c.owner_n, c.criticality, c.type");
        all.addAll(
                session.all(
                        sql.text(),
                        row ->
                                new Counted(
                                        row.number(2),
                                        row.text(3),
                                        row.text(4),
                                        depth,
                                        row.number(5)),
                        sql.values()));
    }

    List<Counted> all() {
        return List.copyOf(all);
    }
}
