package io.muster.model;

/// In what part a credential was seen at a place.
public enum Role {
    /// A server presented it.
    SERVED("served"),
    /// It lies there.
    STORED("stored"),
    /// Its private half lies there.
    PRIVATE_KEY("private-key"),
    /// Somebody there relies on it: a root store, a known host, a CA bundle.
    TRUSTED("trusted"),
    /// It opens something there: a line of authorized_keys.
    AUTHORIZED("authorized"),
    /// It asks for a certificate there: a certification request.
    REQUESTED("requested"),
    /// It signed something that lies there: a JAR, a commit.
    SIGNED("signed"),
    /// A provider says that it exists: a cloud's list of access keys.
    REGISTERED("registered"),
    /// Somebody says that it exists: a line of a declared list.
    DECLARED("declared"),
    /// Somebody there no longer accepts it: a revocation list, `@revoked`.
    REVOKED("revoked");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
