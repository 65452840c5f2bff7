package io.muster.scan;

import io.muster.discovery.Source;
import io.muster.model.Facts;
import java.util.List;

/// What a person pointed at, and the sources that look at it.
///
/// @param text as given
/// @param labels facts that the person knows of it (`label.env`); every sighting there carries them
/// @param lane what its sources wait for
public record Target(String text, List<Source> sources, Facts labels, Lane lane) {
    public Target {
        sources = List.copyOf(sources);
    }

    /// Targets of one lane must not starve each other.
    public enum Lane {
        /// Uses all processors by itself: one after another.
        DISK,
        /// Mostly waits: many at once.
        NETWORK
    }
}
