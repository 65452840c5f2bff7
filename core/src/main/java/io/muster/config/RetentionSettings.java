package io.muster.config;

import java.time.Duration;
import java.util.Optional;

/// What the configuration says of how long things are kept that nobody needs for ever.
///
/// @param gone credentials that are nowhere any more, with all that is known of them
/// @param runs ended runs, with what they changed
/// @param history lines of history
/// @param feed lines of the change feed
/// @param audit what entries of the audit log say; empty: for ever
public record RetentionSettings(
        Duration gone, Duration runs, Duration history, Duration feed, Optional<Duration> audit) {
    private static final int AUDIT_DAYS_MIN = 365;

    /// Nothing is said: 400 days, 90, 400, 7 and for ever.
    public static final RetentionSettings USUAL =
            new RetentionSettings(
                    Duration.ofDays(400),
                    Duration.ofDays(90),
                    Duration.ofDays(400),
                    Duration.ofDays(7),
                    Optional.empty());

    static RetentionSettings of(Configuration configuration) {
        return new RetentionSettings(
                days(configuration, "gone"),
                days(configuration, "runs"),
                days(configuration, "history"),
                days(configuration, "feed"),
                audit(configuration));
    }

    private static Optional<Duration> audit(Configuration configuration) {
        int days = Integer.parseInt(configuration.text("keep.audit-days").orElseThrow());
        if (days != 0 && days < AUDIT_DAYS_MIN) {
            throw new IllegalArgumentException(
                    "keep.audit-days must be 0, for ever, or at least " + AUDIT_DAYS_MIN);
        }
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
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
