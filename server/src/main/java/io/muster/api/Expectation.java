package io.muster.api;

import io.muster.http.Problem;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;
import java.time.Duration;
import java.util.Optional;

/// How long a source may be silent, as people write it: `90min`, `36h`, `2d`.
final class Expectation {
    private static final String EVERY = "every ";

    private Expectation() {}

    /// What follows from a schedule: one missed run is no reason for alarm, two are. Empty for one
    /// that only people start.
    static Optional<Duration> of(String schedule) {
        return period(schedule, "").map(it -> it.multipliedBy(2));
    }

    /// Empty when `text` is: nobody counts on it.
    static Optional<Duration> parse(String text) {
        return text.isBlank()
                ? Optional.empty()
                : period(
                        EVERY + text.strip(),
                        "'expectedEvery' is how long a source may be silent: 90min, 36h, 2d; or empty.");
    }

    /// In the largest unit that is exact.
    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes % (24 * 60) == 0) {
            return minutes / (24 * 60) + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "min";
    }

    /// @param otherwise what to say of a text that is no schedule; empty for what it says itself
    private static Optional<Duration> period(String schedule, String otherwise) {
        try {
            return Schedule.parse(schedule).period();
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because(otherwise.isEmpty() ? e.reason() : otherwise);
        }
    }
}
