package io.muster.contract;

import java.time.Instant;
import java.util.Optional;

/// A run of a source: one look at all its targets.
///
/// @param reporter who looked: this node, or the token of a scanner
/// @param state running, completed, failed or interrupted
public record RunLine(
        String id,
        String source,
        String reporter,
        String state,
        Instant started,
        Optional<Instant> ended,
        RunCounts counts,
        Optional<String> message) {}
