package io.muster.store;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables whose `folded` column is searched by parts.
///
/// An index of trigrams knows which rows have all trigrams of a text, not in what order: it finds
/// too many rows, and each is checked again.
enum TextIndex {
    CREDENTIAL("credential"),
    IDENTITY("identity"),
    PLACE("place");

    /// So many trigrams of a long text are enough.
    private static final int TRIGRAMS_MAX = 6;

    private final String table;

    TextIndex(String table) {
        this.table = table;
    }

    /// Selects `n` of the rows whose folded text may have `part` in it; empty where no index can
    /// tell: for a text of under three characters, or without the file of the index.
    ///
    /// The file is a moment behind: what it lacks is looked for in the rows, so that the rows alone
    /// decide what is found.
    Optional<Sql> find(Session session, String part) {
        if (part.codePointCount(0, part.length()) < 3) {
            return Optional.empty();
        }
        return switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    session.beside().isEmpty() ? Optional.empty() : Optional.of(inFile(part));
            case Dialect.Postgresql _ ->
                    Optional.of(
                            Sql.of("SELECT n FROM " + table + " WHERE ")
                                    .with(Sql.like("folded", Sql.part(part))));
        };
    }

    private Sql inFile(String part) {
        return Sql.of(
                        "SELECT rowid AS n FROM %1$s.%2$s_text WHERE %2$s_text MATCH ?"
                                .formatted(SearchFile.NAME, table),
                        trigrams(part))
                .with(
                        Sql.of(
                                " UNION ALL SELECT n FROM %s WHERE n > ".formatted(table)
                                        + followed("'" + table + "'")
                                        + " AND "))
                .with(Sql.like("folded", Sql.part(part)))
                .with(
                        Sql.of(
                                " UNION ALL SELECT entity_n FROM text_change WHERE n > "
                                        + followed("'change'")
                                        + " AND entity = ?",
                                table));
    }

    private static String followed(String name) {
        return "(SELECT p.n FROM %s.progress p WHERE p.name = %s)".formatted(SearchFile.NAME, name);
    }

    /// Those with digits first, which are rare; then spread over the text.
    private static String trigrams(String part) {
        int[] points = part.codePoints().toArray();
        Set<String> trigrams = new LinkedHashSet<>();
        for (int i = 0; i + 3 <= points.length && trigrams.size() < TRIGRAMS_MAX; i++) {
            String trigram = new String(points, i, 3);
            if (trigram.chars().anyMatch(Character::isDigit)) {
                trigrams.add(trigram);
            }
        }
        int step = Math.max(1, (points.length - 2) / TRIGRAMS_MAX);
        for (int i = 0; i + 3 <= points.length && trigrams.size() < TRIGRAMS_MAX; i += step) {
            trigrams.add(new String(points, i, 3));
        }
        return trigrams.stream()
                .map(it -> '"' + it.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
    }
}
