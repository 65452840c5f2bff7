package io.muster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A source that somebody counts on: it is to be heard of again and again.
///
/// @param source its id
/// @param longest how long it may be silent
/// @param since when it began to be counted on
/// @param completed when it last completed a run; empty when it never did
/// @param trouble what became of its last run, when that did not complete; else empty
public record Watch(
        String source,
        Duration longest,
        Instant since,
        Optional<Instant> completed,
        Optional<String> trouble) {

    /// When it was heard of last, or could have been for the first time.
    public Instant heard() {
        return completed.filter(it -> it.isAfter(since)).orElse(since);
    }
}
