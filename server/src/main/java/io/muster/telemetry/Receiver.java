package io.muster.telemetry;

import java.time.Duration;

/// Whoever is told.
@FunctionalInterface
public interface Receiver {

    /// Hands `content` over, within a minute.
    ///
    /// @param signal `traces` or `metrics`
    Answer take(String signal, byte[] content);

    /// How that went.
    sealed interface Answer {
        /// It was taken.
        record Taken() implements Answer {}

        /// It was not, and may be another time.
        ///
        /// @param reason for the person who runs the server
        /// @param asked how long the other side asked to be left alone
        record Later(String reason, Duration asked) implements Answer {}

        /// It was not, and never will be.
        record Refused(String reason) implements Answer {}
    }
}
