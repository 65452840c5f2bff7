package io.muster.model;

import java.time.Instant;
import java.util.Optional;

/// Proof: what a machine shows to say who it is. Immutable and addressed by its content.
///
/// Closed on purpose: a new type makes the compiler list every place that must decide about it.
/// None of them holds a private key or a secret's value.
public sealed interface Credential
        permits X509Certificate,
                PublicKey,
                SshKey,
                SshCertificate,
                PgpKey,
                AgeKey,
                JsonWebKey,
                Secret,
                ManagedKey,
                SealedContainer {

    CredentialType type();

    /// Its address. Two sightings with equal ids are of the same credential.
    CredentialId id();

    /// The name by which people and other tools compare it.
    Fingerprint fingerprint();

    /// The key behind it, where the public part is known.
    default Optional<KeyId> keyId() {
        return Optional.empty();
    }

    /// The algorithm of its key, where it has one.
    default Optional<Algorithm> algorithm() {
        return Optional.empty();
    }

    /// The first instant at which it is valid, where it says so.
    default Optional<Instant> notBefore() {
        return Optional.empty();
    }

    /// The last instant at which it is valid; empty when it never ends or does not say.
    default Optional<Instant> notAfter() {
        return Optional.empty();
    }
}
