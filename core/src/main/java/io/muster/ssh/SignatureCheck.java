package io.muster.ssh;

/// What a signature is worth.
public enum SignatureCheck {
    VALID("valid"),
    INVALID("invalid"),
    /// Made in a way that this product does not know, so nothing is said.
    UNKNOWN("unknown");

    private final String text;

    SignatureCheck(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
