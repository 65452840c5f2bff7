package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.TeamName;
import io.muster.reviews.Reduction;
import io.muster.reviews.Reductions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Rights that are to be taken away because a review decided so.
record ReductionRoutes(Reductions reductions, Writing writing) {
    private static final String ALL = "/api/v1/reductions";
    private static final String ONE = ALL + "/{id}";
    private static final int TEXT_MAX = 2_000;

    List<Route> routes() {
        return List.of(
                get(
                                ALL,
                                Permission.READ,
                                "Rights that are to be taken away because a review decided so, the newest first.")
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "state",
                                                "open, done or dropped; all when absent.")))
                        .listing(Shown.class)
                        .forTeams()
                        .by(this::list),
                get(ONE, Permission.READ, "One of them.")
                        .answering(Shown.class)
                        .forTeams()
                        .by(it -> Response.json(Shown.of(find(it), writing.now()))),
                post(
                                ONE + "/done",
                                Permission.WRITE,
                                "Says that the rights were taken away, where no scan can see it.")
                        .taking(Evidence.class)
                        .answering(Shown.class)
                        .forTeams()
                        .by(this::done));
    }

    /// @param evidence what was done, and where it can be seen
    record Evidence(String evidence) {}

    /// @param entity identity or credential
    /// @param team whose task it is
    /// @param reason why it was decided
    /// @param since when the review was closed
    /// @param confirmed scan or hand
    /// @param note what was seen, or what somebody says was done
    record Shown(
            String id,
            String review,
            String reviewName,
            String entity,
            String entityId,
            String kind,
            String title,
            Optional<TeamName> team,
            String reason,
            String decidedBy,
            Instant decidedAt,
            Reduction.State state,
            Instant since,
            Instant due,
            boolean overdue,
            Optional<Instant> ended,
            Optional<String> endedBy,
            Optional<Reduction.Confirmed> confirmed,
            Optional<String> note) {
        static Shown of(Reduction it, Instant now) {
            return new Shown(
                    it.id(),
                    it.review(),
                    it.reviewName(),
                    it.entity().kind().toString(),
                    it.entity().id(),
                    it.kind(),
                    it.title(),
                    it.team(),
                    it.decided().reason(),
                    it.decided().by(),
                    it.decided().at(),
                    it.state(),
                    it.since(),
                    it.due(),
                    it.isOverdue(now),
                    it.ended().map(Reduction.Ended::at),
                    it.ended().map(Reduction.Ended::by),
                    it.ended().flatMap(Reduction.Ended::confirmed),
                    it.ended().map(Reduction.Ended::note));
        }
    }

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        OptionalLong before =
                cursor.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Asking.number(cursor));
        Optional<String> word = request.query().text("state");
        Optional<Reduction.State> state = word.flatMap(Reduction.State::named);
        if (word.isPresent() && state.isEmpty()) {
            throw Problem.BAD_REQUEST.because("'state' is open, done or dropped.");
        }
        Instant now = writing.now();
        List<Reduction> found = reductions.list(Asking.viewer(request), state, before, limit + 1);
        return Response.json(Cut.of(found, limit, Reduction::number).page(it -> Shown.of(it, now)));
    }

    private Reduction find(Request request) {
        return reductions
                .find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such task."));
    }

    private Response done(Request request) {
        String evidence = request.json(Evidence.class).evidence().strip();
        if (evidence.isEmpty() || evidence.length() > TEXT_MAX) {
            throw Problem.BAD_REQUEST.because(
                    "Say what was done and where it can be seen, in 1 to 2,000 characters.");
        }
        Reduction it = find(request);
        if (reductions.find(Asking.writer(request), it.id()).isEmpty()) {
            throw Asking.foreign();
        }
        if (it.state() != Reduction.State.OPEN) {
            throw Problem.CONFLICT.because("It is %s already.".formatted(it.state()));
        }
        Instant now = writing.now();
        Reduction kept =
                writing.change(
                        request,
                        "reduction.done",
                        it.entity().kind() + ":" + it.entity().id(),
                        Map.of(
                                "review", it.review(),
                                "confirmed", Reduction.Confirmed.HAND.toString(),
                                "note", evidence),
                        unit ->
                                reductions.done(
                                        unit,
                                        it,
                                        Reduction.Confirmed.HAND,
                                        evidence,
                                        Writing.actor(request),
                                        now));
        return Response.json(Shown.of(kept, now));
    }
}
