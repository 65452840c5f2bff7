package io.muster.access;

import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Optional;

/// Where answers are kept for requests that come again.
public interface Answers {

    /// An answer, or that there will be one.
    ///
    /// @param request hash of what was asked
    /// @param status 0 while it is being answered
    /// @param text of the answer, JSON; empty when there is none to show again
    /// @param at when it was begun
    record Kept(Bytes request, int status, String text, Instant at) {}

    Optional<Kept> find(Unit unit, String actor, String key);

    /// Keeps, or replaces what was kept.
    void keep(Unit unit, String actor, String key, Kept kept);

    void forget(Unit unit, String actor, String key);

    /// Removes what was begun before `at`.
    ///
    /// @return how many
    int removeBefore(Unit unit, Instant at);
}
