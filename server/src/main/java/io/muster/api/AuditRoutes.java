package io.muster.api;

import static io.muster.http.Operation.get;

import io.muster.audit.Archive;
import io.muster.audit.Entry;
import io.muster.audit.Export;
import io.muster.audit.Log;
import io.muster.audit.Sealing;
import io.muster.http.Content;
import io.muster.http.Headers;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.merkle.Tile;
import io.muster.model.Malformed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was decided, to be read by people and checked by anybody (C2SP tlog-tiles).
record AuditRoutes(Archive log, Sealing sealing) {

    private static final String EXPORTED = "text/plain; charset=utf-8";

    List<Route> routes() {
        return List.of(
                get("/api/v1/audit", Permission.AUDIT, "What was decided, newest first.")
                        .with(
                                Asking.paging(
                                        Parameter.text("actor", "By whom, such as token:ci."),
                                        Parameter.text(
                                                "subject", "Of what, such as identity:3fa9….")))
                        .listing(Decided.class)
                        .by(this::entries),
                get(
                                "/api/v1/audit/key",
                                Permission.AUDIT,
                                "The key that checkpoints are checked with.")
                        .by(_ ->
                                Response.text(
                                        200, "text/plain; charset=utf-8", sealing.key() + "\n")),
                get("/api/v1/audit/checkpoint", Permission.AUDIT, "The signed head of the log.")
                        .by(this::checkpoint),
                get(
                                "/api/v1/audit/export",
                                Permission.AUDIT,
                                "Entries with all that proves them offline.")
                        .with(
                                Parameter.text(
                                        "from",
                                        "The first: a number, a date or a time; usually 0."),
                                Parameter.text(
                                        "to",
                                        "The first that is left out, likewise; usually none."))
                        .answering(200, new Payload.Other(EXPORTED, 0))
                        .by(this::export),
                get("/api/v1/audit/tile/{path...}", Permission.AUDIT, "A tile of the log.")
                        .by(this::tile));
    }

    record Decided(
            long index,
            Instant at,
            String actor,
            String request,
            String action,
            String subject,
            Map<String, String> detail) {
        static Decided of(Entry it) {
            return new Decided(
                    it.index(),
                    it.decision().at(),
                    it.decision().actor(),
                    it.decision().request(),
                    it.decision().action(),
                    it.decision().subject(),
                    it.decision().detail());
        }
    }

    private Response entries(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        long before = cursor.isEmpty() ? Long.MAX_VALUE : Asking.number(cursor);
        List<Entry> found =
                log.page(
                        new Log.Filter(
                                before,
                                request.query().text("actor").orElse(""),
                                request.query().text("subject").orElse("")),
                        limit + 1);
        return Response.json(Cut.of(found, limit, Entry::index).page(Decided::of));
    }

    private Response checkpoint(Request request) {
        sealing.seal();
        String note =
                log.newest()
                        .orElseThrow(() -> Problem.NOT_FOUND.because("Nothing was decided yet."))
                        .toString();
        return Response.text(200, "text/plain; charset=utf-8", note);
    }

    private Response export(Request request) {
        Export export = new Export(log, sealing);
        try {
            Export.Slice slice =
                    export.slice(request.query().text("from"), request.query().text("to"))
                            .orElseThrow(
                                    () -> Problem.NOT_FOUND.because("Nothing was decided yet."));
            return Response.stream(EXPORTED, out -> export.write(slice, out));
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because(e.reason());
        }
    }

    private Response tile(Request request) {
        return Tile.at("tile/" + request.variable("path"))
                .flatMap(log::tile)
                .map(it ->
                        new Response(
                                200,
                                Headers.NONE,
                                new Content.Whole("application/octet-stream", it)))
                .orElseThrow(() -> Problem.NOT_FOUND.because("The log has no such tile."));
    }
}
