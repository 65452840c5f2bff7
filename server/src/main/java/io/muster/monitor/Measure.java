package io.muster.monitor;

import io.muster.monitor.ProgramMetric.State;
import java.time.Instant;
import java.util.Optional;

/// What a metric was at a time.
///
/// @param team whose figure it is, by its id; empty for that of the whole estate
/// @param part what is counted, such as identities without an owner
/// @param whole of how many; of a count, of how many it could be
public record Measure(String team, ProgramMetric metric, Instant at, long part, long whole) {

    /// Of the whole estate.
    public Measure(ProgramMetric metric, Instant at, long part, long whole) {
        this("", metric, at, part, whole);
    }

    /// In the unit of the metric, with two decimals; empty when there is nothing to have a share
    /// of.
    public Optional<Double> value() {
        return switch (metric.unit()) {
            case COUNT -> Optional.of((double) part);
            case PERCENT ->
                    whole == 0
                            ? Optional.empty()
                            : Optional.of(
                                    Math.round(10_000.0 * (double) part / (double) whole) / 100.0);
        };
    }

    public State state() {
        return value().map(metric.line()::state).orElse(State.UNKNOWN);
    }
}
