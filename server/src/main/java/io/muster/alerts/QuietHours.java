package io.muster.alerts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The time of each day in which nobody wants to be woken. From `from` on, before `until`; where
/// `until` is not later, it is that of the next day. Both the same is never.
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    /// Nobody sleeps.
    public static final QuietHours NONE =
            new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC"));

    /// When something that is to go out at `at` goes: then, or when they are over. Where clocks are
    /// put forward over the end, the end is when they have been.
    public Instant after(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = until.isBefore(from);
        boolean quiet =
                overnight
                        ? !time.isBefore(from) || time.isBefore(until)
                        : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return at;
        }
        boolean tomorrow = overnight && !time.isBefore(from);
        return local.toLocalDate()
                .plusDays(tomorrow ? 1 : 0)
                .atTime(until)
                .atZone(zone)
                .toInstant();
    }
}
