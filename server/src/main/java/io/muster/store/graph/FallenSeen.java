package io.muster.store.graph;

import io.muster.inventory.Viewer;
import io.muster.inventory.graph.BlastRadius.Falling.Kind;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.graph.Fallen.Spot;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of a fall a viewer may see: the rest has not fallen.
final class FallenSeen {
    private final Session session;
    private final Viewer viewer;
    private final Fallen fallen;
    private final Map<Long, CredentialHit> rows = new HashMap<>();

    FallenSeen(Session session, Viewer viewer, Fallen fallen) {
        this.session = session;
        this.viewer = viewer;
        this.fallen = fallen;
    }

    /// What is asked of each credential that fell.
    ///
    /// @param issuer its authority's `n`; 0 when that was not seen
    record CredentialHit(
            long owner, String criticality, String type, long worst, long issuer, long key) {}

    /// Those of `fresh` that stay; of credentials, what is asked of them is read.
    List<Spot> of(List<Spot> fresh) throws SQLException {
        read(numbers(fresh, Kind.CREDENTIAL));
        hide(numbers(fresh, Kind.IDENTITY));
        return fresh.stream().filter(fallen::contains).toList();
    }

    /// All credentials so far, by row.
    Map<Long, CredentialHit> credentials() {
        return rows;
    }

    static List<Long> numbers(List<Spot> spots, Kind kind) {
        return spots.stream().filter(it -> it.kind() == kind).map(Spot::n).toList();
    }

    private void read(List<Long> credentials) throws SQLException {
        if (credentials.isEmpty()) {
            return;
        }
        Sql sql =
                Sql.of(
                                """
                                SELECT c.n, c.owner_n, c.criticality, c.type, c.worst, c.issuer_n, c.key_n
                                  FROM credential c WHERE
                                """
                                        + session.dialect().isOneOf("c.n")
                                        + " AND ",
                                new Dialect.Numbers(credentials))
                        .with(seen());
        session.each(
                sql.text(),
                row ->
                        rows.put(
                                row.number(1),
                                new CredentialHit(
                                        row.number(2),
                                        row.text(3),
                                        row.text(4),
                                        row.number(5),
                                        row.number(6),
                                        row.number(7))),
                sql.values());
        credentials.stream()
                .filter(it -> !rows.containsKey(it))
                .forEach(it -> fallen.withdraw(Spot.of(Kind.CREDENTIAL, it)));
    }

    private Sql seen() {
        return Scope.owned(viewer, "credential c", "c.owner_n")
                .map(Predicate::check)
                .orElse(Sql.TRUE);
    }

    private void hide(List<Long> identities) throws SQLException {
        Optional<Predicate> scope = Scope.owned(viewer, "identity i", "i.owner_n");
        if (scope.isEmpty() || identities.isEmpty()) {
            return;
        }
        Sql sql =
                Sql.of(
                                "SELECT i.n FROM identity i WHERE "
                                        + session.dialect().isOneOf("i.n")
                                        + " AND NOT (",
                                new Dialect.Numbers(identities))
                        .with(scope.get().check())
                        .with(")");
        for (long n : session.all(sql.text(), row -> row.number(1), sql.values())) {
            fallen.withdraw(Spot.of(Kind.IDENTITY, n));
        }
    }
}
