package io.muster.inventory.search;

import java.util.List;
import java.util.Optional;

/// Some rows of a list.
///
/// @param next the cursor of the page after this one; empty when this is the last
/// @param total of the whole list, not of this page
public record Page<T>(List<T> items, Optional<String> next, Total total) {
    public Page {
        items = List.copyOf(items);
    }
}
