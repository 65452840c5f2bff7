package io.muster.model;

import java.time.Instant;
import java.util.Optional;

/// An API key, token or password that was found. Its value is nowhere in here.
///
/// @param fingerprint HMAC-SHA-256 of the value under the fingerprint key
/// @param kind the detector that knows it: `github-token`, `aws-access-key`, `password`
/// @param publicId the provider's public name for it (an AWS key id), which is then its address, so
///   that the cloud's list and a repository's leak meet; empty when there is none
/// @param masked what may be shown: a prefix and stars
/// @param expires when the value itself says so (a JWT's `exp`)
public record Secret(
        Fingerprint fingerprint,
        String kind,
        Optional<String> publicId,
        String masked,
        Optional<Instant> expires)
        implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.SECRET;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(
                type(), publicId.map(it -> kind + ":" + it).orElseGet(fingerprint::toString));
    }

    @Override
    public Optional<Instant> notAfter() {
        return expires;
    }
}
