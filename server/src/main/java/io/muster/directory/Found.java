package io.muster.directory;

import java.util.List;

/// A part of what was looked for.
///
/// @param total how many there are in all
public record Found<T>(List<T> items, long total) {
    public Found {
        items = List.copyOf(items);
    }
}
