package io.muster.inventory.search;

import java.util.Optional;

/// Which part of a list is wanted.
///
/// @param sort the name of a column, with `-` in front for the largest first; empty for the list's
///   own order
/// @param limit how many rows, 1 to 1,000
/// @param cursor `next` of the page before; empty for the first page
public record PageRequest(String sort, int limit, Optional<String> cursor) {
    /// The largest page.
    public static final int LIMIT_MAX = 1_000;

    /// The first `limit` rows in the list's own order.
    public static PageRequest first(int limit) {
        return new PageRequest("", limit, Optional.empty());
    }

    /// The first `limit` rows, ordered by `sort`.
    public static PageRequest first(int limit, String sort) {
        return new PageRequest(sort, limit, Optional.empty());
    }

    /// The page that starts at `next`, otherwise alike.
    public PageRequest at(String next) {
        return new PageRequest(sort, limit, Optional.of(next));
    }
}
