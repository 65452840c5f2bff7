package io.muster.inventory.search;

import java.util.Optional;

/// The index in which parts of words are found. It follows what is written, a moment behind, and
/// what it lacks is looked for in the rows themselves; a database that keeps its own has nothing to
/// do here.
public interface SearchIndex {

    /// Adds some of what is not in the index yet, beside whoever writes; makes the index anew where
    /// there is none that can be used.
    ///
    /// @return how many rows; call again until there are none
    /// @throws io.muster.unit.Unavailable when it cannot be kept now; the next call tries again
    int follow();

    /// How many rows it lacked when it had followed last.
    long behind();

    /// Why searches take longer than they should, and what becomes of it; empty when they do not.
    Optional<String> trouble();
}
