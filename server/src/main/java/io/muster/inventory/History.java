package io.muster.inventory;

import java.time.Instant;
import java.util.List;

/// What became of one thing in the course of time, the newest first. What was seen again as it was
/// leaves no line.
public interface History {

    /// @param before the number of the last line that was seen; 0 for the newest
    List<Line> of(Entity entity, long before, int limit);

    /// @param change one JSON object
    record Line(long number, Instant at, Actor actor, String change) {}
}
