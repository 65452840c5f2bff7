package io.muster.x509.path;

import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.DistinguishedName;
import io.muster.x509.Extension;
import io.muster.x509.ExtensionValue;
import io.muster.x509.ExtensionValue.CrlScope;
import io.muster.x509.ExtensionValue.DeltaCrlIndicator;
import io.muster.x509.ExtensionValue.DistributionPoint;
import io.muster.x509.ExtensionValue.DistributionPointName;
import io.muster.x509.ExtensionValue.IssuingDistributionPoint;
import io.muster.x509.Fault;
import io.muster.x509.GeneralName;
import io.muster.x509.KeyUse;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import io.muster.x509.RevocationReason;
import io.muster.x509.SignatureCheck;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a revocation list may be used for the certificates of one issuer: its scope (RFC 5280
/// 6.3.3 (b), (d)), its time, and who signed it (f), (g).
final class ListUse {
    private final PathValidator.Search search;
    private final Certificate anchor;
    private final Certificate issuer;
    private final PublicKeyInfo issuerKey;

    /// @param issuer where the issuer stands in the path
    ListUse(PathValidator.Search search, List<Certificate> path, int issuer) throws Rejected {
        this.search = search;
        this.anchor = path.getLast();
        this.issuer = path.get(issuer);
        this.issuerKey = InheritedKeys.complete(path, issuer);
    }

    /// The reasons for which `list` speaks about `certificate` through `point`; none when it does
    /// not.
    Set<RevocationReason> reasons(
            CertificateList list, Certificate certificate, DistributionPoint point) {
        Optional<IssuingDistributionPoint> scope = list.issuingDistributionPoint();
        boolean indirect =
                scope.map(idp -> idp.scope().contains(CrlScope.INDIRECT_CRL)).orElse(false);
        boolean issuerFits =
                point.crlIssuer().isEmpty()
                        ? list.issuer().matches(certificate.issuer())
                        : indirect && holds(point.crlIssuer(), list.issuer());
        if (!issuerFits) {
            return Set.of();
        }
        Set<RevocationReason> reasons = EnumSet.copyOf(RevocationCheck.allReasons());
        if (!point.reasons().isEmpty()) {
            reasons.retainAll(point.reasons());
        }
        if (scope.isPresent()) {
            if (!isInScope(scope.get(), certificate)
                    || !namesFit(scope.get(), list, certificate, point)) {
                return Set.of();
            }
            if (!scope.get().onlySomeReasons().isEmpty()) {
                reasons.retainAll(scope.get().onlySomeReasons());
            }
        }
        return reasons;
    }

    private static boolean holds(List<GeneralName> names, DistinguishedName wanted) {
        return names.stream()
                .anyMatch(name ->
                        name instanceof GeneralName.DirectoryName(DistinguishedName one)
                                && one.matches(wanted));
    }

    private static boolean isInScope(IssuingDistributionPoint idp, Certificate certificate) {
        Set<CrlScope> scope = idp.scope();
        if (scope.contains(CrlScope.ONLY_ATTRIBUTE_CERTIFICATES)) {
            return false;
        }
        return certificate.isCa()
                ? !scope.contains(CrlScope.ONLY_USER_CERTIFICATES)
                : !scope.contains(CrlScope.ONLY_CA_CERTIFICATES);
    }

    /// One name of the list's distribution point is one of the certificate's (6.3.3 (b) (2) (i)).
    private static boolean namesFit(
            IssuingDistributionPoint idp,
            CertificateList list,
            Certificate certificate,
            DistributionPoint point) {
        if (idp.distributionPoint().isEmpty()) {
            return true;
        }
        List<GeneralName> ours = full(idp.distributionPoint().get(), list.issuer());
        DistinguishedName base = point.crlIssuer().isEmpty() ? certificate.issuer() : list.issuer();
        List<GeneralName> theirs =
                point.name().map(name -> full(name, base)).orElse(point.crlIssuer());
        return ours.stream().anyMatch(one -> theirs.stream().anyMatch(other -> same(one, other)));
    }

    private static List<GeneralName> full(DistributionPointName name, DistinguishedName base) {
        return switch (name) {
            case DistributionPointName.FullName(List<GeneralName> names) -> names;
            case DistributionPointName.RelativeName relative -> {
                try {
                    yield List.of(
                            new GeneralName.DirectoryName(
                                    DistinguishedName.below(base, relative.encoded())));
                } catch (Malformed e) {
                    // A name that cannot be read fits nothing.
                    yield List.of();
                }
            }
        };
    }

    private static boolean same(GeneralName one, GeneralName other) {
        if (one instanceof GeneralName.DirectoryName(DistinguishedName a)
                && other instanceof GeneralName.DirectoryName(DistinguishedName b)) {
            return a.matches(b);
        }
        return one.equals(other);
    }

    /// Whether the list is sound, current, and signed by whom it should be.
    boolean isTrusted(CertificateList list) throws Rejected {
        return isSound(list) && isCurrent(list) && isSignedRightly(list);
    }

    private boolean isCurrent(CertificateList list) {
        Instant at = search.requirements().at();
        return !at.isBefore(list.thisUpdate())
                && list.nextUpdate().map(next -> !at.isAfter(next)).orElse(false);
    }

    /// Version 2, a number, nothing critical that is unknown (RFC 5280 5.2).
    private static boolean isSound(CertificateList list) {
        for (Fault fault : list.faults()) {
            if (fault.kind() != Fault.Kind.NON_DER) {
                return false;
            }
        }
        for (Extension extension : list.extensions().all()) {
            boolean known =
                    switch (extension.value()) {
                        case ExtensionValue.IssuingDistributionPoint _,
                                ExtensionValue.DeltaCrlIndicator _,
                                ExtensionValue.AuthorityKeyIdentifier _ ->
                                true;
                        default -> false;
                    };
            if (extension.critical() && !known) {
                return false;
            }
        }
        return list.version() == 2 && list.crlNumber().isPresent() && entriesAreKnown(list);
    }

    /// No entry may carry a critical extension that is not understood (RFC 5280 5.3).
    private static boolean entriesAreKnown(CertificateList list) {
        boolean[] known = {true};
        try {
            list.forEach(entry -> {
                for (Extension extension : entry.extensions().all()) {
                    boolean issuer = extension.oid().equals(Oids.CERTIFICATE_ISSUER);
                    known[0] &= !extension.critical() || issuer;
                }
            });
        } catch (Malformed e) {
            return false;
        }
        return known[0];
    }

    private boolean isSignedRightly(CertificateList list) throws Rejected {
        List<Certificate> signers = new ArrayList<>();
        if (issuer.subject().matches(list.issuer())) {
            signers.add(issuer);
        }
        signers.addAll(search.anchors().named(list.issuer()));
        signers.addAll(search.intermediates().named(list.issuer()));
        for (Certificate signer : signers) {
            boolean mayList =
                    signer.extensions()
                            .keyUsage()
                            .map(usage -> usage.allows(KeyUse.CRL_SIGN))
                            .orElse(true);
            boolean keyFits =
                    list.authorityKeyIdentifier().isEmpty()
                            || signer.subjectKeyIdentifier().isEmpty()
                            || list.authorityKeyIdentifier().equals(signer.subjectKeyIdentifier());
            if (mayList
                    && keyFits
                    && search.signatures()
                                    .check(
                                            list,
                                            signer.equals(issuer) ? issuerKey : signer.publicKey())
                            == SignatureCheck.Answer.VALID
                    && (signer.equals(issuer) || isValid(signer))) {
                return true;
            }
        }
        return false;
    }

    /// A signer other than the issuer needs a path of its own to the same anchor (6.3.3 (f)).
    private boolean isValid(Certificate signer) throws Rejected {
        if (!search.listSigners().add(signer)) {
            // Being decided further up: a key may sign the list that covers its own certificate.
            return true;
        }
        try {
            Validation.Valid valid = search.find(signer, PathValidator.Role.LIST_SIGNER);
            return valid.path().getLast().equals(anchor);
        } catch (Rejected e) {
            if (e.reason() == Reason.TOO_COSTLY) {
                throw e;
            }
            return false;
        } finally {
            search.listSigners().remove(signer);
        }
    }

    /// A delta that continues `base` (RFC 5280 6.3.3 (c), 5.2.4).
    Optional<CertificateList> delta(CertificateList base, List<CertificateList> lists)
            throws Rejected {
        BigInteger number = base.crlNumber().orElse(BigInteger.ZERO);
        for (CertificateList list : lists) {
            Optional<DeltaCrlIndicator> indicator = list.extensions().find(DeltaCrlIndicator.class);
            if (indicator.isPresent()
                    && list.issuer().matches(base.issuer())
                    && list.issuingDistributionPoint().equals(base.issuingDistributionPoint())
                    && list.authorityKeyIdentifier().equals(base.authorityKeyIdentifier())
                    && indicator.get().baseCrlNumber().compareTo(number) <= 0
                    && list.crlNumber().orElse(BigInteger.ZERO).compareTo(number) > 0
                    && isTrusted(list)) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }
}
