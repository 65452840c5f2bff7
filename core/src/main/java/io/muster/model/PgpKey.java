package io.muster.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An OpenPGP primary key with its user ids (RFC 9580).
///
/// @param publicKeyPacket the body of the primary key's packet, over which OpenPGP fingerprints are
///   made
/// @param pgpFingerprint lower-case hexadecimal, as OpenPGP tools print it: 40 digits (v4) or 64
///   (v6)
/// @param userIds as claimed; empty when none is readable
/// @param expires when the self-signature says so
public record PgpKey(
        Bytes publicKeyPacket,
        String pgpFingerprint,
        List<String> userIds,
        Algorithm publicKey,
        Instant created,
        Optional<Instant> expires,
        Optional<KeyId> keyId)
        implements Credential {
    public PgpKey {
        userIds = List.copyOf(userIds);
    }

    @Override
    public CredentialType type() {
        return CredentialType.PGP_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), publicKeyPacket);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(publicKeyPacket);
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(publicKey);
    }

    @Override
    public Optional<Instant> notBefore() {
        return Optional.of(created);
    }

    @Override
    public Optional<Instant> notAfter() {
        return expires;
    }
}
