package io.muster.discovery;

import java.util.function.Consumer;

/// Works out what some content is and what is in it. Safe for use by several threads.
public interface ContentReader {

    /// Hands over everything found in `content`. Never throws for what the content holds: what
    /// cannot be read is an [Observation.Unreadable].
    ///
    /// @param source the name that the sightings carry
    void read(Content content, String source, Consumer<Observation> out)
            throws InterruptedException;
}
