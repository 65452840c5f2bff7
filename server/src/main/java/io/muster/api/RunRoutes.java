package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.contract.RunClosing;
import io.muster.contract.RunOpening;
import io.muster.contract.Taken;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Runs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The runs there were, and how a scanner elsewhere reports one.
///
/// @param keyId the key that fingerprints of secrets must be made with
record RunRoutes(Runs runs, Intake intake, String keyId) {
    private static final String RUN = "/api/v1/runs/{id}";
    private static final long BATCH_BYTES_MAX = 8 << 20;

    List<Route> routes() {
        return List.of(
                get("/api/v1/runs", Permission.READ, "Runs, newest first.")
                        .with(Asking.paging(Parameter.text("source", "Of one source only.")))
                        .listing(Run.class)
                        .by(this::newest),
                get(RUN, Permission.READ, "One run.").answering(Run.class).by(this::one),
                get(
                                RUN + "/changes",
                                Permission.READ,
                                "What the run found new, gone, back or changed.")
                        .with(
                                Asking.paging(
                                        Parameter.text("kind", "new, gone, back or changed only.")))
                        .listing(Runs.Change.class)
                        .by(this::changes),
                get(RUN + "/unreadable", Permission.READ, "What the run could not read, and why.")
                        .with(Asking.paging())
                        .listing(Runs.Reason.class)
                        .by(it ->
                                Response.json(
                                        Asking.numbered(
                                                it,
                                                (after, limit) ->
                                                        runs.unreadable(id(it), after, limit),
                                                one -> one))),
                get(
                                RUN + "/rejected",
                                Permission.READ,
                                "What was reported and not taken in, and why.")
                        .with(Asking.paging())
                        .listing(Runs.Reason.class)
                        .by(it ->
                                Response.json(
                                        Asking.numbered(
                                                it,
                                                (after, limit) ->
                                                        runs.rejected(id(it), after, limit),
                                                one -> one))),
                post("/api/v1/runs", Permission.REPORT, "Opens a run that a scanner will report.")
                        .taking(RunOpening.class)
                        .answering(201, new Payload.Value(Run.class))
                        .by(this::open),
                post(RUN + "/entries", Permission.REPORT, "Takes in lines of what a scanner saw.")
                        .taking(new Payload.Other("application/x-ndjson", BATCH_BYTES_MAX))
                        .answering(Taken.class)
                        .by(this::take),
                post(RUN + "/complete", Permission.REPORT, "Ends a run that a scanner reported.")
                        .taking(RunClosing.class)
                        .answering(Run.class)
                        .by(this::complete));
    }

    private static String id(Request request) {
        return request.variable("id");
    }

    private Response newest(Request request) {
        Optional<String> source = request.query().text("source");
        return Response.json(
                Asking.numbered(
                        request, (after, limit) -> runs.newest(source, after, limit), it -> it));
    }

    private Response one(Request request) {
        return Response.json(run(id(request)));
    }

    private Run run(String id) {
        return runs.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("There is no such run."));
    }

    private Response changes(Request request) {
        Optional<String> kind = request.query().text("kind");
        return Response.json(
                Asking.numbered(
                        request,
                        (after, limit) -> runs.changes(id(request), kind, after, limit),
                        it -> it));
    }

    private Response open(Request request) {
        RunOpening opening = request.json(RunOpening.class);
        if (opening.keyId().filter(it -> !it.equals(keyId)).isPresent()) {
            throw Problem.CONFLICT.because(
                    "The fingerprints of secrets were made with another key than this server's;"
                            + " ask /api/v1/scanner for it, then scan again.");
        }
        String run =
                intake.begin(
                        new Reports.Beginning(
                                opening.source(), "scanner", request.caller().actor()));
        return Response.created("/api/v1/runs/" + run, run(run));
    }

    private Response take(Request request) throws IOException {
        mine(request);
        Report report = Report.parse(Lines.of(request), 1);
        Report allowed = Allowed.of(request.caller(), report);
        Reports.Taken taken = intake.take(id(request), allowed);
        return Response.json(
                new Taken(
                        taken.seen(),
                        taken.fresh(),
                        taken.known(),
                        allowed.rejected().stream()
                                .map(it -> new Taken.Rejected(it.what(), it.reason()))
                                .toList()));
    }

    private Response complete(Request request) {
        mine(request);
        RunClosing closing = request.json(RunClosing.class);
        Run.Work work = new Run.Work(closing.files(), closing.bytes(), closing.endpoints());
        if (closing.failure().isPresent()) {
            return Response.json(intake.fail(id(request), work, closing.failure().get()));
        }
        for (String place : closing.completed()) {
            if (!request.caller().mayReport(place)) {
                throw Problem.OUT_OF_SCOPE.because(
                        "This token may not say that '%s' is complete.".formatted(place));
            }
        }
        return Response.json(
                intake.complete(id(request), new Completion(closing.completed(), work)));
    }

    /// Nobody adds to the run of somebody else.
    private void mine(Request request) {
        if (!run(id(request)).reporter().equals(request.caller().actor())) {
            throw Problem.FORBIDDEN.because("This run was opened by somebody else.");
        }
    }
}
