package io.muster.store.query;

import io.muster.inventory.query.Folded;
import io.muster.inventory.query.Pattern;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A column that has few different values, among them those that people wrote in capitals: a
/// pattern is held against each value, and the database is asked for the ones that fit.
///
/// @param select all different values, in order; its first column is the text, its second what to
///   compare with
public record Dictionary(String select) {
    private static final int VALUES_MAX = 10_000;

    /// The different values of a column that has an index which begins with it.
    public static Dictionary ofColumn(String table, String column) {
        return new Dictionary(
                """
                WITH RECURSIVE t(v) AS (
                  SELECT min(%2$s) FROM %1$s
                  UNION ALL
                  SELECT (SELECT min(%2$s) FROM %1$s WHERE %2$s > v) FROM t WHERE v IS NOT NULL)
                SELECT v, v FROM t WHERE v IS NOT NULL LIMIT %3$d
                """
                        .formatted(table, column, VALUES_MAX));
    }

    /// The rows of a small table, by the name that people use.
    public static Dictionary ofTable(String table, String column) {
        return new Dictionary(
                "SELECT %2$s, n FROM %1$s ORDER BY %2$s LIMIT %3$d"
                        .formatted(table, column, VALUES_MAX));
    }

    /// The texts that fit one of `patterns`.
    public List<String> texts(Session session, List<Pattern> patterns) throws SQLException {
        return session.all(select, row -> row.text(1)).stream()
                .filter(it -> fits(it, patterns))
                .toList();
    }

    /// The rows whose names fit one of `patterns`.
    List<Long> numbers(Session session, List<Pattern> patterns) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        session.each(
                select,
                row -> {
                    if (fits(row.text(1), patterns)) {
                        numbers.add(row.number(2));
                    }
                });
        return numbers;
    }

    private static boolean fits(String value, List<Pattern> patterns) {
        String folded = Folded.of(value);
        return patterns.stream()
                .anyMatch(it ->
                        switch (it) {
                            case Pattern.Whole whole -> folded.equals(whole.text());
                            case Pattern.Prefix prefix -> folded.startsWith(prefix.text());
                            case Pattern.Part part -> folded.contains(part.text());
                            case Pattern.Absent _ -> value.isEmpty();
                        });
    }
}
