package io.muster.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A key that a provider holds and that may have no public part: KMS, HSM slot, transparent data
/// encryption.
///
/// @param provider `aws-kms`, `pkcs11`
/// @param resource the provider's full name for it, such as an ARN
/// @param version empty where the provider has none
public record ManagedKey(
        String provider,
        String resource,
        String version,
        Optional<Algorithm> algorithm,
        Optional<KeyId> keyId)
        implements Credential {

    @Override
    public CredentialType type() {
        return CredentialType.MANAGED_KEY;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), address());
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(Bytes.of(address().getBytes(StandardCharsets.UTF_8)));
    }

    private String address() {
        return provider.length() + ":" + provider + resource.length() + ":" + resource + version;
    }
}
