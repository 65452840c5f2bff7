package io.muster.config;

import java.util.Map;
import java.util.TreeMap;

/// What the configuration says of how findings are dealt with.
///
/// @param securityTeam the id of the team that must agree to exceptions
/// @param days by severity, within how many days a finding is to be dealt with
public record Governing(String securityTeam, Map<String, Integer> days) {
    /// Nothing is said.
    public static final Governing USUAL =
            new Governing("security", Map.of("critical", 1, "high", 7, "medium", 30, "low", 90));

    public Governing {
        days = Map.copyOf(days);
    }

    static Governing of(Configuration configuration) {
        Map<String, Integer> days = new TreeMap<>();
        for (String severity : USUAL.days().keySet()) {
            String text = configuration.text("findings." + severity + "-days").orElseThrow();
            days.put(severity, Integer.valueOf(text));
        }
        return new Governing(
                configuration.text("teams.security").orElse(USUAL.securityTeam()), days);
    }
}
