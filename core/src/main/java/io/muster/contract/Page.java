package io.muster.contract;

import java.util.List;
import java.util.Optional;

/// A piece of a list.
///
/// @param next the cursor of the piece after this one; empty at the end
/// @param total how many there are in all
/// @param totalIsAtLeast that `total` stopped counting: there are that many or more
public record Page<T>(List<T> items, Optional<String> next, long total, boolean totalIsAtLeast) {
    public Page {
        items = List.copyOf(items);
    }
}
