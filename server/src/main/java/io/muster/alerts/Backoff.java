package io.muster.alerts;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to wait before something is tried again: half a minute, then twice as long each time up
/// to an hour, a quarter more or less, so that what failed together does not come back together.
final class Backoff {
    /// How often something is tried: for some thirteen hours.
    static final int ATTEMPTS = 20;

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int DOUBLINGS_MAX = 7;

    private Backoff() {}

    /// @param attempts how often it has failed
    /// @return empty when it is given up
    static Optional<Duration> after(int attempts, RandomGenerator random) {
        if (attempts >= ATTEMPTS) {
            return Optional.empty();
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS_MAX));
        Duration wait = doubled.compareTo(MOST) < 0 ? doubled : MOST;
        return Optional.of(
                Duration.ofMillis((long) (wait.toMillis() * random.nextDouble(0.75, 1.25))));
    }
}
