package io.muster.alerts;

import io.muster.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which alerts go where. Of several routes that fit, all are taken; without any route everything
/// goes everywhere.
public record Routes(List<Route> routes, Set<String> channels) {
    public Routes {
        routes = List.copyOf(routes);
        channels = Set.copyOf(channels);
    }

    /// What is empty fits everything.
    ///
    /// @param severity this one or worse
    /// @param teams ids
    /// @param channels by name
    public record Route(
            Set<AlertKind> kinds,
            Optional<Severity> severity,
            Set<String> teams,
            Set<String> channels) {
        public Route {
            kinds = Set.copyOf(kinds);
            teams = Set.copyOf(teams);
            channels = Set.copyOf(channels);
        }

        private boolean fits(Alert alert, Set<String> toKnow) {
            return (kinds.isEmpty() || kinds.contains(alert.kind()))
                    && severity.filter(it -> !alert.severity().atLeast(it)).isEmpty()
                    && (teams.isEmpty() || toKnow.stream().anyMatch(teams::contains));
        }
    }

    /// The names of the channels by which `alert` leaves, in order.
    ///
    /// @param teams the ids of those that are to know
    public Set<String> of(Alert alert, Set<String> teams) {
        Set<String> found = new TreeSet<>();
        if (routes.isEmpty()) {
            found.addAll(channels);
        }
        routes.stream()
                .filter(it -> it.fits(alert, teams))
                .forEach(it -> found.addAll(it.channels().isEmpty() ? channels : it.channels()));
        return found;
    }
}
