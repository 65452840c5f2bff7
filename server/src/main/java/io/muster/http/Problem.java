package io.muster.http;

/// Everything the API says no with (RFC 9457). One constant holds the whole row, so that type,
/// status and title cannot drift apart; `docs/reference/problems.md` is made from them.
public enum Problem {
    BAD_REQUEST(400, "The request is malformed", "Change the request as `detail` says."),
    BAD_QUERY(400, "The search cannot be understood", "Correct the word that `detail` names."),
    BAD_CURSOR(
            400,
            "The cursor does not belong to this list",
            "Start again without `cursor`; one is good for the query and order that gave it."),
    NOT_SIGNED_IN(
            401,
            "Nobody is signed in",
            "Send `Authorization: Bearer TOKEN`, or open a sign-in link in a browser."),
    FORBIDDEN(403, "Not allowed", "Use a token whose scope has the permission in `detail`."),
    FOREIGN_REQUEST(
            403,
            "The request may come from another site",
            "Send the header `X-Muster-Request: 1` with a session; with a token it is not needed."),
    OUT_OF_SCOPE(
            403,
            "The place lies outside what is allowed",
            "Name a place that the token or the configuration file allows."),
    NOT_FOUND(404, "There is no such thing", "Look at the list for what there is."),
    METHOD_NOT_ALLOWED(405, "This cannot be done here", "Use a method named in `Allow`."),
    TOO_SLOW(
            408, "The content came too slowly", "Send it in smaller parts, or over a better line."),
    CONFLICT(409, "It contradicts what is already there", "Read the current state, then decide."),
    IDEMPOTENCY_CONFLICT(
            409,
            "The idempotency key was used for another request",
            "Use a new `Idempotency-Key` for a new request."),
    RUN_ENDED(
            409,
            "The run has ended",
            "Nothing more is taken for it: begin a new run, and report to that."),
    CHANGED_MEANWHILE(
            412,
            "Somebody changed it meanwhile",
            "Read it again and send its new `ETag` as `If-Match`."),
    TOO_LARGE(413, "The content is too large", "Send it in smaller parts."),
    NOT_UNDERSTOOD(
            415, "The content has another type", "Send the type that the API description names."),
    WRONG_HOST(
            421,
            "This server does not go by that name",
            "Add the name to `serve.hosts`, or use one that is in it."),
    NO_VERSION(428, "The version is missing", "Read it first and send its `ETag` as `If-Match`."),
    TOO_MANY(429, "Too many requests", "Wait as long as `Retry-After` says."),
    FAULT(500, "A fault of the server", "Look for the id in `instance` in the server's log."),
    NOT_AVAILABLE(
            503,
            "Not available now",
            "Try again after `Retry-After`; `/readyz` says what is amiss.");

    private final int status;
    private final String title;
    private final String remedy;

    Problem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /// What programs compare: the same text on every server, not to be fetched.
    public String type() {
        return "urn:muster:problem:" + slug();
    }

    /// The status code of the answer (RFC 9110, section 15).
    public int status() {
        return status;
    }

    /// For people; the same for every occurrence.
    public String title() {
        return title;
    }

    /// What whoever sees this can do.
    public String remedy() {
        return remedy;
    }

    /// The last part of the type: `not-found`.
    public String slug() {
        return Words.kebab(this);
    }

    /// This problem, as what is thrown.
    ///
    /// @param detail what happened and what to change, for the one who asked; never a secret
    public Refused because(String detail) {
        return new Refused(this, detail);
    }

    /// The body of an answer, `application/problem+json`.
    ///
    /// @param instance the id of the request, which the log has too
    record Document(String type, String title, int status, String detail, String instance) {}

    Document document(String detail, String instance) {
        return new Document(type(), title, status, detail, instance);
    }
}
