package io.muster.store;

import io.muster.export.Fields;
import io.muster.inventory.CredentialName;
import io.muster.inventory.CredentialSummary;
import io.muster.inventory.Dossiers;
import io.muster.inventory.IdentitySummary;
import io.muster.inventory.PageRequest;
import io.muster.inventory.Search;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Entry;
import io.muster.model.Malformed;
import io.muster.wire.Line;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Dossiers from a database. What a viewer may see is decided by the search that finds the line.
public final class JdbcDossiers implements Dossiers {
    private static final int CHAIN_MAX = 10;

    private final Database roll;
    private final Search search;

    public JdbcDossiers(Database roll, Search search) {
        this.roll = roll;
        this.search = search;
    }

    @Override
    public Optional<OfCredential> credential(Viewer viewer, String id) {
        if (!id.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        Optional<CredentialSummary> line =
                found(() ->
                                search.credentials(
                                        viewer,
                                        Query.parse(Listing.CREDENTIALS, "id:" + id),
                                        PageRequest.first(1)))
                        .stream()
                        .findFirst();
        return line.map(it -> roll.read(session -> credential(session, it)));
    }

    private static OfCredential credential(Session session, CredentialSummary line)
            throws SQLException {
        Held held =
                session.first(
                                """
                                SELECT c.n, c.version, c.key_n, d.document FROM credential c
                                JOIN credential_document d ON d.credential_n = c.n
                                WHERE c.id = ?\
                                """,
                                row ->
                                        new Held(
                                                row.number(1),
                                                row.number(2),
                                                row.number(3),
                                                row.text(4)),
                                Bytes.ofHex(line.id()))
                        .orElseThrow();
        Entry entry = entry(held.document());
        return new OfCredential(
                line,
                Fields.of(entry.credential()),
                entry.facts(),
                attributes(session, "credential", held.n()),
                chain(session, held.n()),
                sameKey(session, held.key()),
                held.version());
    }

    private record Held(long n, long version, long key, String document) {}

    private static Entry entry(String document) {
        try {
            if (Line.parse(document) instanceof Line.OfEntry(Entry entry)) {
                return entry;
            }
        } catch (Malformed e) {
            throw new IllegalStateException("a document in the inventory is damaged", e);
        }
        throw new IllegalStateException("a document in the inventory is of something else");
    }

    private static long sameKey(Session session, long key) throws SQLException {
        return key == 0 ? 1 : session.number("SELECT credentials FROM public_key WHERE n = ?", key);
    }

    private static List<Issuer> chain(Session session, long credential) throws SQLException {
        List<Issuer> chain = new ArrayList<>();
        List<Long> met = new ArrayList<>(List.of(credential));
        while (chain.size() < CHAIN_MAX) {
            Optional<Above> above =
                    session.first(
                            """
                            SELECT i.n, i.id, i.type, i.title, i.not_after, c.issuer_kind
                            FROM credential c JOIN credential i ON i.n = c.issuer_n
                            WHERE c.n = ?\
                            """,
                            row ->
                                    new Above(
                                            row.number(1),
                                            new Issuer(
                                                    new CredentialName(
                                                            Bytes.of(row.bytes(2)).toHex(),
                                                            row.text(3),
                                                            row.text(4)),
                                                    Times.known(row.number(5)),
                                                    text(row.text(6)))),
                            met.getLast());
            // A root is its own issuer; two that vouch for each other are no chain.
            if (above.isEmpty() || met.contains(above.get().n())) {
                break;
            }
            met.add(above.get().n());
            chain.add(above.get().issuer());
        }
        return chain;
    }

    private record Above(long n, Issuer issuer) {}

    @Override
    public Optional<OfIdentity> identity(Viewer viewer, String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        String current = roll.read(session -> current(session, id));
        Optional<IdentitySummary> line =
                found(() ->
                                search.identities(
                                        viewer,
                                        Query.parse(Listing.IDENTITIES, "id:" + current),
                                        PageRequest.first(1)))
                        .stream()
                        .findFirst();
        return line.map(it -> roll.read(session -> identity(session, it)));
    }

    /// The identity that `id` has become.
    private static String current(Session session, String id) throws SQLException {
        return session.first(
                        """
                        SELECT o.id FROM identity i JOIN identity o ON o.n = i.merged_into
                        WHERE i.id = ?\
                        """,
                        row -> Bytes.of(row.bytes(1)).toHex(),
                        Bytes.ofHex(id))
                .orElse(id);
    }

    private static OfIdentity identity(Session session, IdentitySummary line) throws SQLException {
        long n = session.number("SELECT n FROM identity WHERE id = ?", Bytes.ofHex(line.id()));
        List<String> aliases =
                session.all(
                        "SELECT name FROM alias WHERE identity_n = ? ORDER BY name",
                        row -> row.text(1),
                        n);
        List<Bound> anchors =
                session.all(
                        """
                        SELECT a.kind, a.realm, a.name, b.place_prefix, b.since, b.actor, b.reason
                        FROM binding b JOIN anchor a ON a.n = b.anchor_n
                        WHERE b.identity_n = ? AND b.until = 0 ORDER BY b.n\
                        """,
                        row ->
                                new Bound(
                                        kind(row.text(1)),
                                        row.text(2),
                                        row.text(3),
                                        text(row.text(4)),
                                        Times.instant(row.number(5)),
                                        row.text(6),
                                        row.text(7)),
                        n);
        return new OfIdentity(line, aliases, attributes(session, "identity", n), anchors);
    }

    private static Anchor.Kind kind(String text) {
        for (Anchor.Kind kind : Anchor.Kind.values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        throw new IllegalStateException("the inventory has an anchor of an unknown kind");
    }

    private static Map<String, String> attributes(Session session, String entity, long n)
            throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        session.each(
                """
                SELECT name, value FROM attribute
                WHERE entity = ? AND entity_n = ? ORDER BY name\
                """,
                row -> attributes.put(row.text(1), row.text(2)),
                entity,
                n);
        return attributes;
    }

    private static Optional<String> text(String column) {
        return Optional.of(column).filter(it -> !it.isEmpty());
    }

    private static <T> List<T> found(Lookup<T> lookup) {
        try {
            return lookup.page().items();
        } catch (QueryRefused e) {
            throw new IllegalStateException("an id is always a fair question", e);
        }
    }

    @FunctionalInterface
    private interface Lookup<T> {
        io.muster.inventory.Page<T> page() throws QueryRefused;
    }
}
