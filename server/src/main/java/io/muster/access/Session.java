package io.muster.access;

import java.time.Duration;
import java.time.Instant;

/// A person at a browser, from sign-in until the session ends.
///
/// @param person an account of this machine, or of a provider ([Account#idOf])
/// @param expiresAt nothing makes it longer
/// @param usedAt when something was asked with it last, to a few minutes
public record Session(String person, Instant since, Instant expiresAt, Instant usedAt) {
    /// How long a session lasts: a working day, whatever happens in it.
    public static final Duration TIME_MAX = Duration.ofHours(12);

    /// How long it lasts when nothing is asked with it.
    public static final Duration IDLE_MAX = Duration.ofHours(8);

    /// How exact `usedAt` is.
    static final Duration USE_KEPT_EVERY = Duration.ofMinutes(5);

    /// One that begins now.
    static Session begun(String person, Instant now) {
        return new Session(person, now, now.plus(TIME_MAX), now);
    }

    /// When it is over if nothing more is asked with it.
    Instant over() {
        Instant idle = usedAt.plus(IDLE_MAX);
        return idle.isBefore(expiresAt) ? idle : expiresAt;
    }
}
