package io.muster.access;

import io.muster.http.Problem;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses sign-in codes: after ten wrong ones from an address within a minute,
/// the next are refused unseen until the minute is over.
///
/// Guessing 256 bits is hopeless anyway; but each attempt is a write, and nobody has to be known
/// for it. Tokens are only looked up and need no throttle: one scanner with a withdrawn token must
/// not keep out everything else behind its address.
final class Throttle {
    private static final int FAILURES_MAX = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES_MAX = 10_000;

    private final InstantSource clock;

    /// Guarded by itself. The eldest goes when it is full: a flood of addresses makes us forget,
    /// not grow.
    private final Map<InetAddress, Failures> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, Failures> eldest) {
                    return size() > ADDRESSES_MAX;
                }
            };

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    private record Failures(Instant since, int count) {}

    /// @throws io.muster.http.Refused when `address` has guessed wrong too often
    void check(InetAddress address) {
        Instant now = clock.instant();
        synchronized (failures) {
            Failures known = failures.get(address);
            if (known != null && known.count() >= FAILURES_MAX) {
                Duration left = Duration.between(now, known.since().plus(WINDOW));
                if (left.isPositive()) {
                    throw Problem.TOO_MANY
                            .because("Too many wrong codes came from this address.")
                            .until(left);
                }
            }
        }
    }

    void failed(InetAddress address) {
        Instant now = clock.instant();
        synchronized (failures) {
            failures.merge(
                    address,
                    new Failures(now, 1),
                    (known, one) ->
                            now.isBefore(known.since().plus(WINDOW))
                                    ? new Failures(known.since(), known.count() + 1)
                                    : one);
        }
    }
}
