package io.muster.x509.path;

import io.muster.x509.Certificate;
import io.muster.x509.Extension;
import io.muster.x509.ExtensionValue;
import io.muster.x509.ExtensionValue.BasicConstraints;
import io.muster.x509.ExtensionValue.ExtendedKeyUsage;
import io.muster.x509.ExtensionValue.NameConstraints;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges one complete path, from the anchor down, as RFC 5280 6.1 does. The signatures have been
/// checked while it was built, but for those under inherited parameters.
final class PathCheck {
    private final PathValidator.Search search;
    private final Requirements requirements;

    /// The end entity first, the anchor last.
    private final List<Certificate> path;

    private final PathValidator.Role role;
    private final ProfileRules rules;

    PathCheck(PathValidator.Search search, List<Certificate> path, PathValidator.Role role) {
        this.search = search;
        this.requirements = search.requirements();
        this.path = List.copyOf(path);
        this.role = role;
        this.rules = new ProfileRules(requirements.profile());
    }

    Validation.Valid valid() throws Rejected {
        InheritedKeys.check(path, search.signatures());
        NameConstraintCheck names = new NameConstraintCheck(search.budget());
        PolicyGraph policies = new PolicyGraph(policyInputs(), path.size() - 1);
        int maxPathLength = Integer.MAX_VALUE;
        for (int i = path.size() - 1; i > 0; i--) {
            Certificate certificate = path.get(i);
            boolean anchor = i == path.size() - 1;
            checkAny(certificate, anchor);
            rules.checkCa(certificate, anchor);
            if (!anchor) {
                if (!certificate.isSelfIssued()) {
                    names.check(certificate);
                    if (maxPathLength <= 0) {
                        throw new Rejected(
                                Reason.PATH_TOO_LONG,
                                certificate,
                                "pathLenConstraint is exceeded (RFC 5280 6.1.4 (l))");
                    }
                    maxPathLength--;
                }
                policies.process(certificate, false);
            }
            Optional<Integer> own = pathLength(certificate);
            maxPathLength = Math.min(maxPathLength, own.orElse(maxPathLength));
            Optional<NameConstraints> constraints =
                    certificate.extensions().find(NameConstraints.class);
            if (constraints.isPresent()) {
                names.add(constraints.get(), certificate);
            }
            if (!anchor) {
                policies.prepareForNext(certificate);
            }
            rules.checkSignature(path.get(i - 1));
        }
        Certificate endEntity = path.getFirst();
        boolean isAnchor = path.size() == 1;
        checkAny(endEntity, false);
        if (!isAnchor) {
            names.check(endEntity);
            policies.process(endEntity, true);
        }
        checkEndEntity(endEntity, isAnchor);
        Set<Oid> validPolicies = isAnchor ? Set.of() : policies.wrapUp(endEntity);
        new RevocationCheck(search, path).check();
        return new Validation.Valid(path, validPolicies);
    }

    private Requirements.Policies policyInputs() {
        return role == PathValidator.Role.END_ENTITY
                ? requirements.policies()
                : Requirements.Policies.ANY;
    }

    private static Optional<Integer> pathLength(Certificate certificate) {
        return certificate
                .extensions()
                .basicConstraints()
                .map(BasicConstraints::pathLenConstraint)
                .filter(length -> length.isPresent())
                .map(length -> length.getAsInt());
    }

    /// What holds for every certificate of a path.
    private void checkAny(Certificate certificate, boolean anchor) throws Rejected {
        Optional<Rejected> outside = outsideValidity(certificate, requirements.at());
        if (outside.isPresent()) {
            throw outside.get();
        }
        rules.checkFaults(certificate, anchor);
        for (Extension extension : certificate.extensions().all()) {
            if (extension.critical() && !isProcessed(extension)) {
                throw new Rejected(
                        Reason.UNKNOWN_CRITICAL_EXTENSION,
                        certificate,
                        "critical extension " + extension.oid() + " is not known");
            }
        }
        rules.checkAny(certificate);
    }

    static Optional<Rejected> outsideValidity(Certificate certificate, Instant at) {
        if (at.isBefore(certificate.notBefore())) {
            return Optional.of(
                    new Rejected(
                            Reason.NOT_YET_VALID,
                            certificate,
                            certificate.subject()
                                    + " is not valid before "
                                    + certificate.notBefore()));
        }
        // Times in certificates are whole seconds, and the last one counts whole.
        if (!at.isBefore(certificate.notAfter().plusSeconds(1))) {
            return Optional.of(
                    new Rejected(
                            Reason.EXPIRED,
                            certificate,
                            certificate.subject() + " expired at " + certificate.notAfter()));
        }
        return Optional.empty();
    }

    /// The extensions that validation acts on; any other critical one makes a certificate invalid.
    private static boolean isProcessed(Extension extension) {
        return switch (extension.value()) {
            case ExtensionValue.SubjectAltName _,
                    ExtensionValue.IssuerAltName _,
                    ExtensionValue.BasicConstraints _,
                    ExtensionValue.KeyUsage _,
                    ExtensionValue.ExtendedKeyUsage _,
                    ExtensionValue.SubjectKeyIdentifier _,
                    ExtensionValue.AuthorityKeyIdentifier _,
                    ExtensionValue.NameConstraints _,
                    ExtensionValue.CertificatePolicies _,
                    ExtensionValue.PolicyMappings _,
                    ExtensionValue.PolicyConstraints _,
                    ExtensionValue.InhibitAnyPolicy _,
                    ExtensionValue.CrlDistributionPoints _,
                    ExtensionValue.FreshestCrl _,
                    ExtensionValue.TlsFeature _ ->
                    true;
            case ExtensionValue.AuthorityInfoAccess _,
                    ExtensionValue.SubjectInfoAccess _,
                    ExtensionValue.SignedCertificateTimestamps _,
                    ExtensionValue.PrecertificatePoison _,
                    ExtensionValue.CrlNumber _,
                    ExtensionValue.DeltaCrlIndicator _,
                    ExtensionValue.IssuingDistributionPoint _,
                    ExtensionValue.ReasonCode _,
                    ExtensionValue.InvalidityDate _,
                    ExtensionValue.CertificateIssuer _,
                    ExtensionValue.Unknown _,
                    ExtensionValue.Unreadable _ ->
                    false;
        };
    }

    private void checkEndEntity(Certificate endEntity, boolean isAnchor) throws Rejected {
        if (role == PathValidator.Role.LIST_SIGNER) {
            return;
        }
        rules.checkEndEntity(endEntity, isAnchor);
        if (requirements.peerName().isPresent()
                && !requirements.peerName().get().isIn(endEntity.extensions().subjectAltNames())) {
            throw new Rejected(
                    Reason.WRONG_NAME,
                    endEntity,
                    "subjectAltName does not hold the name that was asked for");
        }
        Optional<ExtendedKeyUsage> usage = endEntity.extensions().extendedKeyUsage();
        if (usage.isPresent()) {
            List<Oid> allowed = usage.get().purposes();
            for (Oid purpose : requirements.extendedKeyUsage()) {
                if (!allowed.contains(purpose) && !allowed.contains(Oids.ANY_EXTENDED_KEY_USAGE)) {
                    throw new Rejected(
                            Reason.WRONG_PURPOSE,
                            endEntity,
                            "extKeyUsage does not hold " + purpose);
                }
            }
        }
    }
}
