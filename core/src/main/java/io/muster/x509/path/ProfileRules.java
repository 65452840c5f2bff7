package io.muster.x509.path;

import io.muster.model.Algorithm;
import io.muster.x509.Algorithms;
import io.muster.x509.Certificate;
import io.muster.x509.Deviation;
import io.muster.x509.Extension;
import io.muster.x509.ExtensionValue.BasicConstraints;
import io.muster.x509.ExtensionValue.KeyUsage;
import io.muster.x509.Fault;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The certificate profile: the MUSTs of RFC 5280 section 4 that a relying party can see.
final class ProfileRules {
    /// Deviations so widespread and harmless that nobody refuses them.
    private static final Set<String> HARMLESS =
            Set.of(
                    Deviation.DEFAULT_VALUE.name(),
                    Deviation.UNUSED_BITS.name(),
                    Deviation.TIME_CHOICE.name());

    private static final List<Oid> MUST_NOT_BE_CRITICAL =
            List.of(
                    Oids.AUTHORITY_KEY_IDENTIFIER,
                    Oids.SUBJECT_KEY_IDENTIFIER,
                    Oids.AUTHORITY_INFO_ACCESS,
                    Oids.SUBJECT_INFO_ACCESS,
                    Oids.FRESHEST_CRL);

    private final Profile profile;
    private final WebPkiRules web = new WebPkiRules();

    ProfileRules(Profile profile) {
        this.profile = profile;
    }

    /// An anchor is trusted by its key: its serial number, often 0 in old roots, says nothing.
    void checkFaults(Certificate certificate, boolean anchor) throws Rejected {
        for (Fault fault : certificate.faults()) {
            boolean harmless =
                    switch (fault.kind()) {
                        case NON_DER -> HARMLESS.contains(fault.detail());
                        case UNIQUE_IDENTIFIER -> profile == Profile.RFC5280_PATH;
                        case ZERO_SERIAL, NEGATIVE_SERIAL, LONG_SERIAL ->
                                anchor || profile == Profile.RFC5280_PATH;
                        default -> false;
                    };
            if (!harmless) {
                throw new Rejected(Reason.MALFORMED, certificate, "the certificate has " + fault);
            }
        }
    }

    void checkAny(Certificate certificate) throws Rejected {
        Algorithm key = Algorithms.of(certificate.publicKey());
        if (key.strength() == Algorithm.Strength.BROKEN) {
            throw new Rejected(
                    Reason.UNACCEPTABLE_KEY, certificate, key.label() + " keys are broken");
        }
        if (profile == Profile.RFC5280_PATH) {
            return;
        }
        require(certificate.version() == 3, certificate, "is not of version 3 (4.1.2.1)");
        require(!certificate.issuer().isEmpty(), certificate, "has no issuer name (4.1.2.4)");
        for (Oid oid : MUST_NOT_BE_CRITICAL) {
            require(
                    !certificate.extensions().isCritical(oid),
                    certificate,
                    "has a critical extension " + oid + " that must not be (4.2)");
        }
        Optional<Extension> names = certificate.extensions().find(Oids.SUBJECT_ALT_NAME);
        if (certificate.subject().isEmpty()) {
            require(
                    names.isPresent() && names.get().critical(),
                    certificate,
                    "has an empty subject and no critical subjectAltName (4.1.2.6)");
        }
        requireSyntax(certificate);
        for (Oid oid : List.of(Oids.POLICY_CONSTRAINTS, Oids.INHIBIT_ANY_POLICY)) {
            require(
                    certificate.extensions().find(oid).map(Extension::critical).orElse(true),
                    certificate,
                    "has a non-critical extension " + oid + " (4.2.1.11, 4.2.1.14)");
        }
        if (profile == Profile.WEB_PKI) {
            web.checkKey(certificate);
        }
    }

    /// Host names in preferred name syntax, never addresses (4.2.1.6).
    private static void requireSyntax(Certificate certificate) throws Rejected {
        for (GeneralName name : certificate.extensions().subjectAltNames()) {
            if (name instanceof GeneralName.DnsName(String host)) {
                require(
                        DnsNames.isPatternSyntax(host),
                        certificate,
                        "has a malformed dNSName (4.2.1.6)");
            }
        }
    }

