package io.muster.alerts;

import io.muster.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How long before its end something is told about.
///
/// A credential: 30, 14, 7, 3 and 1 days. An authority: 365, 180, 90 and 30 days. What lives
/// shorter than 90 days (an authority: three years) is told at the same fractions of its life: a
/// certificate of six days 48 hours before its end, and 22, 11, 4 and 1 hours. What lives less than
/// two days is renewed by machines many times a week and is not told about.
///
/// @param steps the longest first
public record Steps(List<Step> steps) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Integer> USUAL_DAYS = List.of(30, 14, 7, 3, 1);
    private static final Duration USUAL_LIFE = DAY.multipliedBy(90);
    private static final List<Severity> USUAL_SEVERITIES =
            List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.HIGH, Severity.CRITICAL);
    private static final List<Integer> AUTHORITY_DAYS = List.of(365, 180, 90, 30);
    private static final Duration AUTHORITY_LIFE = DAY.multipliedBy(3 * 365);
    private static final List<Severity> AUTHORITY_SEVERITIES =
            List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    private static final Duration TOO_SHORT = DAY.multipliedBy(2);

    public Steps {
        steps = List.copyOf(steps);
    }

    /// One of them.
    ///
    /// @param before the end
    /// @param label as people say it: `7d`, `53h`, `90min`
    public record Step(Duration before, String label, Severity severity) {}

    /// Of a credential.
    ///
    /// @param life empty when nobody knows when it began
    public static Steps of(Optional<Duration> life) {
        return scaled(life, USUAL_DAYS, USUAL_LIFE, USUAL_SEVERITIES);
    }

    /// Of an authority.
    public static Steps ofAuthority(Optional<Duration> life) {
        return scaled(life, AUTHORITY_DAYS, AUTHORITY_LIFE, AUTHORITY_SEVERITIES);
    }

    private static Steps scaled(
            Optional<Duration> life, List<Integer> days, Duration full, List<Severity> severities) {
        Duration whole = life.filter(it -> it.compareTo(full) < 0).orElse(full);
        if (whole.compareTo(TOO_SHORT) < 0) {
            return new Steps(List.of());
        }
        return new Steps(
                IntStream.range(0, days.size())
                        .mapToObj(i -> {
                            long seconds =
                                    DAY.multipliedBy(days.get(i)).toSeconds()
                                            * whole.toMinutes()
                                            / full.toMinutes();
                            Duration before = Duration.ofSeconds(seconds);
                            return new Step(before, label(before), severities.get(i));
                        })
                        .toList());
    }

    /// The shortest that has been passed at `now`; none before the first, and after the end.
    public Optional<Step> passed(Instant notAfter, Instant now) {
        if (!now.isBefore(notAfter)) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, notAfter);
        return steps.stream().filter(it -> it.before().compareTo(left) >= 0).reduce((_, it) -> it);
    }

    /// When the next one is passed; empty after the last.
    public Optional<Instant> next(Instant notAfter, Instant now) {
        return steps.stream()
                .map(it -> notAfter.minus(it.before()))
                .filter(it -> it.isAfter(now))
                .findFirst();
    }

    /// `7 d`, `53 h` or `90 min` without the space; days where they are whole or many.
    static String label(Duration time) {
        long hours = time.toHours();
        if (hours >= 72 || (hours >= 24 && hours % 24 == 0)) {
            return (hours + 12) / 24 + "d";
        }
        return hours >= 2 ? hours + "h" : time.toMinutes() + "min";
    }
}
