package io.muster.audit;

import io.muster.unit.Unit;

/// How far each follower was told.
public interface Positions {

    /// The index of the first entry that `follower` has not taken; 0 for one that is new.
    long of(String follower);

    /// Keeps that `follower` has taken everything before `next`.
    void keep(Unit unit, String follower, long next);
}
