package io.muster.pgp;

/// Whether the private half lies beside the public one, and how.
public enum PrivateHalf {
    /// Only the public half is there.
    ABSENT("absent"),
    /// Whoever reads the file has the key.
    OPEN("open"),
    /// Encrypted under a passphrase.
    LOCKED("locked"),
    /// Kept elsewhere: GnuPG's mark for an offline primary key or a smart card.
    ELSEWHERE("elsewhere");

    private final String text;

    PrivateHalf(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
