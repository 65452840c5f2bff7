package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.ExtensionLints.allows;
import static io.muster.x509.lint.ExtensionLints.isCritical;
import static io.muster.x509.lint.ExtensionLints.present;
import static io.muster.x509.lint.ExtensionLints.purpose;
import static io.muster.x509.lint.ExtensionLints.purposes;

import io.muster.model.Severity;
import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue.AccessDescription;
import io.muster.x509.ExtensionValue.AuthorityInfoAccess;
import io.muster.x509.ExtensionValue.CrlDistributionPoints;
import io.muster.x509.ExtensionValue.DistributionPoint;
import io.muster.x509.ExtensionValue.DistributionPointName;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import io.muster.x509.lint.Lint.Scope;
import io.muster.x509.path.CommonName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// TLS server certificates of public CAs: the Baseline Requirements, version 2.2.
final class WebPkiLints {
    private static final Oid ORGANIZATIONAL_UNIT = new Oid("2.5.4.11");

    /// From which issue date on a certificate may live how long (6.3.2), both ends included.
    private record Step(Instant from, Duration most) {}

    private static final List<Step> SCHEDULE =
            List.of(
                    new Step(Instant.parse("2029-03-15T00:00:00Z"), Duration.ofDays(47)),
                    new Step(Instant.parse("2027-03-15T00:00:00Z"), Duration.ofDays(100)),
                    new Step(Instant.parse("2026-03-15T00:00:00Z"), Duration.ofDays(200)),
                    new Step(Instant.parse("2020-09-01T00:00:00Z"), Duration.ofDays(398)),
                    new Step(Instant.parse("2018-03-01T00:00:00Z"), Duration.ofDays(825)));

    static final List<Lint> ALL =
            List.of(
                    lint(
                            "web-validity-too-long",
                            HIGH,
                            "6.3.2",
                            "lives longer than allowed at its issue date",
                            WebPkiLints::livesTooLong),
                    lint(
                            "web-san-missing",
                            HIGH,
                            "7.1.2.7.12",
                            "has no subjectAltName",
                            present(Oids.SUBJECT_ALT_NAME).negate()),
                    lint(
                            "web-common-name-not-in-san",
                            MEDIUM,
                            "7.1.4.3",
                            "has a common name that is not one of its names",
                            certificate ->
                                    certificate.subject().values(Oids.COMMON_NAME).stream()
                                            .anyMatch(name ->
                                                    !CommonName.repeats(
                                                            name,
                                                            certificate
                                                                    .extensions()
                                                                    .subjectAltNames()))),
                    lint(
                            "web-san-directory-name",
                            MEDIUM,
                            "7.1.2.7.12",
                            "has a directoryName in subjectAltName",
                            NameLints.any(GeneralName.DirectoryName.class::isInstance)),
                    lint(
                            "web-san-other-name",
                            MEDIUM,
                            "7.1.2.7.12",
                            "has an otherName in subjectAltName",
                            NameLints.any(GeneralName.OtherName.class::isInstance)),
                    lint(
                            "web-san-email",
                            MEDIUM,
                            "7.1.2.7.12",
                            "has a mailbox in subjectAltName",
                            NameLints.any(GeneralName.Rfc822Name.class::isInstance)),
                    lint(
                            "web-san-uri",
                            MEDIUM,
                            "7.1.2.7.12",
                            "has a URI in subjectAltName",
                            NameLints.any(GeneralName.UniformResourceIdentifier.class::isInstance)),
                    lint(
                            "web-reserved-address",
                            MEDIUM,
                            "4.2.2",
                            "has a reserved address",
                            NameLints.any(name ->
                                    name instanceof GeneralName.IpAddress ip
                                            && ReservedAddresses.contains(ip.address()))),
                    lint(
                            "web-internal-name",
                            MEDIUM,
                            "4.2.2",
                            "has a name that is not under a public domain",
                            NameLints.anyHost(WebPkiLints::isInternal)),
                    lint(
                            "web-extended-key-usage-missing",
                            HIGH,
                            "7.1.2.7.10",
                            "has no extKeyUsage",
                            present(Oids.EXTENDED_KEY_USAGE).negate()),
                    lint(
                            "web-extended-key-usage-any",
                            MEDIUM,
                            "7.1.2.7.10",
                            "allows any purpose",
                            purpose(Oids.ANY_EXTENDED_KEY_USAGE)),
                    lint(
                            "web-extended-key-usage-critical",
                            LOW,
                            "7.1.2.7.6",
                            "has a critical extKeyUsage",
                            isCritical(Oids.EXTENDED_KEY_USAGE)),
                    lint(
                            "web-aia-missing",
                            MEDIUM,
                            "7.1.2.7.7",
                            "has no authorityInfoAccess",
                            present(Oids.AUTHORITY_INFO_ACCESS).negate()),
                    lint(
                            "web-aia-not-http",
                            MEDIUM,
                            "7.1.2.7.7",
                            "has an authorityInfoAccess that is not http",
                            WebPkiLints::hasOddAccess),
                    lint(
                            "web-distribution-points-not-http",
                            MEDIUM,
                            "7.1.2.11.2",
                            "has a distribution point that is not http",
                            WebPkiLints::hasOddPoint),
                    lint(
                            "web-policies-missing",
                            MEDIUM,
                            "7.1.2.7.9",
                            "has no certificatePolicies",
                            present(Oids.CERTIFICATE_POLICIES).negate()),
                    lint(
                            "web-organizational-unit",
                            LOW,
                            "7.1.2.7",
                            "has an organizational unit",
                            certificate ->
                                    !certificate
                                                    .notBefore()
                                                    .isBefore(Instant.parse("2022-09-01T00:00:00Z"))
                                            && !certificate
                                                    .subject()
                                                    .values(ORGANIZATIONAL_UNIT)
                                                    .isEmpty()),
                    lint(
                            "web-crl-sign",
                            MEDIUM,
                            "7.1.2.7.11",
                            "is no CA but may sign revocation lists",
                            certificate -> allows(certificate, KeyUse.CRL_SIGN)),
                    lint(
                            "web-key-size",
                            HIGH,
                            "6.1.5",
                            "has a key of a kind or size that is not allowed",
                            WebPkiLints::hasOddKey),
                    lint(
                            "web-client-auth",
                            LOW,
                            "7.1.2.7.10",
                            "may also authenticate clients, which browsers stop accepting",
                            purpose(Oids.CLIENT_AUTH)),
                    lint(
                            "web-ski",
                            LOW,
                            "7.1.2.7.6",
                            "has a subjectKeyIdentifier, which is not recommended",
                            present(Oids.SUBJECT_KEY_IDENTIFIER)),
                    new Lint(
                            "web-sha1",
                            HIGH,
                            Scope.WEB_PKI,
                            "BR 7.1.3.2",
                            "the certificate is signed with SHA-1",
                            certificate ->
                                    isSha1(certificate)
                                            && !(certificate.isCa()
                                                    && certificate.isSelfIssued())));

