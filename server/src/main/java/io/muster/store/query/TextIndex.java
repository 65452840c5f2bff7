package io.muster.store.query;

import io.muster.store.Dialect;
import io.muster.store.Sql;
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

    /// Selects `n` of the rows whose folded text may have `part` in it; empty for a text of under
    /// three characters.
    Optional<Sql> find(Dialect dialect, String part) {
        if (part.codePointCount(0, part.length()) < 3) {
            return Optional.empty();
        }
        return Optional.of(
                switch (dialect) {
                    case Dialect.Sqlite _ ->
                            Sql.of(
                                    "SELECT rowid AS n FROM %s_text WHERE %s_text MATCH ?"
                                            .formatted(table, table),
                                    trigrams(part));
                    case Dialect.Postgresql _ ->
                            Sql.of("SELECT n FROM " + table + " WHERE ")
                                    .with(Sql.like("folded", Sql.part(part)));
                });
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
