package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.ExtensionLints.allows;
import static io.muster.x509.lint.ExtensionLints.isCritical;
import static io.muster.x509.lint.ExtensionLints.present;
import static io.muster.x509.lint.ExtensionLints.unreadable;
import static io.muster.x509.lint.FieldLints.rule;

import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue.NameConstraints;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oids;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Certificates of CAs: RFC 5280 4.2.1.2, 4.2.1.3, 4.2.1.9, 4.2.1.10.
final class CaLints {
    private static final Predicate<Certificate> CA = Certificate::isCa;

    static final List<Lint> ALL =
            List.of(
                    rule(
                            "ca-subject-empty",
                            HIGH,
                            "4.1.2.6",
                            "is a CA without a subject",
                            CA.and(certificate -> certificate.subject().isEmpty())),
                    rule(
                            "ca-without-ski",
                            MEDIUM,
                            "4.2.1.2",
                            "is a CA without subjectKeyIdentifier",
                            CA.and(present(Oids.SUBJECT_KEY_IDENTIFIER).negate())),
                    rule(
                            "basic-constraints-not-critical",
                            MEDIUM,
                            "4.2.1.9",
                            "is a CA whose basicConstraints is not critical",
                            CA.and(isCritical(Oids.BASIC_CONSTRAINTS).negate())),
                    rule(
                            "basic-constraints-unreadable",
                            HIGH,
                            "4.2.1.9",
                            "has a basicConstraints that cannot be read",
                            unreadable(Oids.BASIC_CONSTRAINTS)),
                    rule(
                            "path-length-without-ca",
                            MEDIUM,
                            "4.2.1.9",
                            "has a pathLenConstraint without being a CA that signs certificates",
                            certificate ->
                                    hasPathLength(certificate)
                                            && !(certificate.isCa()
                                                    && allows(certificate, KeyUse.KEY_CERT_SIGN))),
                    rule(
                            "ca-key-usage-missing",
                            MEDIUM,
                            "4.2.1.3",
                            "is a CA without keyUsage",
                            CA.and(present(Oids.KEY_USAGE).negate())),
                    rule(
                            "ca-may-not-sign",
                            MEDIUM,
                            "4.2.1.3",
                            "is a CA that may not sign certificates",
                            CA.and(present(Oids.KEY_USAGE))
                                    .and(certificate ->
                                            !allows(certificate, KeyUse.KEY_CERT_SIGN))),
                    rule(
                            "cert-sign-without-ca",
                            HIGH,
                            "4.2.1.3",
                            "may sign certificates without being a CA",
                            CA.negate()
                                    .and(certificate -> allows(certificate, KeyUse.KEY_CERT_SIGN))),
                    rule(
                            "name-constraints-not-critical",
                            MEDIUM,
                            "4.2.1.10",
                            "has nameConstraints that are not critical",
                            present(Oids.NAME_CONSTRAINTS)
                                    .and(isCritical(Oids.NAME_CONSTRAINTS).negate())),
                    rule(
                            "name-constraints-without-ca",
                            MEDIUM,
                            "4.2.1.10",
                            "has nameConstraints without being a CA",
                            CA.negate().and(present(Oids.NAME_CONSTRAINTS))),
                    rule(
                            "name-constraints-unreadable",
                            HIGH,
                            "4.2.1.10",
                            "has nameConstraints that are empty or cannot be read",
                            unreadable(Oids.NAME_CONSTRAINTS)),
                    rule(
                            "name-constraints-form",
                            LOW,
                            "4.2.1.10",
                            "constrains a form of name that nobody checks",
                            CaLints::constrainsOddForm));

    private CaLints() {}

    private static boolean hasPathLength(Certificate certificate) {
        return certificate
                .extensions()
                .basicConstraints()
                .map(constraints -> constraints.pathLenConstraint().isPresent())
                .orElse(false);
    }

    private static boolean constrainsOddForm(Certificate certificate) {
        return certificate.extensions().find(NameConstraints.class).stream()
                .flatMap(constraints ->
                        Stream.concat(
                                constraints.permitted().stream(), constraints.excluded().stream()))
                .anyMatch(base ->
                        base instanceof GeneralName.X400Address
                                || base instanceof GeneralName.EdiPartyName
                                || base instanceof GeneralName.RegisteredId
                                || base instanceof GeneralName.OtherName);
    }
}
