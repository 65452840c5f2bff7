package io.muster.model;

/// The closed list of what a machine can show as proof.
public enum CredentialType {
    X509_CERTIFICATE("x509-certificate"),
    PUBLIC_KEY("public-key"),
    SSH_KEY("ssh-key"),
    SSH_CERTIFICATE("ssh-certificate"),
    PGP_KEY("pgp-key"),
    AGE_KEY("age-key"),
    JSON_WEB_KEY("json-web-key"),
    SECRET("secret"),
    MANAGED_KEY("managed-key"),
    SEALED_CONTAINER("sealed-container");

    private final String text;

    CredentialType(String text) {
        this.text = text;
    }

    /// As documents and queries spell it.
    @Override
    public String toString() {
        return text;
    }
}
