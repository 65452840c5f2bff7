package io.muster.api;

import io.muster.http.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What is shown of rows that have a number of their own. One row more than is shown was asked for:
/// it says that others follow, and the cursor is the number of the last that is shown.
///
/// @param next the cursor; empty at the end
record Cut<T>(List<T> shown, Optional<String> next) {

    static <T> Cut<T> of(List<T> found, int limit, ToLongFunction<T> number) {
        if (found.size() <= limit) {
            return new Cut<>(found, Optional.empty());
        }
        List<T> shown = found.subList(0, limit);
        return new Cut<>(shown, Optional.of(Long.toString(number.applyAsLong(shown.getLast()))));
    }

    /// As a page of a list that nobody has counted.
    <V> Page<V> page(Function<? super T, V> view) {
        return page(view, shown.size(), next.map(_ -> true));
    }

    /// @param total how many there are
    <V> Page<V> page(Function<? super T, V> view, long total) {
        return page(view, total, Optional.empty());
    }

    private <V> Page<V> page(
            Function<? super T, V> view, long total, Optional<Boolean> totalIsAtLeast) {
        return new Page<>(shown.stream().map(view).toList(), next, total, totalIsAtLeast);
    }
}
