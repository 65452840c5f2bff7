package io.muster.app;

import io.muster.http.Journal;
import io.muster.http.Method;
import io.muster.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what one door answered into the log and the metrics.
///
/// Reading that went well is counted and not logged: the log is for changes, refusals and faults.
/// Of a request there stands its path, not its query: a search may hold what somebody pasted.
record DoorJournal(String door, Log log, Metrics metrics) implements Journal {

    @Override
    public void answered(Request request, int status, long nanos) {
        metrics.count(
                "muster_http_requests_total",
                "Requests that were answered.",
                "door=\"%s\",method=\"%s\",status=\"%d\""
                        .formatted(door, request.method(), status));
        metrics.requestTook(nanos);
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
