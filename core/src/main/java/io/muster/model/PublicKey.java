package io.muster.model;

import java.util.Optional;

/// A bare key pair, known by its public half: a PKCS#8 or SEC 1 file, a certification request, a
/// keystore entry without a certificate. Where the private half lies is a sighting in role
/// [Role#PRIVATE_KEY].
///
/// @param spki the SubjectPublicKeyInfo in DER
public record PublicKey(Bytes spki, Algorithm publicKey) implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.PUBLIC_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), spki);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(spki);
    }

    @Override
    public Optional<KeyId> keyId() {
        return Optional.of(KeyId.ofSpki(spki));
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(publicKey);
    }
}
