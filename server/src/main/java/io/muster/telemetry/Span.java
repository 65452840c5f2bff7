package io.muster.telemetry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that was done, from when to when.
///
/// @param parent the span during which it was done
/// @param name of which there are few: it never has what somebody asked for
/// @param attributes texts and whole numbers; never what may be a secret
/// @param failure what kind of failure it ended with; never its words
public record Span(
        TraceContext context,
        Optional<String> parent,
        Kind kind,
        String name,
        Instant began,
        Instant ended,
        Map<String, Object> attributes,
        Optional<String> failure) {
    public Span {
        attributes = Map.copyOf(attributes);
    }

    /// What it is to others, with the number that the protocol has for it.
    public enum Kind {
        INTERNAL(1),
        SERVER(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
