package io.muster.config;

import io.muster.model.Malformed;
import java.time.Duration;
import java.util.List;

/// How often owners are asked whether what they have is still needed, and how what is not goes.
///
/// @param accounts how often service accounts are reviewed: monthly, quarterly, half-yearly, yearly
///   or never
/// @param keys how often their keys are
/// @param open how long a review has
/// @param reducing how long a team has to take away what a review decided to take away
/// @param flagged how long what is unused is flagged before it is proposed to disable it
/// @param observing how long what is disabled is watched before it is proposed to delete it
public record ReviewSettings(
        String accounts,
        String keys,
        Duration open,
        Duration reducing,
        Duration flagged,
        Duration observing) {
    private static final List<String> WORDS =
            List.of("monthly", "quarterly", "half-yearly", "yearly", "never");
    private static final long DAYS_MAX = 365;

    /// What nobody has set.
    public static final ReviewSettings USUAL =
            new ReviewSettings(
                    "yearly",
                    "quarterly",
                    Duration.ofDays(30),
                    Duration.ofDays(30),
                    Duration.ofDays(14),
                    Duration.ofDays(30));

    static ReviewSettings of(Configuration configuration) throws Malformed {
        return new ReviewSettings(
                word(configuration, "reviews.accounts"),
                word(configuration, "reviews.keys"),
                days(configuration, "reviews.days"),
                days(configuration, "reviews.reduce-days"),
                days(configuration, "retirement.flagged-days"),
                days(configuration, "retirement.observing-days"));
    }

    private static String word(Configuration configuration, String name) throws Malformed {
        String word = configuration.text(name).orElseThrow();
        if (!WORDS.contains(word)) {
            throw new Malformed("'%s' must be one of %s".formatted(name, String.join(", ", WORDS)));
        }
        return word;
    }

    private static Duration days(Configuration configuration, String name) throws Malformed {
        long days = Long.parseLong(configuration.text(name).orElseThrow());
        if (days < 1 || days > DAYS_MAX) {
            throw new Malformed("'%s' must be a number from 1 to 365".formatted(name));
        }
        return Duration.ofDays(days);
    }
}
