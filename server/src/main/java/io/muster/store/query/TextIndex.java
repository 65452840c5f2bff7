package io.muster.store.query;

import io.muster.store.Dialect;
import io.muster.store.SearchFile;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tables whose `folded` column is searched by parts.
///
/// An index of trigrams knows which rows have all trigrams of a text, not in what order: it finds
/// too many rows, and each is checked again.
public enum TextIndex {
    CREDENTIAL("credential"),
    IDENTITY("identity"),
    PLACE("place");

    /// So many trigrams of a long text are enough.
    private static final int TRIGRAMS_MAX = 6;

    /// So many digits are there of any fingerprint, whatever stands before them.
    private static final int DIGITS = 14;

    private static final Pattern FINGERPRINT = Pattern.compile("(?:sha256|hmac:\\d{1,2}):(.{3,})");

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
                    session.beside().isEmpty()
                            ? Optional.empty()
                            : Optional.of(inFile(part, Sql.like("folded", Sql.part(part))));
            case Dialect.Postgresql _ ->
                    Optional.of(
                            Sql.of("SELECT n FROM " + table + " WHERE ")
                                    .with(Sql.like("folded", Sql.part(part))));
        };
    }

    /// Selects `n` of the credentials whose fingerprint may begin with `text`; empty where only the
    /// rows can tell.
    public static Optional<Sql> fingerprint(Session session, String text) {
        Sql check = Sql.startsWith("fingerprint", text);
        return switch (session.dialect()) {
            case Dialect.Sqlite _ -> {
                Matcher known = FINGERPRINT.matcher(text);
                yield session.beside().isEmpty() || !known.matches()
                        ? Optional.empty()
                        : Optional.of(
                                CREDENTIAL.inFile(
                                        known.group(1)
                                                .substring(
                                                        0,
                                                        Math.min(DIGITS, known.group(1).length())),
                                        check));
            }
            case Dialect.Postgresql _ ->
                    Optional.of(Sql.of("SELECT n FROM credential WHERE ").with(check));
        };
    }

    /// @param check for the rows that the file lacks
    private Sql inFile(String part, Sql check) {
        return Sql.of(
                        "SELECT rowid AS n FROM %1$s.%2$s_text WHERE %2$s_text MATCH ?"
                                .formatted(SearchFile.NAME, table),
                        trigrams(part))
                .with(
                        Sql.of(
                                " UNION ALL SELECT n FROM %s WHERE n > ".formatted(table)
                                        + followed("'" + table + "'")
                                        + " AND "))
                .with(check)
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
