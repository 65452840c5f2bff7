package io.muster.inventory;

import java.util.Set;

/// Whose eyes a question is asked with: what they may not see is not there, not even in a total.
public sealed interface Viewer {

    /// Sees all of the roll.
    record Everything() implements Viewer {}

    /// Sees what belongs to these teams and nothing else.
    ///
    /// @param ids the teams' ids
    record Teams(Set<String> ids) implements Viewer {
        public Teams {
            ids = Set.copyOf(ids);
        }
    }
}
