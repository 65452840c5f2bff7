package io.muster.telemetry;

import java.util.List;
import java.util.Map;

/// A figure of the server, as `/metrics` has it.
///
/// @param help one line for people
public record Figure(String name, String help, Kind kind, List<Sample> samples) {
    public Figure {
        samples = List.copyOf(samples);
    }

    /// What its values mean.
    public enum Kind {
        /// Counted since the server began.
        COUNTER,
        /// As it is now.
        GAUGE
    }

    public record Sample(Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }
    }

    /// How values are spread.
    ///
    /// @param bounds upper ones
    /// @param counts of each bound those that are not above it and above the one before; one more
    ///   for those above all
    public record Spread(
            String name, String help, List<Double> bounds, List<Long> counts, double sum) {
        public Spread {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /// All of them at one time.
    public record All(List<Figure> figures, List<Spread> spreads) {
        public All {
            figures = List.copyOf(figures);
            spreads = List.copyOf(spreads);
        }
    }
}
