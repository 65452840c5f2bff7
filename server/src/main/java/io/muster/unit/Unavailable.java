package io.muster.unit;

/// The database cannot read or keep anything now: full, read-only, gone, closed. Nothing is lost;
/// the same work may succeed later.
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param reason what happened and what to do, for the person who runs the server
    public Unavailable(String reason, Throwable cause) {
        super(reason, cause);
    }

    public Unavailable(String reason) {
        super(reason);
    }

    /// What happened and what to do.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
