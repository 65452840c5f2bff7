package io.muster.discovery.content;

import io.muster.model.Algorithm;
import io.muster.model.Name;
import io.muster.model.X509Certificate;
import io.muster.x509.Algorithms;
import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue;
import io.muster.x509.Fault;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oid;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A decoded certificate as the roll keeps it.
final class CertificateSightings {
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "1.3.6.1.5.5.7.3.1", "serverAuth",
                    "1.3.6.1.5.5.7.3.2", "clientAuth",
                    "1.3.6.1.5.5.7.3.3", "codeSigning",
                    "1.3.6.1.5.5.7.3.4", "emailProtection",
                    "1.3.6.1.5.5.7.3.8", "timeStamping",
                    "1.3.6.1.5.5.7.3.9", "OCSPSigning",
                    "2.5.29.37.0", "anyExtendedKeyUsage");

    private CertificateSightings() {}

    static X509Certificate credential(Certificate certificate) {
        Algorithm publicKey = Algorithms.of(certificate.publicKey());
        Algorithm signature = Algorithms.of(certificate.signatureAlgorithm());
        List<Name> names =
                certificate.extensions().subjectAltNames().stream()
                        .map(GeneralName::toName)
                        .toList();
        return new X509Certificate(
                certificate.encoded(),
                certificate.subject().toString(),
                certificate.issuer().toString(),
                certificate.serialNumberHex(),
                names,
                new X509Certificate.Validity(certificate.notBefore(), certificate.notAfter()),
                new X509Certificate.Keys(
                        certificate.publicKey().keyId(),
                        publicKey,
                        signature,
                        certificate.subjectKeyIdentifier(),
                        certificate.authorityKeyIdentifier()),
                new X509Certificate.Usage(
                        certificate.isCa(),
                        keyUsage(certificate),
                        extendedKeyUsage(certificate),
                        certificate.isPrecertificate(),
                        certificate.isSelfIssued()),
                certificate.faults().stream().map(CertificateSightings::code).distinct().toList());
    }

    private static Set<String> keyUsage(Certificate certificate) {
        return certificate.extensions().keyUsage().stream()
                .flatMap(it -> it.uses().stream())
                .map(KeyUse::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> extendedKeyUsage(Certificate certificate) {
        return certificate
                .extensions()
                .extendedKeyUsage()
                .map(ExtensionValue.ExtendedKeyUsage::purposes)
                .stream()
                .flatMap(List::stream)
                .map(Oid::dotted)
                .map(it -> PURPOSES.getOrDefault(it, it))
                .collect(Collectors.toSet());
    }

    private static String code(Fault fault) {
        return fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
