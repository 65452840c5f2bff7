package io.muster.store.intake;

import io.muster.inventory.CredentialName;
import io.muster.inventory.Viewer;
import io.muster.inventory.declared.Declared;
import io.muster.inventory.intake.Runs;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What came of holding a declared list against the roll, as `viewer` may see it: credentials that
/// are not theirs are left out, of their lines and as lines of their own.
record DeclaredItems(Session session, Viewer viewer) {

    List<Runs.Numbered<Declared.Item>> of(String id, Declared.Kind kind, long after, int limit)
            throws SQLException {
        Sql seen = Scope.ofJoined(viewer, "c");
        return switch (kind) {
            case UNKNOWN -> {
                Sql sql = unknown(seen, id, after, limit);
                yield session.all(
                        sql.text(),
                        row ->
                                new Runs.Numbered<>(
                                        row.number(1),
                                        new Declared.Item(
                                                Optional.empty(),
                                                Optional.empty(),
                                                credential(row, 2))),
                        sql.values());
            }
            case KNOWN, MISSING, REPEATED -> {
                Sql sql = meant(seen, id, kind, after, limit);
                yield session.all(
                        sql.text(),
                        row ->
                                new Runs.Numbered<>(
                                        row.number(1),
                                        new Declared.Item(
                                                Optional.of(
                                                        JdbcDeclared.line(
                                                                row.number(2), row.text(3))),
                                                row.some(4),
                                                credential(row, 5))),
                        sql.values());
            }
        };
    }

    private static Sql unknown(Sql seen, String id, long after, int limit) {
        return Sql.of(
                        """
                        SELECT c.n, c.id, c.type, c.title FROM declared_list l, credential c
                         WHERE l.id = ? AND l.pass > 0 AND c.n > ? AND c.gone_since = 0
                           AND c.foreign_ = 0 AND (l.team_n = 0 OR c.owner_n = l.team_n)
                           AND NOT EXISTS (SELECT 1 FROM declared_meaning m
                                WHERE m.list_n = l.n AND m.pass = l.pass
                                  AND m.credential_n = c.n)
                           AND\s
                        """,
                        id,
                        after)
                .with(seen)
                .with(Sql.of(" ORDER BY c.n LIMIT ?", limit));
    }

    private static Sql meant(Sql seen, String id, Declared.Kind kind, long after, int limit) {
        return Sql.of(
                        """
                        SELECT m.n, m.line, d.document, m.rule, c.id, c.type, c.title
                          FROM declared_list l
                          JOIN declared_meaning m ON m.list_n = l.n AND m.pass = l.pass
                          JOIN declared_line d ON d.list_n = l.n AND d.line = m.line
                               AND d.edition = l.edition
                          LEFT JOIN credential c ON c.n = m.credential_n AND\s
                        """)
                .with(seen)
                .with(
                        Sql.of(
                                " WHERE l.id = ? AND m.n > ? AND m.kind = ? ORDER BY m.n LIMIT ?",
                                id,
                                after,
                                kind.toString(),
                                limit));
    }

    private static Optional<CredentialName> credential(Row row, int column) throws SQLException {
        return row.bytes(column) == null
                ? Optional.empty()
                : Optional.of(
                        new CredentialName(
                                row.hex(column), row.text(column + 1), row.text(column + 2)));
    }
}
