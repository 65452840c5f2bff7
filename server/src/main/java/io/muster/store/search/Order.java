package io.muster.store.search;

import io.muster.inventory.query.QueryRefused;
import io.muster.store.Sql;
import java.util.Locale;
import java.util.Map;

/// How a list is sorted: by one column that has an index with `n` behind it.
///
/// @param name as people write it, `expires` or `-expires`
/// @param column with its table's alias
/// @param direction for both column and `n`, so that one comparison of rows goes on after a page
record Order(String name, String column, Direction direction) {

    /// The column whose index knows what rows are asked for most.
    static final String COVERING = "c.not_after";

    enum Direction {
        ASC(">"),
        DESC("<");

        private final String after;

        Direction(String after) {
            this.after = after;
        }
    }

    /// @param sort as asked; empty for `usual`
    /// @param columns what can be asked, by name
    static Order of(String sort, String usual, Map<String, String> columns) throws QueryRefused {
        String asked = sort.isEmpty() ? usual : sort.toLowerCase(Locale.ROOT);
        boolean largestFirst = asked.startsWith("-");
        String column = columns.get(largestFirst ? asked.substring(1) : asked);
        if (column == null) {
            throw new QueryRefused(
                    0,
                    "There is no sort %s; sort by one of %s, with - in front for the largest first."
                            .formatted(
                                    asked,
                                    String.join(
                                            ", ", columns.keySet().stream().sorted().toList())));
        }
        return new Order(asked, column, largestFirst ? Direction.DESC : Direction.ASC);
    }

    /// Whether rows in this order can be checked without reading them.
    boolean isCovering() {
        return column.equals(COVERING);
    }

    /// The rows after the one with `key` and `number`.
    Sql after(String n, Object key, long number) {
        return Sql.of("(%s, %s) %s (?, ?)".formatted(column, n, direction.after), key, number);
    }

    /// What to sort by.
    String by(String n) {
        return "%s %s, %s %s".formatted(column, direction, n, direction);
    }
}
