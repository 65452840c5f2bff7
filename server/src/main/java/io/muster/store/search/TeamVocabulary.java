package io.muster.store.search;

import io.muster.inventory.Viewer;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Folded;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What is named on that which some teams own, for those who see nothing else: taken from the first
/// 10,000 credentials and as many identities of theirs.
record TeamVocabulary(Session session, Viewer.Teams viewer) {
    private static final int ROWS_MAX = 10_000;

    List<String> of(Field field, String prefix, int limit) throws SQLException {
        return new TreeSet<>(all(field))
                .stream()
                        .filter(it -> !it.isEmpty() && Folded.of(it).startsWith(prefix))
                        .limit(limit)
                        .toList();
    }

    private List<String> all(Field field) throws SQLException {
        return switch (field) {
            case OWNER -> List.copyOf(viewer.ids());
            case ENVIRONMENT, CRITICALITY, ALGORITHM -> column(field.name());
            case HOST ->
                    texts(
                            Sql.of("SELECT DISTINCT p.host FROM (")
                                    .with(rows("credential"))
                                    .with(
                                            ") c JOIN sighting s ON s.credential_n = c.n"
                                                    + " JOIN place p ON p.n = s.place_n"));
            case TAG -> {
                List<String> tags = new ArrayList<>(tags("credential"));
                tags.addAll(tags("identity"));
                yield tags;
            }
            // Rules are no secret; which sources there are is no team's.
            case RULE -> new JdbcVocabulary(session).of(field, "", ROWS_MAX);
            default -> List.of();
        };
    }

    private List<String> column(String name) throws SQLException {
        return texts(
                Sql.of("SELECT DISTINCT c.%s FROM (".formatted(name))
                        .with(rows("credential"))
                        .with(") o JOIN credential c ON c.n = o.n"));
    }

    private List<String> tags(String entity) throws SQLException {
        return texts(
                Sql.of("SELECT DISTINCT t.name FROM (")
                        .with(rows(entity))
                        .with(
                                ") o JOIN tagging g ON g.entity = '%s' AND g.entity_n = o.n JOIN tag t ON t.n = g.tag_n"
                                        .formatted(entity)));
    }

    private Sql rows(String table) {
        return Sql.of("SELECT x.n FROM %s x WHERE ".formatted(table))
                .with(Scope.ofJoined(viewer, "x"))
                .with(Sql.of(" LIMIT ?", ROWS_MAX));
    }

    private List<String> texts(Sql sql) throws SQLException {
        return session.all(sql.text(), row -> row.text(1), sql.values());
    }
}
