package io.muster.inventory.findings;

import io.muster.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Within what time a finding is to be dealt with, by its severity.
///
/// @param within none for what may stay
public record Deadlines(Map<Severity, Duration> within) {

    /// A day, a week, a month, a quarter; what is only worth knowing may stay.
    public static final Deadlines USUAL =
            new Deadlines(
                    Map.of(
                            Severity.CRITICAL, Duration.ofDays(1),
                            Severity.HIGH, Duration.ofDays(7),
                            Severity.MEDIUM, Duration.ofDays(30),
                            Severity.LOW, Duration.ofDays(90)));

    public Deadlines {
        within = Map.copyOf(within);
    }

    /// When a finding that was opened or reopened at `since` is due; empty for never.
    public Optional<Instant> after(Severity severity, Instant since) {
        return Optional.ofNullable(within.get(severity)).map(since::plus);
    }
}