    private WebPkiLints() {}

    /// Binds certificates that a TLS server shows: no CA, and serverAuth or any host name.
    private static Lint lint(
            String id,
            Severity severity,
            String section,
            String complaint,
            Predicate<Certificate> violatedBy) {
        return new Lint(
                id,
                severity,
                Scope.WEB_PKI,
                "BR " + section,
                "the certificate " + complaint,
                certificate -> isServer(certificate) && violatedBy.test(certificate));
    }

    private static boolean isServer(Certificate certificate) {
        List<Oid> purposes = purposes(certificate);
        boolean serves =
                purposes.isEmpty()
                        || purposes.contains(Oids.SERVER_AUTH)
                        || purposes.contains(Oids.ANY_EXTENDED_KEY_USAGE);
        return serves && !certificate.isCa();
    }

    private static boolean isSha1(Certificate certificate) {
        return switch (certificate.signatureAlgorithm().algorithm().dotted()) {
            case "1.2.840.113549.1.1.5",
                    "1.3.14.3.2.29",
                    "1.2.840.10045.4.1",
                    "1.2.840.10040.4.3" ->
                    true;
            default -> false;
        };
    }

    private static boolean livesTooLong(Certificate certificate) {
        Duration life =
                Duration.between(certificate.notBefore(), certificate.notAfter()).plusSeconds(1);
        for (Step step : SCHEDULE) {
            if (!certificate.notBefore().isBefore(step.from())) {
                return life.compareTo(step.most()) > 0;
            }
        }
        return false;
    }

    private static boolean isInternal(String host) {
        String name = host.startsWith("*.") ? host.substring(2) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return name.indexOf('.') < 0
                || List.of(
                                "local",
                                "internal",
                                "localhost",
                                "lan",
                                "corp",
                                "home",
                                "test",
                                "invalid")
                        .contains(last);
    }

    private static boolean hasOddAccess(Certificate certificate) {
        return certificate.extensions().find(AuthorityInfoAccess.class).stream()
                .flatMap(access -> access.descriptions().stream())
                .map(AccessDescription::location)
                .anyMatch(location -> !isHttp(location));
    }

    private static boolean hasOddPoint(Certificate certificate) {
        return certificate.extensions().find(CrlDistributionPoints.class).stream()
                .flatMap(points -> points.points().stream())
                .map(DistributionPoint::name)
                .anyMatch(name ->
                        !(name.isPresent()
                                && name.get()
                                        instanceof
                                        DistributionPointName.FullName(List<GeneralName> names)
                                && names.stream().allMatch(WebPkiLints::isHttp)));
    }

    private static boolean isHttp(GeneralName name) {
        return name instanceof GeneralName.UniformResourceIdentifier(String uri)
                && uri.startsWith("http://");
    }

    private static boolean hasOddKey(Certificate certificate) {
        var key = certificate.publicKey();
        if (key.rsa().isPresent()) {
            return key.size() < 2048 || key.size() % 8 != 0;
        }
        return key.curve()
                .map(curve ->
                        switch (curve.dotted()) {
                            case "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35" -> false;
                            default -> true;
                        })
                .orElse(true);
    }
}
