package io.muster.inventory.graph;

import io.muster.inventory.Viewer;
import io.muster.model.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a machine may do, as sources tell, now and before: its own grants and those of its
/// credentials. A grant is known from the run that first told it; whether it was there before
/// nobody knows.
public interface Permissions {
    /// So many are looked at.
    int MOST = 5_000;

    /// How `from` and `to` differ, what was gained first.
    ///
    /// @throws Refused when there is no such identity for the viewer
    Difference between(Viewer viewer, String identity, Instant from, Instant to);

    /// @param isCut whether there are more than [#MOST]
    record Difference(List<Held> held, boolean isCut) {
        public Difference {
            held = List.copyOf(held);
        }
    }

    /// What became of it from one time to the other.
    enum Change {
        GAINED,
        LOST,
        /// It is there under other restrictions.
        CHANGED,
        KEPT
    }

    /// @param right as the provider spells it
    /// @param resource on what
    /// @param scope under which restrictions; of what was lost, the last
    /// @param place where that is written
    /// @param source who told
    /// @param since when it was first seen
    /// @param until when it was gone
    record Held(
            String right,
            String resource,
            Facts scope,
            String place,
            String source,
            Instant since,
            Optional<Instant> until,
            Change change) {}
}
