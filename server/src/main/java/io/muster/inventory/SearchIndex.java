package io.muster.inventory;

import io.muster.unit.Unit;

/// The index in which parts of words are found. It follows what is written, a moment behind; a
/// database that keeps its own has nothing to do here.
public interface SearchIndex {

    /// Adds some of what is not in the index yet; a few milliseconds of work.
    ///
    /// @return how many rows; call again until there are none
    int follow(Unit unit);
}
