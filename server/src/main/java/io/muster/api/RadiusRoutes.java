package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Viewer;
import io.muster.inventory.graph.BlastRadius;
import io.muster.inventory.graph.BlastRadius.Falling;
import io.muster.inventory.graph.BlastRadius.Limits;
import io.muster.inventory.graph.BlastRadius.Radius;
import java.util.List;
import java.util.Optional;

/// What falls with a key, an authority, a host, an account.
record RadiusRoutes(BlastRadius radius) {
    private static final int DEPTH_USUAL = 4;
    private static final int ITEMS_USUAL = 200;
    private static final int FROM_MAX = 1_000;

    List<Route> routes() {
        return List.of(
                get(
                                "/api/v1/graph/blast-radius",
                                Permission.READ,
                                "What falls with a thing, each with the path that says why.")
                        .forTeams()
                        .with(
                                Parameter.text(
                                        "from",
                                        "credential:ID, identity:ID, host:NAME, place:TEXT, or an id"
                                                + " or a name alone."),
                                Parameter.number("depth", "How many steps, 1 to 8; 4 when absent."),
                                Parameter.number(
                                        "limit", "How many are listed, 1 to 1,000; usually 200."))
                        .answering(Radius.class)
                        .by(this::fall));
    }

    private Response fall(Request request) {
        String text = request.query().text("from").orElse("");
        if (text.isBlank() || text.length() > FROM_MAX) {
            throw Problem.BAD_REQUEST.because(
                    "'from' is credential:ID, identity:ID, host:NAME, place:TEXT, or a name alone.");
        }
        int depth = request.query().number("depth", DEPTH_USUAL, 1, Limits.DEPTH_MAX);
        int items = request.query().number("limit", ITEMS_USUAL, 1, Limits.ITEMS_MAX);
        Viewer viewer = Asking.viewer(request);
        Optional<Falling> from = radius.meant(viewer, text);
        return Response.json(
                from.flatMap(it -> radius.of(viewer, it, Limits.of(depth, items)))
                        .orElseThrow(() ->
                                Problem.NOT_FOUND.because("Nothing is known under that name.")));
    }
}
