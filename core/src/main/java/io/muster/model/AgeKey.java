package io.muster.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An age key pair, known by its recipient (C2SP age).
///
/// @param recipient `age1…`
public record AgeKey(String recipient, Algorithm publicKey, Optional<KeyId> keyId)
        implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.AGE_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), recipient);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(Bytes.of(recipient.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(publicKey);
    }
}
