package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;
import static io.muster.http.Operation.post;

import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.findings.FindingDesk;
import io.muster.inventory.findings.FindingDesk.Comment;
import io.muster.inventory.findings.FindingSummary;
import java.util.List;
import java.util.Map;

/// One finding: who deals with it, and what people say about it.
record FindingRoutes(FindingDesk desk, Writing writing) {
    private static final String FINDING = "/api/v1/findings/{id}";
    private static final String COMMENTS = FINDING + "/comments";

    List<Route> routes() {
        return List.of(
                get(FINDING, Permission.READ, "One finding.")
                        .answering(FindingSummary.class)
                        .forTeams()
                        .by(it -> shown(finding(it))),
                patch(FINDING, Permission.WRITE, "Says who deals with a finding.")
                        .taking(Change.class)
                        .answering(FindingSummary.class)
                        .forTeams()
                        .by(this::change),
                get(COMMENTS, Permission.READ, "What people said about it, the oldest first.")
                        .with(Asking.paging())
                        .listing(Comment.class)
                        .forTeams()
                        .by(this::comments),
                post(COMMENTS, Permission.WRITE, "Says something about it.")
                        .taking(Said.class)
                        .answering(201, new Payload.Value(Comment.class))
                        .forTeams()
                        .by(this::say));
    }

    /// @param assignee `person:ID` or `team:ID`; empty for nobody
    record Change(String assignee) {}

    record Said(String text) {}

    private FindingDesk.Numbered finding(Request request) {
        return desk.find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such finding."));
    }

    /// The id of a finding that the caller may change.
    private String own(Request request) {
        String id = finding(request).finding().id();
        if (desk.find(Asking.writer(request), id).isEmpty()) {
            throw Asking.foreign();
        }
        return id;
    }

    private static Response shown(FindingDesk.Numbered it) {
        return Response.json(it.finding()).version(it.version());
    }

    private Response change(Request request) {
        String id = own(request);
        String assignee = request.json(Change.class).assignee();
        long version = request.version();
        return shown(
                writing.change(
                        request,
                        "finding.assign",
                        "finding:" + id,
                        Map.of("assignee", assignee),
                        unit -> desk.assign(unit, id, assignee, version)));
    }

    private Response comments(Request request) {
        FindingSummary finding = finding(request).finding();
        int limit = Asking.limit(request);
        List<Comment> found =
                desk.comments(
                        finding.id(), Asking.number(request.query().text("cursor")), limit + 1);
        return Response.json(
                Cut.of(found, limit, Comment::number).page(it -> it, finding.comments()));
    }

    private Response say(Request request) {
        String id = own(request);
        String text = request.json(Said.class).text().strip();
        Comment said =
                writing.change(
                        request,
                        "finding.comment",
                        "finding:" + id,
                        Map.of("characters", Integer.toString(text.length())),
                        unit -> desk.say(unit, id, request.caller().actor(), text, writing.now()));
        return Response.created("/api/v1/findings/" + id + "/comments", said);
    }
}
