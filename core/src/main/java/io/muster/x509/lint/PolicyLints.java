package io.muster.x509.lint;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.x509.lint.ExtensionLints.isCritical;
import static io.muster.x509.lint.ExtensionLints.present;
import static io.muster.x509.lint.ExtensionLints.unreadable;
import static io.muster.x509.lint.FieldLints.rule;

import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue.CertificatePolicies;
import io.muster.x509.ExtensionValue.PolicyInformation;
import io.muster.x509.ExtensionValue.PolicyMapping;
import io.muster.x509.ExtensionValue.PolicyMappings;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.util.List;
import java.util.Set;

/// Policies: RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14.
final class PolicyLints {
    static final List<Lint> ALL =
            List.of(
                    rule(
                            "policy-duplicate",
                            MEDIUM,
                            "4.2.1.4",
                            "has the same policy twice",
                            certificate ->
                                    policies(certificate).size()
                                            > Set.copyOf(policies(certificate)).size()),
                    rule(
                            "policy-mapping-any",
                            HIGH,
                            "4.2.1.5",
                            "maps anyPolicy",
                            certificate ->
                                    mappings(certificate).stream().anyMatch(PolicyLints::mapsAny)),
                    rule(
                            "policy-mapping-not-critical",
                            LOW,
                            "4.2.1.5",
                            "has a policyMappings that is not critical",
                            present(Oids.POLICY_MAPPINGS)
                                    .and(isCritical(Oids.POLICY_MAPPINGS).negate())),
                    rule(
                            "policy-mapping-without-policy",
                            LOW,
                            "4.2.1.5",
                            "maps a policy that it does not have",
                            certificate ->
                                    mappings(certificate).stream()
                                            .anyMatch(mapping ->
                                                    !policies(certificate)
                                                            .contains(
                                                                    mapping.issuerDomainPolicy()))),
                    rule(
                            "policy-constraints-not-critical",
                            MEDIUM,
                            "4.2.1.11",
                            "has a policyConstraints that is not critical",
                            present(Oids.POLICY_CONSTRAINTS)
                                    .and(isCritical(Oids.POLICY_CONSTRAINTS).negate())),
                    rule(
                            "policy-constraints-empty",
                            MEDIUM,
                            "4.2.1.11",
                            "has a policyConstraints that says nothing",
                            unreadable(Oids.POLICY_CONSTRAINTS)),
                    rule(
                            "inhibit-any-policy-not-critical",
                            MEDIUM,
                            "4.2.1.14",
                            "has an inhibitAnyPolicy that is not critical",
                            present(Oids.INHIBIT_ANY_POLICY)
                                    .and(isCritical(Oids.INHIBIT_ANY_POLICY).negate())));

    private PolicyLints() {}

    private static List<Oid> policies(Certificate certificate) {
        return certificate
                .extensions()
                .find(CertificatePolicies.class)
                .map(CertificatePolicies::policies)
                .orElse(List.of())
                .stream()
                .map(PolicyInformation::policy)
                .toList();
    }

    private static List<PolicyMapping> mappings(Certificate certificate) {
        return certificate
                .extensions()
                .find(PolicyMappings.class)
                .map(PolicyMappings::mappings)
                .orElse(List.of());
    }

    private static boolean mapsAny(PolicyMapping mapping) {
        return mapping.issuerDomainPolicy().equals(Oids.ANY_POLICY)
                || mapping.subjectDomainPolicy().equals(Oids.ANY_POLICY);
    }
}
