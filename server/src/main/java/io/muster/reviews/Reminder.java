package io.muster.reviews;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What reviewers are told as the end of a review comes near: that it has begun, at half of its
/// time, 7 days, 3 days and 1 day before its end, at its end, and then every week, four times.
///
/// @param label tells one from another
/// @param overdue whether the end has passed: then the team above is told
public record Reminder(String label, boolean overdue) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int WEEKS_MAX = 4;

    /// The last that `now` has passed.
    public static Reminder at(Instant started, Instant due, Instant now) {
        if (!now.isBefore(due)) {
            long weeks = Math.min(WEEKS_MAX, Duration.between(due, now).toDays() / 7);
            return new Reminder(weeks == 0 ? "overdue" : "overdue " + weeks * 7 + "d", true);
        }
        return near(due, now, 1)
                .or(() -> near(due, now, 3))
                .or(() -> near(due, now, 7))
                .or(() ->
                        now.isBefore(started.plus(Duration.between(started, due).dividedBy(2)))
                                ? Optional.empty()
                                : Optional.of(new Reminder("half", false)))
                .orElse(new Reminder("begun", false));
    }

    private static Optional<Reminder> near(Instant due, Instant now, int days) {
        return now.isBefore(due.minus(DAY.multipliedBy(days)))
                ? Optional.empty()
                : Optional.of(new Reminder(days + "d", false));
    }
}
