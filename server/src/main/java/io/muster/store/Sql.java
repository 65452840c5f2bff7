package io.muster.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A piece of SQL with the values of its parameters, so that pieces can be put together.
///
/// What people wrote is always a parameter, never text.
public record Sql(String text, List<Object> parameters) {
    public static final Sql TRUE = of("1 = 1");
    public static final Sql FALSE = of("1 = 0");

    /// Comes after every text that begins alike.
    private static final String LAST = "\uDBFF\uDFFF";

    public Sql {
        parameters = List.copyOf(parameters);
    }

    public static Sql of(String text, Object... parameters) {
        return new Sql(text, Arrays.asList(parameters));
    }

    /// This and `more`, as they stand.
    public Sql with(Sql more) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(more.parameters);
        return new Sql(text + more.text, all);
    }

    /// This and the text `more`.
    public Sql with(String more) {
        return new Sql(text + more, parameters);
    }

    public Sql not() {
        return of("NOT (").with(this).with(")");
    }

    public static Sql allOf(List<Sql> conditions) {
        return conditions.isEmpty() ? TRUE : joined(conditions, " AND ");
    }

    public static Sql anyOf(List<Sql> conditions) {
        return conditions.isEmpty() ? FALSE : of("(").with(joined(conditions, " OR ")).with(")");
    }

    /// Rows of any of the selects, some perhaps more than once.
    public static Sql union(List<Sql> selects) {
        return joined(selects, " UNION ALL ");
    }

    private static Sql joined(List<Sql> pieces, String between) {
        Sql all = pieces.getFirst();
        for (Sql piece : pieces.subList(1, pieces.size())) {
            all = all.with(between).with(piece);
        }
        return all;
    }

    /// `column` is one of `values`.
    public static Sql isOneOf(String column, List<?> values) {
        if (values.isEmpty()) {
            return FALSE;
        }
        String marks =
                IntStream.range(0, values.size())
                        .mapToObj(_ -> "?")
                        .collect(Collectors.joining(", "));
        return new Sql(
                values.size() == 1 ? column + " = ?" : column + " IN (" + marks + ")",
                List.copyOf(values));
    }

    /// The text in `column` begins with `prefix`; an index of the column serves.
    public static Sql startsWith(String column, String prefix) {
        return of(column + " >= ? AND " + column + " < ?", prefix, prefix + LAST);
    }

    /// The text in `column` is like `pattern`, made by [#part] or [#prefix].
    public static Sql like(String column, String pattern) {
        return of(column + " LIKE ? ESCAPE '\\'", pattern);
    }

    /// For [#like]: `text` occurs anywhere.
    public static String part(String text) {
        return '%' + escaped(text) + '%';
    }

    /// For [#like]: it begins with `text`.
    public static String prefix(String text) {
        return escaped(text) + '%';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    public Object[] values() {
        return parameters.toArray();
    }
}
