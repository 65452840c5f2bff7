package io.muster.http;

import java.time.Duration;
import java.util.Optional;

/// A request that is answered with a problem. Handlers throw it from wherever they notice.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient Optional<Duration> retryAfter;

    Refused(Problem problem, String detail) {
        this(problem, detail, Optional.empty());
    }

    private Refused(Problem problem, String detail, Optional<Duration> retryAfter) {
        // Without a stack trace: it is an answer, not a fault, and costs as little as one.
        super(detail, null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /// The same, with a time after which to try again (RFC 9110, section 10.2.3).
    public Refused until(Duration after) {
        return new Refused(problem, detail(), Optional.of(after));
    }

    public Problem problem() {
        return problem;
    }

    /// What happened and what to change.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// After which time to try again, when that is known.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    Response response(String requestId) {
        Response response =
                new Response(
                        problem.status(),
                        Headers.NONE,
                        new Content.Json(
                                "application/problem+json", problem.document(detail(), requestId)));
        return retryAfter
                .map(it -> response.with("Retry-After", Long.toString(Math.max(1, it.toSeconds()))))
                .orElse(response);
    }
}
