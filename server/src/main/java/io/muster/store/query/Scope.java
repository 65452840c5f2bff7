package io.muster.store.query;

import io.muster.inventory.Viewer;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What a viewer may see, as a condition: the one place where that is written in SQL.
public final class Scope {
    private Scope() {}

    /// On rows that have an owner, as `column` says.
    public static Optional<Predicate> owned(Viewer viewer, String table, String column) {
        return switch (viewer) {
            case Viewer.Everything _ -> Optional.empty();
            case Viewer.Teams it -> {
                Sql check = teams(column, it);
                String alias = table.substring(table.indexOf(' ') + 1);
                yield Optional.of(
                        Predicate.of(
                                check,
                                Sql.of("SELECT %s.n AS n FROM %s WHERE ".formatted(alias, table))
                                        .with(check)));
            }
        };
    }

    /// On rows that belong to a credential, whose `n` is in `column`.
    public static Optional<Predicate> ofCredential(Viewer viewer, String column) {
        return switch (viewer) {
            case Viewer.Everything _ -> Optional.empty();
            case Viewer.Teams it -> Optional.of(Predicate.of(owned("credential", column, it)));
        };
    }

    /// On sightings `s`: those of credentials and of accounts of the viewer's.
    public static Optional<Predicate> ofSighting(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Everything _ -> Optional.empty();
            case Viewer.Teams it ->
                    Optional.of(
                            Predicate.of(
                                    Sql.anyOf(
                                            List.of(
                                                    owned("credential", "s.credential_n", it),
                                                    account(it)))));
        };
    }

    private static Sql account(Viewer.Teams teams) {
        return Sql.of(
                        "s.credential_n = 0 AND EXISTS (SELECT 1 FROM binding b JOIN identity x"
                                + " ON x.n = b.identity_n WHERE b.anchor_n = s.anchor_n"
                                + " AND b.until = 0 AND ")
                .with(teams("x.owner_n", teams))
                .with(")");
    }

    /// On findings `f`: those on credentials and identities of the viewer's. Whose a source is
    /// nobody has said.
    public static Optional<Predicate> ofFinding(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Everything _ -> Optional.empty();
            case Viewer.Teams it ->
                    Optional.of(
                            Predicate.of(
                                    Sql.anyOf(
                                            List.of(
                                                    owned("credential", "f.credential_n", it),
                                                    owned("identity", "f.identity_n", it)))));
        };
    }

    /// Is row `n` of `table` one of the viewer's?
    public static boolean isSeen(Session session, Viewer viewer, String table, long n)
            throws SQLException {
        return switch (viewer) {
            case Viewer.Everything _ -> true;
            case Viewer.Teams it -> {
                Sql sql =
                        Sql.of("SELECT 1 FROM %s x WHERE x.n = ? AND ".formatted(table), n)
                                .with(teams("x.owner_n", it));
                yield session.first(sql.text(), row -> true, sql.values()).isPresent();
            }
        };
    }

    /// For a join: that credential `alias` is one of the viewer's.
    public static Sql ofJoined(Viewer viewer, String alias) {
        return switch (viewer) {
            case Viewer.Everything _ -> Sql.TRUE;
            case Viewer.Teams it -> teams(alias + ".owner_n", it);
        };
    }

    /// On rows whose team is in `column`.
    public static Sql ofTeam(Viewer viewer, String column) {
        return switch (viewer) {
            case Viewer.Everything _ -> Sql.TRUE;
            case Viewer.Teams it -> teams(column, it);
        };
    }

    private static Sql owned(String table, String column, Viewer.Teams teams) {
        return Sql.of("EXISTS (SELECT 1 FROM %s x WHERE x.n = %s AND ".formatted(table, column))
                .with(teams("x.owner_n", teams))
                .with(")");
    }

    private static Sql teams(String column, Viewer.Teams teams) {
        return Sql.of(column + " IN (SELECT m.n FROM team m WHERE ")
                .with(Sql.isOneOf("m.id", List.copyOf(teams.ids())))
                .with(")");
    }
}
