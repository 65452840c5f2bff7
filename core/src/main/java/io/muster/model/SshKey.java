package io.muster.model;

import java.util.Optional;

/// An SSH key pair, known by its public half (RFC 4253, 6.6).
///
/// @param blob the public key blob
/// @param keyType as on the wire: `ssh-ed25519`
/// @param keyId of the same key as a SubjectPublicKeyInfo, where the type has one
public record SshKey(Bytes blob, String keyType, Algorithm publicKey, Optional<KeyId> keyId)
        implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.SSH_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), blob);
    }

    /// Over the blob, as `ssh-keygen -l` does (which writes it in base64).
    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(blob);
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(publicKey);
    }
}
