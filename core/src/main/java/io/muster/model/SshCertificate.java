package io.muster.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An OpenSSH certificate (draft-ietf-sshm-cert).
///
/// @param blob the whole certificate
/// @param keyType as on the wire: `ssh-ed25519-cert-v01@openssh.com`
/// @param holder for whom it speaks
/// @param serial unsigned, decimal
/// @param keyIdentity the field that OpenSSH calls key id: free text chosen by the signer
/// @param principals accounts or host names; since OpenSSH 10.3 an empty list matches nobody,
///   before anybody
/// @param validAfter empty when from always
/// @param validBefore empty when for ever
/// @param criticalOptions name or `name=value`, in order
/// @param extensions names, in order
/// @param key the certified key
/// @param signer the key that signed it
public record SshCertificate(
        Bytes blob,
        String keyType,
        Holder holder,
        String serial,
        String keyIdentity,
        List<String> principals,
        Optional<Instant> validAfter,
        Optional<Instant> validBefore,
        List<String> criticalOptions,
        List<String> extensions,
        SshKey key,
        SshKey signer)
        implements Credential {
    public SshCertificate {
        principals = List.copyOf(principals);
        criticalOptions = List.copyOf(criticalOptions);
        extensions = List.copyOf(extensions);
    }

    /// The two types of certificate.
    public enum Holder {
        USER("user"),
        HOST("host");

        private final String text;

        Holder(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public CredentialType type() {
        return CredentialType.SSH_CERTIFICATE;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), blob);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(blob);
    }

    @Override
    public Optional<KeyId> keyId() {
        return key.keyId();
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return key.algorithm();
    }

    @Override
    public Optional<Instant> notBefore() {
        return validAfter;
    }

    @Override
    public Optional<Instant> notAfter() {
        return validBefore;
    }
}
