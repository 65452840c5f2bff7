package io.muster.inventory.search;

import io.muster.unit.Unit;
import java.util.List;
import java.util.Optional;

/// The questions that are kept under a name.
public interface Views {

    /// All: those that come with Muster first, then in order of name.
    List<View> all();

    Optional<View> find(String id);

    /// Makes (version 0) or changes one.
    ///
    /// @return as it is kept, with its new version
    /// @throws Refused when it was changed meanwhile, comes with Muster, or asks for nothing that
    ///   exists
    View save(Unit unit, View view);

    /// @throws Refused when it was changed meanwhile, or comes with Muster
    void remove(Unit unit, String id, long version);
}
