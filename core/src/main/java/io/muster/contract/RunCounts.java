package io.muster.contract;

/// What a run came to. Everything seen is new, known or rejected.
///
/// @param gone sightings that ended because a completed place no longer has them
/// @param back sightings that had ended and are there again
public record RunCounts(
        long seen,
        long added,
        long known,
        long rejected,
        long gone,
        long back,
        long unreadable,
        long files,
        long bytes,
        long endpoints) {}
