package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Overview;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.graph.Surroundings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// The roll in numbers, and what stands around a thing.
record OverviewRoutes(
        Statistics statistics, Surroundings surroundings, Whose whose, InstantSource clock) {
    private static final int NODES_USUAL = 100;
    private static final int NODES_MAX = 500;
    private static final int ISSUERS_MAX = 200;

    List<Route> routes() {
        return List.of(
                get("/api/v1/statistics", Permission.READ, "The roll in numbers.")
                        .forTeams()
                        .with(
                                Parameter.text(
                                        "since", "What changed since then; a day ago when absent."),
                                Whose.TEAM)
                        .answering(Overview.class)
                        .by(this::overview),
                get(
                                "/api/v1/issuers",
                                Permission.READ,
                                "Who has issued something, the busiest first.")
                        .forTeams()
                        .with(Whose.TEAM)
                        .answering(Issuers.class)
                        .by(this::issuers),
                get("/api/v1/graph", Permission.READ, "What stands around a thing.")
                        .forTeams()
                        .with(
                                Parameter.text("from", "credential:ID, identity:ID or place:TEXT."),
                                Parameter.number("depth", "How many steps, 1 or 2."),
                                Parameter.number("limit", "How many nodes at most, 1 to 500."))
                        .answering(Surroundings.Graph.class)
                        .by(this::around));
    }

    /// @param kinds public, ours, internal, ad hoc, each with how many there are
    record Issuers(List<Statistics.IssuerCount> items, List<Statistics.KindCount> kinds) {}

    private Response issuers(Request request) {
        Viewer viewer = whose.of(request);
        return Response.json(
                new Issuers(
                        statistics.issuers(viewer, ISSUERS_MAX), statistics.issuerKinds(viewer)));
    }

    private Response overview(Request request) {
        Instant since =
                request.query()
                        .text("since")
                        .map(OverviewRoutes::instant)
                        .orElseGet(() -> clock.instant().minus(Duration.ofDays(1)));
        return Response.json(statistics.overview(whose.of(request), since));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw Problem.BAD_REQUEST.because(
                    "'since' is an instant such as 2027-03-15T08:00:00Z.");
        }
    }

    private Response around(Request request) {
        String text = request.query().text("from").orElse("");
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw nothing();
        }
        Surroundings.Thing from =
                new Surroundings.Thing(kind(text.substring(0, colon)), text.substring(colon + 1));
        int depth = request.query().number("depth", 1, 1, 2);
        int limit = request.query().number("limit", NODES_USUAL, 1, NODES_MAX);
        return Response.json(
                surroundings
                        .around(Asking.viewer(request), from, depth, limit)
                        .orElseThrow(() ->
                                Problem.NOT_FOUND.because("Nothing is known under that name.")));
    }

    private static Surroundings.Thing.Kind kind(String text) {
        try {
            return Surroundings.Thing.Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw nothing();
        }
    }

    private static Refused nothing() {
        return Problem.BAD_REQUEST.because("'from' is credential:ID, identity:ID or place:TEXT.");
    }
}
