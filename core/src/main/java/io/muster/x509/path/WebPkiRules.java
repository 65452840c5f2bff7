package io.muster.x509.path;

import io.muster.x509.Algorithms;
import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue.AuthorityKeyIdentifier;
import io.muster.x509.ExtensionValue.ExtendedKeyUsage;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the Baseline Requirements for TLS server certificates (version 2.2) add to RFC 5280 and a
/// relying party can see.
final class WebPkiRules {
    private static final int MIN_RSA_BITS = 2048;

    /// P-256, P-384 and P-521 (6.1.5).
    private static final Set<String> CURVES =
            Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    /// SHA-256, SHA-384 and SHA-512 with RSA (PKCS#1 and PSS) and ECDSA (7.1.3.2).
    private static final Set<String> SIGNATURES =
            Set.of(
                    "RSA-SHA256",
                    "RSA-SHA384",
                    "RSA-SHA512",
                    "RSASSA-PSS-SHA-256",
                    "RSASSA-PSS-SHA-384",
                    "RSASSA-PSS-SHA-512",
                    "ECDSA-SHA256",
                    "ECDSA-SHA384",
                    "ECDSA-SHA512");

    void checkKey(Certificate certificate) throws Rejected {
        PublicKeyInfo key = certificate.publicKey();
        boolean rsa =
                key.rsa().isPresent()
                        && key.algorithm().algorithm().equals(Oids.RSA)
                        && key.size() >= MIN_RSA_BITS
                        && key.size() % 8 == 0
                        && key.rsa().get().publicExponent().testBit(0);
        boolean ec = key.curve().map(curve -> CURVES.contains(curve.dotted())).orElse(false);
        if (!rsa && !ec) {
            throw new Rejected(
                    Reason.UNACCEPTABLE_KEY,
                    certificate,
                    Algorithms.of(key).label() + " keys are not allowed (BR 6.1.5)");
        }
    }

    void checkSignature(Certificate certificate) throws Rejected {
        String name = Algorithms.of(certificate.signatureAlgorithm()).name();
        if (!SIGNATURES.contains(name)) {
            throw new Rejected(
                    Reason.UNACCEPTABLE_ALGORITHM,
                    certificate,
                    "signatures with " + name + " are not allowed (BR 7.1.3.2)");
        }
    }

    void checkRoot(Certificate certificate) throws Rejected {
        if (!certificate.isSelfIssued()) {
            return;
        }
        require(
                certificate.extensions().extendedKeyUsage().isEmpty(),
                certificate,
                "is a root with extKeyUsage (BR 7.1.2.1.2)");
        Optional<AuthorityKeyIdentifier> authority =
                certificate.extensions().find(AuthorityKeyIdentifier.class);
        if (authority.isPresent()) {
            boolean keyOnly =
                    authority.get().keyIdentifier().isPresent()
                            && authority.get().authorityCertIssuer().isEmpty()
                            && authority.get().authorityCertSerialNumber().isEmpty();
            require(
                    keyOnly
                            && authority
                                    .get()
                                    .keyIdentifier()
                                    .equals(certificate.subjectKeyIdentifier()),
                    certificate,
                    "is a root whose authorityKeyIdentifier is not its own key (BR 7.1.2.1.3)");
        }
    }

    void checkEndEntity(Certificate certificate) throws Rejected {
        require(!certificate.isCa(), certificate, "is a CA (BR 7.1.2.7.8)");
        require(
                !certificate.extensions().subjectAltNames().isEmpty(),
                certificate,
                "has no subjectAltName (BR 7.1.2.7.12)");
        require(
                certificate.subject().isEmpty()
                        || !certificate.extensions().isCritical(Oids.SUBJECT_ALT_NAME),
                certificate,
                "has a subject and a critical subjectAltName (BR 7.1.2.7.12)");
        List<Oid> purposes =
                certificate
                        .extensions()
                        .extendedKeyUsage()
                        .map(ExtendedKeyUsage::purposes)
                        .orElse(List.of());
        require(!purposes.isEmpty(), certificate, "has no extKeyUsage (BR 7.1.2.7.6)");
        require(
                !certificate.extensions().isCritical(Oids.EXTENDED_KEY_USAGE),
                certificate,
                "has a critical extKeyUsage (BR 7.1.2.7.6)");
        require(
                !purposes.contains(Oids.ANY_EXTENDED_KEY_USAGE),
                certificate,
                "allows any purpose (BR 7.1.2.7.10)");
        for (String name : certificate.subject().values(Oids.COMMON_NAME)) {
            require(
                    CommonName.fits(name, certificate.extensions().subjectAltNames()),
                    certificate,
                    "has a common name that contradicts subjectAltName (BR 7.1.4.3)");
        }
    }

    private static void require(boolean holds, Certificate certificate, String complaint)
            throws Rejected {
        if (!holds) {
            throw new Rejected(
                    Reason.PROFILE_VIOLATION, certificate, "the certificate " + complaint);
        }
    }
}
