package io.muster.store.search;

import io.muster.inventory.Viewer;
import io.muster.inventory.search.Details;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.roll.JdbcSeries;
import io.muster.store.roll.Primes;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One credential or identity, from a database.
public final class JdbcDetails implements Details {
    private static final int CHAIN_MAX = 10;
    private static final int ANCHORS_MAX = 1_000;

    private final Database roll;
    private final InstantSource clock;

    public JdbcDetails(Database roll, InstantSource clock) {
        this.roll = roll;
        this.clock = clock;
    }

    @Override
    public Optional<OfCredential> credential(Viewer viewer, String id) {
        long now = Times.micros(clock.instant());
        return roll.read(session -> {
            Optional<Long> n = number(session, viewer, "credential", id);
            return n.isEmpty() ? Optional.empty() : credential(session, n.get(), now);
        });
    }

    @Override
    public Optional<OfIdentity> identity(Viewer viewer, String id) {
        return roll.read(session -> {
            Optional<Long> n = number(session, viewer, "identity", id);
            return n.isEmpty() ? Optional.empty() : identity(session, n.get());
        });
    }

    /// The `n` of a row that the viewer may see.
    public static Optional<Long> number(Session session, Viewer viewer, String table, String id)
            throws SQLException {
        Sql sql =
                Sql.of("SELECT q.n FROM " + table + " q WHERE q.id = ? AND ", Ids.parse(id))
                        .with(
                                Scope.owned(viewer, table + " q", "q.owner_n")
                                        .map(Predicate::check)
                                        .orElse(Sql.TRUE));
        return session.first(sql.text(), row -> row.number(1), sql.values());
    }

    private static Optional<OfCredential> credential(Session session, long n, long now)
            throws SQLException {
        var summary = new CredentialRows(session, now).read(List.of(n)).stream().findFirst();
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        String document =
                session.first(
                                "SELECT document FROM credential_document WHERE credential_n = ?",
                                row -> row.text(1),
                                n)
                        .orElse("{}");
        List<Issuer> chain = chain(session, n);
        Map<String, String> attributes = attributes(session, "credential", n);
        return session.first(
                """
                SELECT c.version, coalesce(k.credentials, 0), coalesce(k.primes, 0)
                FROM credential c LEFT JOIN public_key k ON k.n = c.key_n WHERE c.n = ?
                """,
                row ->
                        new OfCredential(
                                summary.get(),
                                Primes.document(document, row.number(3)),
                                attributes,
                                chain,
                                row.number(2),
                                row.number(1)),
                n);
    }

    /// A chain that comes back to where it was ends there.
    private static List<Issuer> chain(Session session, long from) throws SQLException {
        List<Issuer> chain = new ArrayList<>();
        Set<Long> passed = new HashSet<>(Set.of(from));
        Optional<Long> next = issuer(session, from);
        while (next.isPresent() && passed.add(next.get()) && chain.size() < CHAIN_MAX) {
            chain.addAll(
                    session.all(
                            "SELECT id, title, not_after, issuer_kind FROM credential WHERE n = ?",
                            row ->
                                    new Issuer(
                                            row.hex(1),
                                            row.text(2),
                                            Times.known(row.number(3)),
                                            row.text(4)),
                            next.get()));
            next = issuer(session, next.get());
        }
        return chain;
    }

    private static Optional<Long> issuer(Session session, long n) throws SQLException {
        return session.first(
                "SELECT issuer_n FROM credential WHERE n = ? AND issuer_n <> 0",
                row -> row.number(1),
                n);
    }

    private static Map<String, String> attributes(Session session, String entity, long n)
            throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        session.each(
                "SELECT name, value FROM attribute WHERE entity = ? AND entity_n = ? ORDER BY name",
                row -> attributes.put(row.text(1), row.text(2)),
                entity,
                n);
        return attributes;
    }

    private static Optional<OfIdentity> identity(Session session, long n) throws SQLException {
        var summary = new IdentityRows(session).read(List.of(n)).stream().findFirst();
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        List<String> aliases =
                session.all(
                        "SELECT name FROM alias WHERE identity_n = ? ORDER BY name",
                        row -> row.text(1),
                        n);
        List<BoundAnchor> anchors =
                session.all(
                        """
                        SELECT a.kind, a.realm, a.name, b.place_prefix, b.since, b.actor, b.reason
                        FROM binding b JOIN anchor a ON a.n = b.anchor_n
                        WHERE b.identity_n = ? AND b.until = 0 ORDER BY b.n LIMIT ?
                        """,
                        row ->
                                new BoundAnchor(
                                        row.text(1),
                                        row.text(2),
                                        row.text(3),
                                        row.text(4),
                                        Times.instant(row.number(5)),
                                        row.text(6),
                                        row.text(7)),
                        n,
                        ANCHORS_MAX);
        Optional<String> mergedInto =
                session.first(
                        "SELECT m.id FROM identity i JOIN identity m ON m.n = i.merged_into"
                                + " WHERE i.n = ? AND i.merged_into <> 0",
                        row -> row.hex(1),
                        n);
        return Optional.of(
                new OfIdentity(
                        summary.get(),
                        aliases,
                        anchors,
                        JdbcSeries.of(session, n),
                        attributes(session, "identity", n),
                        mergedInto));
    }
}
