package io.muster.inventory.query;

/// What has become of a credential. Computed from what is known and the clock, never stored; the
/// first that fits is the one that is said.
public enum State {
    /// Whoever issued it says that it no longer counts.
    REVOKED("revoked"),
    /// Another one has taken its place.
    SUPERSEDED("superseded"),
    /// No longer at any place where it was seen.
    GONE("gone"),
    EXPIRED("expired"),
    NOT_YET_VALID("not-yet-valid"),
    ACTIVE("active");

    private final String text;

    State(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
