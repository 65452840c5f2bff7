package io.muster.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the configuration says of how findings are dealt with, and what of that is shown to others.
///
/// @param securityTeam the id of the team that must agree to exceptions
/// @param days by severity, within how many days a finding is to be dealt with
/// @param monthlyReports which reports are made each month besides the summary, by their ids
public record Governing(
        String securityTeam, Map<String, Integer> days, List<String> monthlyReports) {
    /// Nothing is said.
    public static final Governing USUAL =
            new Governing(
                    "security",
                    Map.of("critical", 1, "high", 7, "medium", 30, "low", 90),
                    List.of());

    public Governing {
        days = Map.copyOf(days);
        monthlyReports = List.copyOf(monthlyReports);
    }

    static Governing of(Configuration configuration) {
        Map<String, Integer> days = new TreeMap<>();
        for (String severity : USUAL.days().keySet()) {
            String text = configuration.text("findings." + severity + "-days").orElseThrow();
            days.put(severity, Integer.valueOf(text));
        }
        return new Governing(
                configuration.text("teams.security").orElse(USUAL.securityTeam()),
                days,
                configuration.texts("reports.monthly"));
    }
}
