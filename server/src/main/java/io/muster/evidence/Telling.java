package io.muster.evidence;

import io.muster.inventory.Viewer;
import java.util.Optional;

/// Where it is kept what sources told.
public interface Telling {

    /// What was told of the identity `id` that touches `span`; empty when there is none or the
    /// viewer may not see it.
    ///
    /// @param limit of each list
    Optional<Told> of(Viewer viewer, String id, Span span, int limit);
}
