package io.muster.x509;

import io.muster.model.PublicKey;
import io.muster.model.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Turns what was decoded into the values of the roll.
public final class Credentials {
    private static final Map<Oid, String> PURPOSES =
            Map.of(
                    Oids.ANY_EXTENDED_KEY_USAGE, "anyExtendedKeyUsage",
                    Oids.SERVER_AUTH, "serverAuth",
                    Oids.CLIENT_AUTH, "clientAuth",
                    Oids.CODE_SIGNING, "codeSigning",
                    Oids.EMAIL_PROTECTION, "emailProtection",
                    Oids.TIME_STAMPING, "timeStamping",
                    Oids.OCSP_SIGNING, "OCSPSigning");

    private Credentials() {}

    public static X509Certificate of(Certificate certificate) {
        return new X509Certificate(
                certificate.encoded(),
                certificate.subject().toString(),
                certificate.issuer().toString(),
                certificate.serialNumberHex(),
                certificate.extensions().subjectAltNames().stream()
                        .map(GeneralName::toName)
                        .toList(),
                new X509Certificate.Validity(certificate.notBefore(), certificate.notAfter()),
                new X509Certificate.Keys(
                        certificate.publicKey().keyId(),
                        Algorithms.of(certificate.publicKey()),
                        Algorithms.of(certificate.signatureAlgorithm()),
                        certificate.subjectKeyIdentifier(),
                        certificate.authorityKeyIdentifier()),
                new X509Certificate.Usage(
                        certificate.isCa(),
                        keyUsage(certificate),
                        extendedKeyUsage(certificate),
                        certificate.isPrecertificate(),
                        certificate.isSelfIssued()),
                certificate.faults().stream().map(Credentials::code).distinct().toList());
    }

    /// A fault's stable code: `duplicate-extension`.
    private static String code(Fault fault) {
        return fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A bare public key, as a file or a request has it.
    public static PublicKey of(PublicKeyInfo key) {
        return new PublicKey(key.encoded(), Algorithms.of(key));
    }

    /// The short name of a purpose, its OID when it has none.
    public static String purposeName(Oid purpose) {
        return PURPOSES.getOrDefault(purpose, purpose.dotted());
    }

    private static Set<String> keyUsage(Certificate certificate) {
        Set<String> names = new HashSet<>();
        certificate
                .extensions()
                .keyUsage()
                .ifPresent(usage -> usage.uses().forEach(use -> names.add(use.toString())));
        return names;
    }

    private static Set<String> extendedKeyUsage(Certificate certificate) {
        Set<String> names = new HashSet<>();
        List<Oid> purposes =
                certificate
                        .extensions()
                        .extendedKeyUsage()
                        .map(ExtensionValue.ExtendedKeyUsage::purposes)
                        .orElse(List.of());
        purposes.forEach(purpose -> names.add(purposeName(purpose)));
        return names;
    }
}
