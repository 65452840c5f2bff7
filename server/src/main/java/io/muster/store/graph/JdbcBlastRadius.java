package io.muster.store.graph;

import io.muster.inventory.Viewer;
import io.muster.inventory.graph.BlastRadius;
import io.muster.inventory.graph.BlastRadius.Falling.Kind;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.graph.Fallen.Spot;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.query.TextIndex;
import io.muster.store.search.JdbcDetails;
import java.sql.SQLException;
import java.util.Optional;

/// What falls with a thing, from a database.
public final class JdbcBlastRadius implements BlastRadius {
    private static final String FINGERPRINT = "(?:sha256|hmac:[^:]+):[0-9a-f]{64}";
    private final Database roll;

    public JdbcBlastRadius(Database roll) {
        this.roll = roll;
    }

    @Override
    public Optional<Radius> of(Viewer viewer, Falling from, Limits limits) {
        return roll.read(session -> {
            Optional<Spot> first = spot(session, viewer, from);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            Fallen fallen = new Fallen(first.get(), effect(from.kind()), limits.members());
            Fall fall = new Fall(session, viewer, limits, fallen);
            fall.run();
            return Optional.of(new FallReport(session, fall, first.get()).of(limits.items()));
        });
    }

    /// A stolen credential is known; whoever is an account, a host or a place is in.
    private static Effect effect(Kind kind) {
        return kind == Kind.CREDENTIAL ? Effect.EXPOSED : Effect.ENTERED;
    }

    private static Optional<Spot> spot(Session session, Viewer viewer, Falling from)
            throws SQLException {
        return switch (from.kind()) {
            case CREDENTIAL, IDENTITY ->
                    JdbcDetails.number(session, viewer, from.kind().toString(), from.id())
                            .map(it -> Spot.of(from.kind(), it));
            case HOST -> visible(session, viewer, from, "p.host = ?");
            case PLACE -> visible(session, viewer, from, "p.text = ?");
            case RESOURCE -> Optional.empty();
        };
    }

    /// A host is there for a viewer when something of theirs is seen on it.
    private static Optional<Spot> visible(
            Session session, Viewer viewer, Falling from, String condition) throws SQLException {
        if (from.id().isEmpty()) {
            return Optional.empty();
        }
        Sql sql =
                Sql.of(
                                "SELECT 1 FROM place p CROSS JOIN sighting s WHERE "
                                        + condition
                                        + " AND s.place_n = p.n AND ",
                                from.id())
                        .with(Scope.ofSighting(viewer).map(Predicate::check).orElse(Sql.TRUE))
                        .with(" LIMIT 1");
        return session.first(sql.text(), _ -> Spot.named(from.kind(), from.id()), sql.values());
    }

    @Override
    public Optional<Falling> meant(Viewer viewer, String words) {
        int colon = words.indexOf(':');
        if (colon > 0) {
            for (Kind kind : Kind.values()) {
                if (kind != Kind.RESOURCE && kind.toString().equals(words.substring(0, colon))) {
                    return Optional.of(new Falling(kind, words.substring(colon + 1)));
                }
            }
        }
        return roll.read(session -> meant(session, viewer, words));
    }

    private static Optional<Falling> meant(Session session, Viewer viewer, String words)
            throws SQLException {
        if (words.matches("[0-9a-f]{32}|[0-9a-f]{64}")) {
            for (Kind kind : new Kind[] {Kind.CREDENTIAL, Kind.IDENTITY}) {
                if (JdbcDetails.number(session, viewer, kind.toString(), words).isPresent()) {
                    return Optional.of(new Falling(kind, words));
                }
            }
        }
        Optional<Falling> identity =
                named(
                        session,
                        viewer,
                        Kind.IDENTITY,
                        "q.name = ? AND q.merged_into = 0 ORDER BY q.credentials DESC, q.n",
                        words);
        Optional<Falling> credential =
                named(
                        session,
                        viewer,
                        Kind.CREDENTIAL,
                        "q.title = ? ORDER BY q.not_after DESC, q.n",
                        words);
        if (identity.isPresent()) {
            return identity;
        }
        if (credential.isPresent()) {
            return credential;
        }
        Optional<Falling> fingerprint =
                words.matches(FINGERPRINT)
                        ? ofFingerprint(session, viewer, words)
                        : Optional.empty();
        if (fingerprint.isPresent()) {
            return fingerprint;
        }
        for (Kind kind : new Kind[] {Kind.HOST, Kind.PLACE}) {
            Falling place = new Falling(kind, words);
            if (spot(session, viewer, place).isPresent()) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static Optional<Falling> ofFingerprint(Session session, Viewer viewer, String words)
            throws SQLException {
        Sql found =
                TextIndex.fingerprint(session, words)
                        .map(it -> Sql.of("q.n IN (").with(it).with(") AND "))
                        .orElse(Sql.of(""));
        return named(
                session,
                viewer,
                Kind.CREDENTIAL,
                found.with(Sql.of("q.fingerprint = ? ORDER BY q.n", words)));
    }

    private static Optional<Falling> named(
            Session session, Viewer viewer, Kind kind, String condition, String words)
            throws SQLException {
        return named(session, viewer, kind, Sql.of(condition, words));
    }

    private static Optional<Falling> named(Session session, Viewer viewer, Kind kind, Sql condition)
            throws SQLException {
        Sql sql =
                Sql.of("SELECT q.id FROM " + kind + " q WHERE ")
                        .with(
                                Scope.owned(viewer, kind + " q", "q.owner_n")
                                        .map(Predicate::check)
                                        .orElse(Sql.TRUE))
                        .with(" AND ")
                        .with(condition)
                        .with(" LIMIT 1");
        return session.first(sql.text(), row -> new Falling(kind, row.hex(1)), sql.values());
    }
}
