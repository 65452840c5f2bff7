package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An X.509 certificate (RFC 5280 4.1), decoded. Reading is lenient and complete: whatever departs
/// from the standard but still has one meaning is in [#faults], and the validator refuses what has
/// any that matters. Only what cannot be read as a certificate at all is [Malformed].
///
/// Two certificates are equal when their bytes are.
///
/// @param encoded the whole certificate as found
/// @param version 1, 2 or 3 (any number that the field holds, plus one)
/// @param serialNumber may be negative or zero in the wild
/// @param signatureAlgorithm the identifier outside the signed part; see the fault for a mismatch
/// @param faults departures from the standard, in the order in which they were met
public record Certificate(
        Bytes encoded,
        int version,
        BigInteger serialNumber,
        AlgorithmIdentifier signatureAlgorithm,
        DistinguishedName issuer,
        Instant notBefore,
        Instant notAfter,
        DistinguishedName subject,
        PublicKeyInfo publicKey,
        Extensions extensions,
        Signed signed,
        List<Fault> faults) {
    /// A Classic McEliece certificate has 1 MB; all others stay below 100 KB.
    public static final int MAX_BYTES = 1 << 21;

    /// The signed part and its signature.
    ///
    /// @param content the bytes over which the signature was made, as found
    public record Signed(Bytes content, Bytes signature) {}

    /// @throws Malformed with a reason for people when the bytes are no certificate
    public static Certificate parse(byte[] encoded) throws Malformed {
        if (encoded.length > MAX_BYTES) {
            throw new Malformed("a certificate larger than " + MAX_BYTES + " bytes");
        }
        return parse(Bytes.of(encoded));
    }

    /// As [#parse(byte[])].
    public static Certificate parse(Bytes encoded) throws Malformed {
        if (encoded.size() > MAX_BYTES) {
            throw new Malformed("a certificate larger than " + MAX_BYTES + " bytes");
        }
        return new CertificateReader(encoded).certificate();
    }

    /// Issuer and subject are the same name (RFC 5280 3.2). It may still be signed by another key.
    public boolean isSelfIssued() {
        return issuer.matches(subject);
    }

    /// basicConstraints says cA.
    public boolean isCa() {
        return extensions.basicConstraints().map(ExtensionValue.BasicConstraints::cA).orElse(false);
    }

    public boolean isPrecertificate() {
        return extensions.find(Oids.PRECERTIFICATE_POISON).isPresent();
    }

    public Optional<Bytes> subjectKeyIdentifier() {
        return extensions
                .find(ExtensionValue.SubjectKeyIdentifier.class)
                .map(ExtensionValue.SubjectKeyIdentifier::keyIdentifier);
    }

    public Optional<Bytes> authorityKeyIdentifier() {
        return extensions
                .find(ExtensionValue.AuthorityKeyIdentifier.class)
                .flatMap(ExtensionValue.AuthorityKeyIdentifier::keyIdentifier);
    }

    public boolean has(Fault.Kind kind) {
        return faults.stream().anyMatch(fault -> fault.kind() == kind);
    }

    /// The serial number as the roll writes it: hexadecimal of the content octets, `-` when
    /// negative.
    public String serialNumberHex() {
        String digits = Bytes.of(serialNumber.abs().toByteArray()).toHex();
        return serialNumber.signum() < 0 ? "-" + digits : digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && encoded.equals(certificate.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "certificate " + serialNumberHex() + " of " + subject;
    }
}
