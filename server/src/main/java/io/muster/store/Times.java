package io.muster.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Instants as the database keeps them: microseconds since 1970 in UTC.
public final class Times {
    /// "Not yet": for what has not happened.
    public static final long NOT_YET = 0;

    /// For what never ends.
    public static final long NEVER = Long.MAX_VALUE;

    private Times() {}

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// Empty for "not yet" and "never".
    public static Optional<Instant> known(long micros) {
        return micros == NOT_YET || micros == NEVER
                ? Optional.empty()
                : Optional.of(instant(micros));
    }
}
