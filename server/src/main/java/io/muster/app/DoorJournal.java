package io.muster.app;

import io.muster.http.Journal;
import io.muster.http.Method;
import io.muster.http.Request;
import io.muster.http.Routes;
import io.muster.telemetry.Tracing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes what one door answered into the log and the metrics.
///
/// Reading that went well is counted and not logged: the log is for changes, refusals and faults.
/// Of a request there stands its path, not its query: a search may hold what somebody pasted.
///
/// @param watch tells a receiver of telemetry, where there is one
record DoorJournal(String door, Log log, Metrics metrics, Optional<Watch> watch)
        implements Journal {

    /// @param tracing makes a span of each request to the API
    /// @param routes knows by which route it was answered
    record Watch(Tracing tracing, Routes routes) {
        private static final String API = "/api/";

        private void answered(Request request, int status, long nanos) {
            if (request.target().path().startsWith(API)) {
                // What has no route of the API is taken for a file, which is no answer either.
                Optional<String> route =
                        routes.route(request)
                                .map(it -> it.operation().path().text())
                                .filter(it -> it.startsWith(API));
                tracing.answered(request, route, status, Duration.ofNanos(nanos));
            }
        }
    }

    @Override
    public void answered(Request request, int status, long nanos) {
        metrics.count(
                "muster_http_requests_total",
                "Requests that were answered.",
                "door=\"%s\",method=\"%s\",status=\"%d\""
                        .formatted(door, request.method(), status));
        metrics.requestTook(nanos);
        watch.ifPresent(it -> it.answered(request, status, nanos));
        if (request.method() != Method.GET || status >= 400) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("request", request.id());
            about.put("door", door);
            about.put("method", request.method());
            about.put("path", shortened(request.target().path()));
            about.put("status", status);
            about.put("from", request.from().getHostAddress());
            about.put("millis", nanos / 1_000_000);
            log.info("answered", about);
        }
    }

    @Override
    public void fault(String requestId, Throwable cause) {
        log.error("fault", cause, Map.of("request", requestId, "door", door));
    }

    private static String shortened(String path) {
        return path.length() > 200 ? path.substring(0, 200) + "…" : path;
    }
}
