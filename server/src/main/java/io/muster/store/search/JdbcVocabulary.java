package io.muster.store.search;

import io.muster.inventory.query.Field;
import io.muster.inventory.query.Pattern;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Dictionary;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What people and sources have named things.
record JdbcVocabulary(Session session) {

    List<String> of(Field field, String prefix, int limit) throws SQLException {
        List<Pattern> patterns = List.of(new Pattern.Prefix(prefix));
        return switch (field) {
            case HOST ->
                    session.all(
                            "SELECT DISTINCT host FROM place WHERE host >= ? AND host < ?"
                                    + " ORDER BY host LIMIT ?",
                            row -> row.text(1),
                            prefix.isEmpty() ? "!" : prefix,
                            Sql.startsWith("host", prefix).parameters().get(1),
                            limit);
            default -> {
                Optional<Dictionary> dictionary = dictionary(field);
                yield dictionary.isEmpty()
                        ? List.of()
                        : dictionary.get().texts(session, patterns).stream()
                                .filter(it -> !it.isEmpty())
                                .limit(limit)
                                .toList();
            }
        };
    }

    private static Optional<Dictionary> dictionary(Field field) {
        return switch (field) {
            case OWNER -> Optional.of(Dictionary.ofTable("team", "id"));
            case TAG -> Optional.of(Dictionary.ofTable("tag", "name"));
            case SOURCE -> Optional.of(Dictionary.ofTable("source", "id"));
            case ENVIRONMENT -> Optional.of(Dictionary.ofColumn("credential", "environment"));
            case CRITICALITY -> Optional.of(Dictionary.ofColumn("credential", "criticality"));
            case ALGORITHM -> Optional.of(Dictionary.ofColumn("credential", "algorithm"));
            case RULE -> Optional.of(Dictionary.ofColumn("finding", "rule"));
            default -> Optional.empty();
        };
    }
}
