package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.INFO;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.FieldLints.has;
import static io.muster.x509.lint.FieldLints.rule;

import io.muster.model.Severity;
import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue;
import io.muster.x509.Fault;
import io.muster.x509.KeyUse;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Extensions of every certificate: RFC 5280 4.2, RFC 6962, RFC 7633.
final class ExtensionLints {
    static final List<Lint> ALL =
            List.of(
                    rule(
                            "duplicate-extension",
                            HIGH,
                            "4.2",
                            "has the same extension twice",
                            has(Fault.Kind.DUPLICATE_EXTENSION)),
                    rule(
                            "unreadable-extension",
                            HIGH,
                            "4.2",
                            "has an extension that cannot be read",
                            has(Fault.Kind.UNREADABLE_EXTENSION)),
                    rule(
                            "empty-extensions",
                            LOW,
                            "4.1.2.9",
                            "has an empty list of extensions",
                            has(Fault.Kind.EMPTY_EXTENSIONS)),
                    critical("aki-critical", Oids.AUTHORITY_KEY_IDENTIFIER, "4.2.1.1"),
                    rule(
                            "aki-missing",
                            MEDIUM,
                            "4.2.1.1",
                            "has no authorityKeyIdentifier and is not self-signed",
                            certificate ->
                                    !certificate.isSelfIssued()
                                            && certificate
                                                    .extensions()
                                                    .find(Oids.AUTHORITY_KEY_IDENTIFIER)
                                                    .isEmpty()),
                    rule(
                            "aki-without-key",
                            MEDIUM,
                            "4.2.1.1",
                            "has an authorityKeyIdentifier without keyIdentifier",
                            certificate ->
                                    !certificate.isSelfIssued()
                                            && certificate
                                                    .extensions()
                                                    .find(Oids.AUTHORITY_KEY_IDENTIFIER)
                                                    .isPresent()
                                            && certificate.authorityKeyIdentifier().isEmpty()),
                    critical("ski-critical", Oids.SUBJECT_KEY_IDENTIFIER, "4.2.1.2"),
                    rule(
                            "key-usage-not-critical",
                            LOW,
                            "4.2.1.3",
                            "has a keyUsage that is not critical",
                            present(Oids.KEY_USAGE).and(isCritical(Oids.KEY_USAGE).negate())),
                    rule(
                            "key-usage-empty",
                            MEDIUM,
                            "4.2.1.3",
                            "has a keyUsage without any bit",
                            certificate ->
                                    certificate
                                            .extensions()
                                            .keyUsage()
                                            .map(usage -> usage.uses().isEmpty())
                                            .orElse(false)),
                    rule(
                            "extended-key-usage-unreadable",
                            MEDIUM,
                            "4.2.1.12",
                            "has an extKeyUsage that is empty or cannot be read",
                            unreadable(Oids.EXTENDED_KEY_USAGE)),
                    rule(
                            "extended-key-usage-any-critical",
                            LOW,
                            "4.2.1.12",
                            "allows any purpose in a critical extKeyUsage",
                            isCritical(Oids.EXTENDED_KEY_USAGE)
                                    .and(purpose(Oids.ANY_EXTENDED_KEY_USAGE))),
                    rule(
                            "extended-key-usage-any",
                            LOW,
                            "4.2.1.12",
                            "allows any purpose",
                            purpose(Oids.ANY_EXTENDED_KEY_USAGE)),
                    rule(
                            "key-usage-inconsistent",
                            LOW,
                            "4.2.1.12",
                            "has a keyUsage that does not fit its extKeyUsage",
                            ExtensionLints::isInconsistent),
                    rule(
                            "time-stamping-not-alone",
                            MEDIUM,
                            "RFC 3161 2.3",
                            "allows time stamping beside other purposes or not critically",
                            purpose(Oids.TIME_STAMPING)
                                    .and(
                                            isCritical(Oids.EXTENDED_KEY_USAGE)
                                                    .negate()
                                                    .or(certificate ->
                                                            purposes(certificate).size() > 1))),
                    rule(
                            "issuer-alt-name-critical",
                            LOW,
                            "4.2.1.7",
                            "has a critical issuerAltName",
                            isCritical(Oids.ISSUER_ALT_NAME)),
                    rule(
                            "issuer-alt-name-unreadable",
                            LOW,
                            "4.2.1.7",
                            "has an issuerAltName that is empty or cannot be read",
                            unreadable(Oids.ISSUER_ALT_NAME)),
                    rule(
                            "distribution-points-critical",
                            LOW,
                            "4.2.1.13",
                            "has critical cRLDistributionPoints",
                            isCritical(Oids.CRL_DISTRIBUTION_POINTS)),
                    rule(
                            "distribution-points-unreadable",
                            MEDIUM,
                            "4.2.1.13",
                            "has a distribution point with neither name nor issuer",
                            unreadable(Oids.CRL_DISTRIBUTION_POINTS)),
                    critical("freshest-crl-critical", Oids.FRESHEST_CRL, "4.2.1.15"),
                    critical("aia-critical", Oids.AUTHORITY_INFO_ACCESS, "4.2.2.1"),
                    critical("sia-critical", Oids.SUBJECT_INFO_ACCESS, "4.2.2.2"),
                    critical(
                            "subject-directory-attributes-critical",
                            new Oid("2.5.29.9"),
                            "4.2.1.8"),
                    rule(
                            "must-staple",
                            INFO,
                            "RFC 7633 4.2.3",
                            "asks for a stapled OCSP answer",
                            certificate ->
                                    certificate
                                            .extensions()
                                            .find(ExtensionValue.TlsFeature.class)
                                            .map(feature -> feature.features().contains(5))
                                            .orElse(false)),
                    rule(
                            "precertificate-with-timestamps",
                            MEDIUM,
                            "RFC 6962 3.3",
                            "is a precertificate with timestamps",
                            certificate ->
                                    certificate.isPrecertificate()
                                            && certificate
                                                    .extensions()
                                                    .find(Oids.SIGNED_CERTIFICATE_TIMESTAMPS)
                                                    .isPresent()),
                    rule(
                            "timestamps-empty",
                            LOW,
                            "RFC 6962 3.3",
                            "has an empty or unreadable list of timestamps",
                            certificate ->
                                    unreadable(Oids.SIGNED_CERTIFICATE_TIMESTAMPS).test(certificate)
                                            || certificate
                                                    .extensions()
                                                    .find(
                                                            ExtensionValue
                                                                    .SignedCertificateTimestamps
                                                                    .class)
                                                    .map(list -> list.timestamps().isEmpty())
                                                    .orElse(false)));

