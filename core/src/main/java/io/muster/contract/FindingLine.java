package io.muster.contract;

import java.time.Instant;
import java.util.Optional;

/// A rule that something breaks, or broke.
///
/// @param resolved since when it no longer does
/// @param reopened how often it came back
public record FindingLine(
        String id,
        String rule,
        String severity,
        String message,
        String remedy,
        Optional<Named> credential,
        Optional<Named> identity,
        Instant opened,
        Optional<Instant> resolved,
        long reopened,
        Optional<Named> owner) {}
