package io.muster.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param next the cursor of the part that follows; none at the end
/// @param total how many fit the query, exact to 10,000
/// @param totalIsAtLeast `true` when there may be more than `total`
public record Page<T>(
        List<T> items,
        @JsonInclude Optional<String> next,
        long total,
        Optional<Boolean> totalIsAtLeast) {

    public Page {
        items = List.copyOf(items);
    }

    /// All there is, for lists that are short by nature.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty(), items.size(), Optional.empty());
    }
}
