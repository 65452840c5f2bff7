package io.muster.evidence;

import java.time.Instant;

/// From one time to another, the latter excluded.
public record Span(Instant from, Instant to) {
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins");
        }
    }

    /// Whether `time` lies within.
    public boolean has(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
