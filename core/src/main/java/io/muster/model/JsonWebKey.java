package io.muster.model;

import java.util.Optional;

/// An asymmetric JSON web key (RFC 7517). A symmetric one is a [Secret]: its thumbprint would be a
/// plain digest of the secret.
///
/// @param thumbprint RFC 7638 with SHA-256, 32 bytes
/// @param kty key type: `RSA`, `EC`, `OKP`, `AKP`
/// @param kid key id, empty when not given
/// @param use `sig`, `enc` or another word; empty when not given
public record JsonWebKey(
        Bytes thumbprint,
        String kty,
        String kid,
        String use,
        Algorithm publicKey,
        Optional<KeyId> keyId)
        implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.JSON_WEB_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), thumbprint);
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint.Sha256(thumbprint);
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(publicKey);
    }
}
