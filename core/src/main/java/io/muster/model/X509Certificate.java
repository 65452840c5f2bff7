package io.muster.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An X.509 certificate (RFC 5280) as the roll keeps it. Path validation and linting work on its
/// `der`.
///
/// @param der the whole certificate, as found
/// @param subject RFC 4514, safe to show
/// @param serialNumber lower-case hexadecimal of the content octets, `-` in front when negative
/// @param subjectAltNames every name of the extension, in order; empty when there is none
/// @param validity both ends inclusive (RFC 5280, 4.1.2.5)
/// @param keys the key and the signature
/// @param usage what it may be used for
/// @param faults departures from the standard that did not keep it from being read, by stable code
public record X509Certificate(
        Bytes der,
        String subject,
        String issuer,
        String serialNumber,
        List<Name> subjectAltNames,
        Validity validity,
        Keys keys,
        Usage usage,
        List<String> faults)
        implements Credential {
    public X509Certificate {
        subjectAltNames = List.copyOf(subjectAltNames);
        faults = List.copyOf(faults);
    }

    /// RFC 5280, 4.1.2.5.
    public record Validity(Instant notBefore, Instant notAfter) {}

    /// @param publicKey the algorithm of the subject's key
    /// @param signature the algorithm with which the issuer signed
    public record Keys(
            KeyId subjectKey,
            Algorithm publicKey,
            Algorithm signature,
            Optional<Bytes> subjectKeyIdentifier,
            Optional<Bytes> authorityKeyIdentifier) {}

    /// @param certificateAuthority basicConstraints says cA
    /// @param keyUsage names of RFC 5280, 4.2.1.3; empty when the extension is absent
    /// @param extendedKeyUsage short names (`serverAuth`) or OIDs; empty when the extension is
    ///   absent
    /// @param precertificate carries the poison of RFC 6962: never usable, the same as its
    ///   certificate by issuer and serial
    /// @param selfIssued issuer and subject are the same name
    public record Usage(
            boolean certificateAuthority,
            Set<String> keyUsage,
            Set<String> extendedKeyUsage,
            boolean precertificate,
            boolean selfIssued) {
        public Usage {
            keyUsage = Set.copyOf(keyUsage);
            extendedKeyUsage = Set.copyOf(extendedKeyUsage);
        }
    }

    @Override
    public CredentialType type() {
        return CredentialType.X509_CERTIFICATE;
    }

    @Override
    public CredentialId id() {
        return CredentialId.of(type(), der);
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(der);
    }

    @Override
    public Optional<KeyId> keyId() {
        return Optional.of(keys.subjectKey());
    }

    @Override
    public Optional<Algorithm> algorithm() {
        return Optional.of(keys.publicKey());
    }

    @Override
    public Optional<Instant> notBefore() {
        return Optional.of(validity.notBefore());
    }

    @Override
    public Optional<Instant> notAfter() {
        return Optional.of(validity.notAfter());
    }
}
