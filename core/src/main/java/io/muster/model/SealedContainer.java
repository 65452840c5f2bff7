package io.muster.model;

/// A container that nobody could open yet: an encrypted PKCS#8 or PKCS#12 without its password.
/// Superseded by its content when a password opens it.
///
/// @param content SHA-256 of the container's bytes, 32 bytes
/// @param format `PKCS#12`, `PKCS#8`, `BCFKS`
public record SealedContainer(Bytes content, String format) implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.SEALED_CONTAINER;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), content);
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint.Sha256(content);
    }
}
