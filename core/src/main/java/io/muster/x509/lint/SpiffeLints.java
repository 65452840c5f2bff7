package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.ExtensionLints.allows;
import static io.muster.x509.lint.ExtensionLints.isCritical;
import static io.muster.x509.lint.ExtensionLints.present;
import static io.muster.x509.lint.ExtensionLints.purposes;

import io.muster.model.Severity;
import io.muster.x509.Certificate;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oids;
import io.muster.x509.lint.Lint.Scope;
import java.util.List;
import java.util.function.Predicate;

/// X.509-SVIDs: X509-SVID.md sections 2 to 4.
final class SpiffeLints {
    static final List<Lint> ALL =
            List.of(
                    lint(
                            "spiffe-several-uris",
                            HIGH,
                            "2",
                            "has more than one URI",
                            certificate -> uris(certificate).size() > 1),
                    lint(
                            "spiffe-no-path",
                            HIGH,
                            "3.1",
                            "names a whole trust domain and no workload",
                            certificate ->
                                    !certificate.isCa()
                                            && uris(certificate).stream()
                                                    .anyMatch(uri -> !hasPath(uri))),
                    lint(
                            "spiffe-ca-with-path",
                            HIGH,
                            "3.2",
                            "is a CA and names a workload",
                            certificate ->
                                    certificate.isCa()
                                            && uris(certificate).stream()
                                                    .anyMatch(SpiffeLints::hasPath)),
                    lint(
                            "spiffe-leaf-signs",
                            HIGH,
                            "4.3",
                            "is no CA but may sign certificates or lists",
                            certificate ->
                                    !certificate.isCa()
                                            && (allows(certificate, KeyUse.KEY_CERT_SIGN)
                                                    || allows(certificate, KeyUse.CRL_SIGN))),
                    lint(
                            "spiffe-no-digital-signature",
                            MEDIUM,
                            "4.3",
                            "is no CA and may not sign",
                            certificate ->
                                    !certificate.isCa()
                                            && !allows(certificate, KeyUse.DIGITAL_SIGNATURE)),
                    lint(
                            "spiffe-key-usage-not-critical",
                            MEDIUM,
                            "4.3",
                            "has no critical keyUsage",
                            isCritical(Oids.KEY_USAGE).negate()),
                    lint(
                            "spiffe-extended-key-usage",
                            MEDIUM,
                            "4.4",
                            "has an extKeyUsage without serverAuth and clientAuth",
                            certificate ->
                                    !certificate.isCa()
                                            && present(Oids.EXTENDED_KEY_USAGE).test(certificate)
                                            && !purposes(certificate)
                                                    .containsAll(
                                                            List.of(
                                                                    Oids.SERVER_AUTH,
                                                                    Oids.CLIENT_AUTH))));

    private SpiffeLints() {}

    private static Lint lint(
            String id,
            Severity severity,
            String section,
            String complaint,
            Predicate<Certificate> violatedBy) {
        return new Lint(
                id,
                severity,
                Scope.SPIFFE,
                "X509-SVID " + section,
                "the SVID " + complaint,
                certificate ->
                        uris(certificate).stream().anyMatch(uri -> uri.startsWith("spiffe:"))
                                && violatedBy.test(certificate));
    }

    private static List<String> uris(Certificate certificate) {
        return certificate.extensions().subjectAltNames().stream()
                .filter(GeneralName.UniformResourceIdentifier.class::isInstance)
                .map(name -> ((GeneralName.UniformResourceIdentifier) name).uri())
                .toList();
    }

    private static boolean hasPath(String uri) {
        String rest = uri.substring(Math.min(uri.length(), "spiffe://".length()));
        int slash = rest.indexOf('/');
        return slash >= 0 && slash < rest.length() - 1;
    }
}