    private ExtensionLints() {}

    static Predicate<Certificate> present(Oid oid) {
        return certificate -> certificate.extensions().find(oid).isPresent();
    }

    static Predicate<Certificate> isCritical(Oid oid) {
        return certificate -> certificate.extensions().isCritical(oid);
    }

    static Predicate<Certificate> unreadable(Oid oid) {
        return certificate ->
                certificate
                        .extensions()
                        .find(oid)
                        .map(extension -> extension.value() instanceof ExtensionValue.Unreadable)
                        .orElse(false);
    }

    private static Lint critical(String id, Oid oid, String section) {
        return rule(
                id,
                Severity.MEDIUM,
                section,
                "has a critical extension that must not be critical",
                isCritical(oid));
    }

    static List<Oid> purposes(Certificate certificate) {
        return certificate
                .extensions()
                .extendedKeyUsage()
                .map(ExtensionValue.ExtendedKeyUsage::purposes)
                .orElse(List.of());
    }

    static Predicate<Certificate> purpose(Oid purpose) {
        return certificate -> purposes(certificate).contains(purpose);
    }

    static boolean allows(Certificate certificate, KeyUse use) {
        return certificate.extensions().keyUsage().map(usage -> usage.allows(use)).orElse(false);
    }

    /// RFC 5280 4.2.1.12 lists for each purpose the bits that go with it: each purpose needs one of
    /// its own, and each bit a purpose. Purposes that the standard does not list allow everything.
    private static boolean isInconsistent(Certificate certificate) {
        if (certificate.extensions().keyUsage().isEmpty() || certificate.isCa()) {
            return false;
        }
        Set<KeyUse> uses = certificate.extensions().keyUsage().get().uses();
        List<Set<KeyUse>> fitting =
                purposes(certificate).stream().map(ExtensionLints::fittingUses).toList();
        if (fitting.isEmpty() || fitting.stream().anyMatch(Set::isEmpty)) {
            return false;
        }
        boolean purposeWithoutUse =
                fitting.stream().anyMatch(set -> set.stream().noneMatch(uses::contains));
        boolean useWithoutPurpose =
                uses.stream().anyMatch(use -> fitting.stream().noneMatch(set -> set.contains(use)));
        return purposeWithoutUse || useWithoutPurpose;
    }

    private static Set<KeyUse> fittingUses(Oid purpose) {
        if (purpose.equals(Oids.SERVER_AUTH)) {
            return Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_ENCIPHERMENT, KeyUse.KEY_AGREEMENT);
        }
        if (purpose.equals(Oids.CLIENT_AUTH)) {
            return Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_AGREEMENT);
        }
        if (purpose.equals(Oids.CODE_SIGNING)) {
            return Set.of(KeyUse.DIGITAL_SIGNATURE);
        }
        if (purpose.equals(Oids.TIME_STAMPING) || purpose.equals(Oids.OCSP_SIGNING)) {
            return Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION);
        }
        if (purpose.equals(Oids.EMAIL_PROTECTION)) {
            return Set.of(
                    KeyUse.DIGITAL_SIGNATURE,
                    KeyUse.NON_REPUDIATION,
                    KeyUse.KEY_ENCIPHERMENT,
                    KeyUse.KEY_AGREEMENT);
        }
        return Set.of();
    }
}
