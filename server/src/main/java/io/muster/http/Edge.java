package io.muster.http;

import java.io.IOException;

/// The outermost handler: refuses names that are not ours, turns every refusal into a problem and
/// every fault into an id that finds the log line, and says in headers what a browser must not do.
///
/// What a client sees of a fault is the id alone, never the cause.
public final class Edge {
    /// Only what we served ourselves, nothing inline, in nobody's frame (CSP Level 3).
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    private final Handler handler;
    private final Hosts hosts;
    private final Journal journal;

    public Edge(Handler handler, Hosts hosts, Journal journal) {
        this.handler = handler;
        this.hosts = hosts;
        this.journal = journal;
    }

    /// Answers, whatever happens.
    ///
    /// @param host the name by which the client called us
    public Response answer(Request request, String host) {
        Response response;
        try {
            if (!hosts.contains(host)) {
                throw Problem.WRONG_HOST.because(
                        "This server is not called '%s'. To let it be, add the name to serve.hosts."
                                .formatted(host.length() > 100 ? "…" : host));
            }
            response = handler.handle(request);
        } catch (Refused e) {
            response = e.response(request.id());
        } catch (IOException e) {
            response =
                    Problem.BAD_REQUEST
                            .because("The content ended before it was complete.")
                            .response(request.id());
        } catch (RuntimeException | Error e) {
            journal.fault(request.id(), e);
            response = fault(request);
        }
        return secured(response, request.id());
    }

    /// What is answered when it is our fault.
    Response fault(Request request) {
        return Problem.FAULT
                .because(
                        "Something went wrong here, not with the request; the id finds it in the log.")
                .response(request.id());
    }

    Journal journal() {
        return journal;
    }

    static Response secured(Response response, String requestId) {
        Response secured =
                response.with("X-Request-Id", requestId)
                        .with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                        .with("X-Content-Type-Options", "nosniff")
                        .with("X-Frame-Options", "DENY")
                        .with("Referrer-Policy", "no-referrer")
                        .with("Cross-Origin-Opener-Policy", "same-origin")
                        .with("Cross-Origin-Resource-Policy", "same-origin");
        return response.headers().one("Cache-Control").isPresent()
                ? secured
                : secured.with("Cache-Control", "no-store");
    }
}
