package io.muster.inventory;

/// A change that the inventory does not make. Nothing of it is kept.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public Refused(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /// Why, for those who must answer in their own protocol.
    public enum Kind {
        /// There is no such thing.
        UNKNOWN,
        /// Somebody else has changed it since it was read.
        STALE,
        /// It makes no sense, or goes beyond a limit.
        INVALID,
        /// It contradicts what is there.
        CONFLICT,
        /// It is about a run that takes nothing any more.
        ENDED,
        /// Somebody else must do it.
        FORBIDDEN
    }

    public Kind kind() {
        return kind;
    }

    /// What was wrong and what to do, for a person.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
