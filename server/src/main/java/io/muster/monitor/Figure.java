package io.muster.monitor;

import java.time.Instant;
import java.util.Optional;

/// A figure that is kept day by day.
///
/// @param name what it is, such as `posture:sound-keys` or `growth:type:secret`
/// @param part what is counted
/// @param whole of how many; of a number alone, 0
public record Figure(String name, Instant at, long part, long whole) {

    /// The part of the whole, from 0 to 1; empty where there is no whole.
    public Optional<Double> share() {
        return whole <= 0
                ? Optional.empty()
                : Optional.of(Math.clamp((double) part / (double) whole, 0.0, 1.0));
    }

    /// What comes after the first `prefix.length()` characters of the name.
    public String below(String prefix) {
        return name.substring(prefix.length());
    }

    /// What the figure `name` of a team is called.
    public static String ofTeam(String team, String name) {
        return "team:" + team + "/" + name;
    }
}
