package io.muster.x509.lint;

import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.FieldLints.has;
import static io.muster.x509.lint.FieldLints.rule;

import io.muster.x509.Certificate;
import io.muster.x509.Der;
import io.muster.x509.DistinguishedName;
import io.muster.x509.Fault;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Issuer and subject: RFC 5280 4.1.2.4, 4.1.2.6 and the upper bounds of appendix A.
final class SubjectLints {
    private static final Oid COUNTRY = new Oid("2.5.4.6");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    static final List<Lint> ALL =
            List.of(
                    rule(
                            "name-unreadable",
                            MEDIUM,
                            "4.1.2.4",
                            "has a name attribute that does not fit its string type",
                            has(Fault.Kind.WRONG_ATTRIBUTE)),
                    rule(
                            "country-not-iso",
                            LOW,
                            "A.1",
                            "has a country that is not two letters of ISO 3166",
                            SubjectLints::hasUnknownCountry),
                    rule(
                            "country-not-printable",
                            LOW,
                            "A.1",
                            "has a country that is not a PrintableString",
                            certificate ->
                                    typed(certificate.subject(), COUNTRY, Der.PRINTABLE_STRING)
                                            || typed(
                                                    certificate.issuer(),
                                                    COUNTRY,
                                                    Der.PRINTABLE_STRING)),
                    rule(
                            "common-name-too-long",
                            LOW,
                            "A.1",
                            "has a common name of more than 64 characters",
                            longer(Oids.COMMON_NAME, 64)),
                    rule(
                            "organization-too-long",
                            LOW,
                            "A.1",
                            "has an organization of more than 64 characters",
                            longer(new Oid("2.5.4.10"), 64)),
                    rule(
                            "organizational-unit-too-long",
                            LOW,
                            "A.1",
                            "has an organizational unit of more than 64 characters",
                            longer(new Oid("2.5.4.11"), 64)),
                    rule(
                            "locality-too-long",
                            LOW,
                            "A.1",
                            "has a locality of more than 128 characters",
                            longer(new Oid("2.5.4.7"), 128)),
                    rule(
                            "state-too-long",
                            LOW,
                            "A.1",
                            "has a state of more than 128 characters",
                            longer(new Oid("2.5.4.8"), 128)),
                    rule(
                            "serial-number-attribute-too-long",
                            LOW,
                            "A.1",
                            "has a serialNumber attribute of more than 64 characters",
                            longer(new Oid("2.5.4.5"), 64)),
                    rule(
                            "email-attribute-too-long",
                            LOW,
                            "A.1",
                            "has an emailAddress of more than 255 characters",
                            longer(Oids.EMAIL_ADDRESS, 255)),
                    rule(
                            "subject-whitespace",
                            LOW,
                            "7.1",
                            "has a subject with white space at an end",
                            certificate -> hasOuterSpace(certificate.subject())),
                    rule(
                            "issuer-whitespace",
                            LOW,
                            "7.1",
                            "has an issuer with white space at an end",
                            certificate -> hasOuterSpace(certificate.issuer())),
                    rule(
                            "name-control-characters",
                            MEDIUM,
                            "4.1.2.6",
                            "has control characters in its subject",
                            SubjectLints::hasControls),
                    rule(
                            "name-deprecated-string",
                            LOW,
                            "4.1.2.4",
                            "has a subject in a deprecated string type",
                            SubjectLints::hasDeprecatedString),
                    rule(
                            "several-common-names",
                            LOW,
                            "4.1.2.6",
                            "has more than one common name",
                            certificate ->
                                    certificate.subject().values(Oids.COMMON_NAME).size() > 1));

    private SubjectLints() {}

    private static Predicate<Certificate> longer(Oid type, int most) {
        return certificate ->
                certificate.subject().values(type).stream()
                        .anyMatch(value -> value.codePointCount(0, value.length()) > most);
    }

    private static boolean hasUnknownCountry(Certificate certificate) {
        return certificate.subject().values(COUNTRY).stream()
                .anyMatch(value -> !COUNTRIES.contains(value) && !value.equals("XX"));
    }

    /// Whether an attribute of `type` is in another string type than `tag`.
    private static boolean typed(DistinguishedName name, Oid type, int tag) {
        return name.attributes().stream()
                .anyMatch(attribute -> attribute.type().equals(type) && attribute.tag() != tag);
    }

    private static boolean hasOuterSpace(DistinguishedName name) {
        return name.attributes().stream()
                .flatMap(attribute -> attribute.value().stream())
                .anyMatch(value -> !value.strip().equals(value));
    }

    private static boolean hasControls(Certificate certificate) {
        return certificate.subject().attributes().stream()
                .flatMap(attribute -> attribute.value().stream())
                .anyMatch(value -> value.codePoints().anyMatch(Character::isISOControl));
    }

    private static boolean hasDeprecatedString(Certificate certificate) {
        return certificate.subject().attributes().stream()
                .anyMatch(attribute ->
                        attribute.tag() == Der.TELETEX_STRING
                                || attribute.tag() == Der.BMP_STRING
                                || attribute.tag() == Der.UNIVERSAL_STRING);
    }
}
