package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.report.Format;
import io.muster.report.Kind;
import io.muster.report.ReportArchive;
import io.muster.report.Shelf;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Sealed reports: made now, or kept. Of the whole server: whoever sees a part of it is not
/// answered.
record ReportRoutes(ReportArchive archive, Writing writing, Semaphore turns) {
    private static final String REPORTS = "/api/v1/reports";

    /// So many are made at once; others wait.
    static final int AT_ONCE = 2;

    List<Route> routes() {
        return List.of(
                get(REPORTS, Permission.READ, "Reports that are kept, the newest first.")
                        .with(Asking.paging())
                        .listing(Shown.class)
                        .by(this::list),
                post(REPORTS, Permission.WRITE, "Makes a report and keeps it for 90 days.")
                        .taking(Wanted.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::keep),
                get(
                                REPORTS + "/key",
                                Permission.READ,
                                "The key that reports are checked with, to be kept where they are"
                                        + " checked.")
                        .by(_ ->
                                Response.text(
                                        200,
                                        "text/plain; charset=utf-8",
                                        archive.reporting().key() + "\n")),
                get(REPORTS + "/kept/{id}", Permission.READ, "A report that is kept.")
                        .by(this::kept),
                get(REPORTS + "/{kind}", Permission.READ, "A report, made now.")
                        .with(
                                Parameter.text(
                                        "format",
                                        "`json`, `html` or `pdf`; of the bill of materials `json`"
                                                + " (CycloneDX 1.6) or `json-1.7`. json when absent."))
                        .by(this::made));
    }

    /// @param kind such as dora
    /// @param format json, html or pdf
    record Wanted(String kind, String format) {}

    /// @param month such as 2026-11, of those that the server makes by itself
    /// @param sha256 of the report, in hex
    /// @param href where it is fetched
    record Shown(
            String id,
            String kind,
            String title,
            String format,
            Optional<String> month,
            Instant made,
            String by,
            long bytes,
            String sha256,
            String href) {

        static Shown of(Shelf.Kept it) {
            return new Shown(
                    it.id(),
                    it.kind().toString(),
                    it.kind().title(),
                    it.format().toString(),
                    Optional.of(it.month()).filter(month -> !month.isEmpty()),
                    it.made(),
                    it.by(),
                    it.bytes(),
                    it.sha256(),
                    REPORTS + "/kept/" + it.id());
        }
    }

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        long before = cursor.isEmpty() ? Long.MAX_VALUE : Asking.number(cursor);
        List<Shelf.Kept> found = archive.shelf().page(before, limit + 1);
        return Response.json(Cut.of(found, limit, Shelf.Kept::number).page(Shown::of));
    }

    private Response keep(Request request) throws IOException {
        Wanted wanted = request.json(Wanted.class);
        Kind kind = kind(wanted.kind());
        Format format = format(kind, wanted.format());
        boolean _ =
                writing.change(
                        request,
                        "report.keep",
                        "report:" + kind,
                        Map.of("format", format.toString()),
                        _ -> true);
        turns.acquireUninterruptibly();
        try {
            Shelf.Kept kept =
                    archive.keep(kind, format, "", writing.now(), request.caller().actor());
            return Response.created(REPORTS + "/kept/" + kept.id(), Shown.of(kept));
        } finally {
            turns.release();
        }
    }

    private Response kept(Request request) {
        Shelf.Kept report =
                archive.shelf()
                        .find(request.variable("id"))
                        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such report."));
        return file(
                report.kind(),
                report.format(),
                report.month().isEmpty() ? report.made() + "" : report.month(),
                out -> archive.copy(report, out));
    }

    private Response made(Request request) {
        Kind kind = kind(request.variable("kind"));
        Format format = format(kind, request.query().text("format").orElse("json"));
        Instant now = writing.now();
        String by = request.caller().actor();
        return file(
                kind,
                format,
                now.toString(),
                out -> {
                    turns.acquireUninterruptibly();
                    try {
                        archive.reporting().write(kind, format, now, by, out);
                    } finally {
                        turns.release();
                    }
                });
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static Response file(Kind kind, Format format, String when, Content content) {
        String name =
                "muster-%s-%s.%s"
                        .formatted(
                                kind,
                                when.substring(0, Math.min(10, when.length())),
                                format.extension());
        return Response.stream(format.mediaType(), content::to)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private static Kind kind(String id) {
        return Kind.named(id)
                .orElseThrow(() ->
                        Problem.NOT_FOUND.because(
                                "There is no such report; they are %s."
                                        .formatted(Arrays.toString(Kind.values()))));
    }

    private static Format format(Kind kind, String id) {
        return Format.named(id)
                .filter(kind::hasFormat)
                .orElseThrow(() ->
                        Problem.BAD_REQUEST.because(
                                "'format' of %s must be one of %s."
                                        .formatted(
                                                kind,
                                                Arrays.stream(Format.values())
                                                        .filter(kind::hasFormat)
                                                        .toList())));
    }
}
