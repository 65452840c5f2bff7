package io.muster.config;

import java.time.Duration;

/// What the configuration says of how long things are kept that nobody needs for ever.
///
/// @param gone credentials that are nowhere any more, with all that is known of them
/// @param runs ended runs, with what they changed
/// @param history lines of history
/// @param feed lines of the change feed
public record RetentionSettings(Duration gone, Duration runs, Duration history, Duration feed) {
    /// Nothing is said: 400 days, 90, 400 and 7.
    public static final RetentionSettings USUAL =
            new RetentionSettings(
                    Duration.ofDays(400),
                    Duration.ofDays(90),
                    Duration.ofDays(400),
                    Duration.ofDays(7));

    static RetentionSettings of(Configuration configuration) {
        return new RetentionSettings(
                days(configuration, "gone"),
                days(configuration, "runs"),
                days(configuration, "history"),
                days(configuration, "feed"));
    }

    private static Duration days(Configuration configuration, String what) {
        String name = "keep." + what + "-days";
        int days = Integer.parseInt(configuration.text(name).orElseThrow());
        if (days < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
        return Duration.ofDays(days);
    }
}