    void checkCa(Certificate certificate, boolean anchor) throws Rejected {
        Optional<BasicConstraints> constraints = certificate.extensions().basicConstraints();
        Optional<KeyUsage> usage = certificate.extensions().keyUsage();
        if (constraints.isEmpty() || !constraints.get().cA()) {
            throw new Rejected(
                    Reason.NOT_A_CA, certificate, certificate.subject() + " is not a CA (4.2.1.9)");
        }
        if (usage.isPresent() && !usage.get().allows(KeyUse.KEY_CERT_SIGN)) {
            throw new Rejected(
                    Reason.NOT_A_CA,
                    certificate,
                    certificate.subject() + " may not sign certificates (4.2.1.3)");
        }
        if (profile == Profile.RFC5280_PATH) {
            return;
        }
        require(
                certificate.extensions().isCritical(Oids.BASIC_CONSTRAINTS),
                certificate,
                "is a CA with non-critical basicConstraints (4.2.1.9)");
        require(
                !certificate.subject().isEmpty(),
                certificate,
                "is a CA without a subject (4.1.2.6)");
        require(
                certificate.subjectKeyIdentifier().isPresent(),
                certificate,
                "is a CA without subjectKeyIdentifier (4.2.1.2)");
        boolean selfSigned = anchor && certificate.isSelfIssued() && namesOwnKey(certificate);
        require(
                selfSigned || certificate.authorityKeyIdentifier().isPresent(),
                certificate,
                "has no authorityKeyIdentifier (4.2.1.1)");
        boolean constraintsCritical =
                certificate
                        .extensions()
                        .find(Oids.NAME_CONSTRAINTS)
                        .map(Extension::critical)
                        .orElse(true);
        require(
                constraintsCritical || profile == Profile.WEB_PKI,
                certificate,
                "has non-critical nameConstraints (4.2.1.10)");
        if (profile == Profile.WEB_PKI && anchor) {
            web.checkRoot(certificate);
        }
    }

    private static boolean namesOwnKey(Certificate certificate) {
        return certificate
                .authorityKeyIdentifier()
                .map(key -> certificate.subjectKeyIdentifier().equals(Optional.of(key)))
                .orElse(true);
    }

    void checkEndEntity(Certificate certificate, boolean isAnchor) throws Rejected {
        if (profile == Profile.RFC5280_PATH) {
            return;
        }
        boolean ca = certificate.isCa();
        boolean signs =
                certificate
                        .extensions()
                        .keyUsage()
                        .map(usage -> usage.allows(KeyUse.KEY_CERT_SIGN))
                        .orElse(false);
        require(!signs || ca, certificate, "has keyCertSign without cA (4.2.1.3)");
        require(
                ca || certificate.extensions().find(Oids.NAME_CONSTRAINTS).isEmpty(),
                certificate,
                "has nameConstraints without being a CA (4.2.1.10)");
        require(
                isAnchor || certificate.authorityKeyIdentifier().isPresent(),
                certificate,
                "has no authorityKeyIdentifier (4.2.1.1)");
        if (profile == Profile.WEB_PKI) {
            web.checkEndEntity(certificate);
        }
    }

    /// The algorithm that signed `certificate`; the anchor's own signature is nobody's business.
    void checkSignature(Certificate certificate) throws Rejected {
        Algorithm algorithm = Algorithms.of(certificate.signatureAlgorithm());
        boolean refused =
                switch (algorithm.strength()) {
                    case BROKEN -> true;
                    // DSA is weak by policy but still a signature; SHA-1 can be forged.
                    case WEAK -> profile != Profile.RFC5280_PATH && algorithm.bits() < 80;
                    case PRE_STANDARD, UNKNOWN -> true;
                    case QUANTUM_VULNERABLE, HYBRID, QUANTUM_SAFE -> false;
                };
        if (refused) {
            throw new Rejected(
                    Reason.UNACCEPTABLE_ALGORITHM,
                    certificate,
                    "signatures with " + algorithm.name() + " are not accepted");
        }
        if (profile == Profile.WEB_PKI) {
            web.checkSignature(certificate);
        }
    }

    static void require(boolean holds, Certificate certificate, String complaint) throws Rejected {
        if (!holds) {
            throw new Rejected(
                    Reason.PROFILE_VIOLATION,
                    certificate,
                    "the certificate " + complaint + ", RFC 5280");
        }
    }
}
