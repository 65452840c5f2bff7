package io.muster.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A request that is answered with a problem. Handlers throw it from wherever they notice.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient Headers headers;

    Refused(Problem problem, String detail) {
        this(problem, detail, challenge(problem));
    }

    private Refused(Problem problem, String detail, Headers headers) {
        // Without a stack trace: it is an answer, not a fault, and costs as little as one.
        super(detail, null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /// Who is not known is told how to say who they are (RFC 9110, section 11.6.1; RFC 6750,
    /// section 3).
    private static Headers challenge(Problem problem) {
        return problem == Problem.NOT_SIGNED_IN
                ? Headers.NONE.with("WWW-Authenticate", "Bearer realm=\"Muster\"")
                : Headers.NONE;
    }

    /// The same, with a time after which to try again (RFC 9110, section 10.2.3).
    public Refused until(Duration after) {
        return with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    /// The same, with what can be done instead (RFC 9110, section 10.2.1).
    Refused allowing(Collection<Method> methods) {
        List<String> names = new ArrayList<>();
        for (Method method : methods) {
            names.add(method.name());
            if (method == Method.GET) {
                names.add("HEAD");
            }
        }
        return with("Allow", String.join(", ", names));
    }

    private Refused with(String name, String value) {
        return new Refused(problem, detail(), headers.with(name, value));
    }

    public Problem problem() {
        return problem;
    }

    /// What happened and what to change.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// What the answer says beside the problem.
    public Headers headers() {
        return headers;
    }

    Response response(String requestId) {
        return new Response(
                problem.status(),
                headers,
                new Content.Json(
                        "application/problem+json", problem.document(detail(), requestId)));
    }
}
