package io.muster.api;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.put;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.search.View;
import io.muster.inventory.search.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions that people come back to.
record ViewRoutes(Views views, Writing writing) {
    private static final String VIEW = "/api/v1/views/{id}";

    List<Route> routes() {
        return List.of(
                get("/api/v1/views", Permission.READ, "Saved views; those that come along first.")
                        .forTeams()
                        .listing(View.class)
                        .by(it ->
                                Response.json(
                                        Page.whole(
                                                views.all().stream()
                                                        .filter(view -> isSeen(it, view))
                                                        .toList()))),
                get(VIEW, Permission.READ, "One saved view.")
                        .forTeams()
                        .answering(View.class)
                        .by(it -> shown(view(it))),
                put(VIEW, Permission.WRITE, "Makes or changes a saved view.")
                        .taking(Change.class)
                        .answering(View.class)
                        .by(this::save),
                delete(VIEW, Permission.WRITE, "Removes a saved view.").by(this::remove));
    }

    record Change(String name, String query, Optional<String> sort, List<String> columns) {}

    /// What somebody wrote into a question may name what others must not know of: who reaches some
    /// teams only sees the views that come with Muster, and their own.
    private static boolean isSeen(Request request, View view) {
        return view.version() == 0
                || view.by().equals(request.caller().actor())
                || Asking.may(request, Permission.READ, Optional.empty());
    }

    private View view(Request request) {
        return views.find(request.variable("id"))
                .filter(it -> isSeen(request, it))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such view."));
    }

    private static Response shown(View view) {
        return Response.json(view).version(view.version());
    }

    private Response save(Request request) {
        String id = request.variable("id");
        Change change = request.json(Change.class);
        long version = views.find(id).isPresent() ? request.version() : 0;
        View view =
                new View(
                        id,
                        change.name(),
                        change.query(),
                        change.sort().orElse(""),
                        change.columns(),
                        request.caller().actor(),
                        version);
        return shown(
                writing.change(
                        request,
                        "view.save",
                        "view:" + id,
                        Map.of("name", view.name(), "query", view.query()),
                        unit -> views.save(unit, view)));
    }

    private Response remove(Request request) {
        String id = request.variable("id");
        long version = request.version();
        boolean _ =
                writing.change(
                        request,
                        "view.remove",
                        "view:" + id,
                        Map.of(),
                        unit -> {
                            views.remove(unit, id, version);
                            return true;
                        });
        return Response.nothing();
    }
}
