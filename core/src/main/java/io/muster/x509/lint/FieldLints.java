package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.INFO;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;

import io.muster.model.Algorithm;
import io.muster.model.Severity;
import io.muster.x509.Algorithms;
import io.muster.x509.Certificate;
import io.muster.x509.Deviation;
import io.muster.x509.Fault;
import io.muster.x509.Oids;
import io.muster.x509.lint.Lint.Scope;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// The fields of a certificate: RFC 5280 4.1.
final class FieldLints {
    private static final Instant NO_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    static final List<Lint> ALL =
            List.of(
                    rule(
                            "version-not-3",
                            MEDIUM,
                            "4.1.2.1",
                            "is not of version 3",
                            certificate -> certificate.version() != 3),
                    rule(
                            "version-without-extensions",
                            HIGH,
                            "4.1.2.1",
                            "has extensions or identifiers that its version does not have",
                            has(Fault.Kind.WRONG_VERSION)),
                    rule(
                            "unique-identifier",
                            LOW,
                            "4.1.2.8",
                            "has a unique identifier",
                            has(Fault.Kind.UNIQUE_IDENTIFIER)),
                    rule(
                            "serial-not-positive",
                            MEDIUM,
                            "4.1.2.2",
                            "has a serial number that is not positive",
                            certificate -> certificate.serialNumber().signum() <= 0),
                    rule(
                            "serial-too-long",
                            MEDIUM,
                            "4.1.2.2",
                            "has a serial number of more than 20 octets",
                            has(Fault.Kind.LONG_SERIAL)),
                    rule(
                            "signature-algorithm-mismatch",
                            HIGH,
                            "4.1.1.2",
                            "names two different signature algorithms",
                            has(Fault.Kind.SIGNATURE_ALGORITHM_MISMATCH)),
                    rule(
                            "validity-reversed",
                            HIGH,
                            "4.1.2.5",
                            "ends before it begins",
                            has(Fault.Kind.REVERSED_VALIDITY)),
                    rule(
                            "time-format",
                            LOW,
                            "4.1.2.5",
                            "has a time without seconds or not in Zulu",
                            deviates(Deviation.TIME_FORMAT)),
                    rule(
                            "time-choice",
                            LOW,
                            "4.1.2.5",
                            "writes a year before 2050 as GeneralizedTime",
                            deviates(Deviation.TIME_CHOICE)),
                    rule(
                            "no-expiry",
                            INFO,
                            "4.1.2.5",
                            "has no well-defined expiration date",
                            certificate -> !certificate.notAfter().isBefore(NO_EXPIRY)),
                    rule(
                            "issuer-empty",
                            HIGH,
                            "4.1.2.4",
                            "has no issuer name",
                            certificate -> certificate.issuer().isEmpty()),
                    rule("not-der", LOW, "4.1", "is not encoded in DER", FieldLints::isNotDer),
                    rule(
                            "signature-broken-digest",
                            HIGH,
                            "4.1.1.2",
                            "is signed with a broken digest",
                            certificate ->
                                    signature(certificate).strength() == Algorithm.Strength.BROKEN),
                    rule(
                            "signature-weak-digest",
                            HIGH,
                            "4.1.1.2",
                            "is signed with SHA-1 or another weak algorithm",
                            certificate ->
                                    signature(certificate).strength() == Algorithm.Strength.WEAK),
                    rule(
                            "signature-pre-standard",
                            HIGH,
                            "4.1.1.2",
                            "is signed with an algorithm made before the standard",
                            certificate ->
                                    signature(certificate).strength()
                                            == Algorithm.Strength.PRE_STANDARD),
                    new Lint(
                            "unsigned",
                            INFO,
                            Scope.ALL,
                            "RFC 9925 3",
                            "the certificate is unsigned and proves nothing",
                            certificate ->
                                    certificate
                                            .signatureAlgorithm()
                                            .algorithm()
                                            .equals(Oids.UNSIGNED)),
                    new Lint(
                            "prehashed-signature",
                            MEDIUM,
                            Scope.ALL,
                            "RFC 9881 8.3",
                            "the certificate is signed with HashML-DSA, which certificates must not be",
                            certificate -> signature(certificate).name().startsWith("HashML-DSA")));

    private FieldLints() {}

    private static Algorithm signature(Certificate certificate) {
        return Algorithms.of(certificate.signatureAlgorithm());
    }

    static Predicate<Certificate> has(Fault.Kind kind) {
        return certificate -> certificate.has(kind);
    }

    static Predicate<Certificate> deviates(Deviation deviation) {
        return certificate ->
                certificate.faults().stream()
                        .anyMatch(fault ->
                                fault.kind() == Fault.Kind.NON_DER
                                        && fault.detail().equals(deviation.name()));
    }

    private static boolean isNotDer(Certificate certificate) {
        return certificate.faults().stream()
                .anyMatch(fault ->
                        fault.kind() == Fault.Kind.NON_DER
                                && !fault.detail().equals(Deviation.TIME_CHOICE.name()));
    }

    static Lint rule(
            String id,
            Severity severity,
            String section,
            String complaint,
            Predicate<Certificate> violatedBy) {
        return new Lint(
                id,
                severity,
                Scope.ALL,
                "RFC 5280 " + section,
                "the certificate " + complaint,
                violatedBy);
    }
}
