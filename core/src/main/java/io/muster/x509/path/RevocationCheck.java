package io.muster.x509.path;

import io.muster.model.Malformed;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.ExtensionValue.CrlDistributionPoints;
import io.muster.x509.ExtensionValue.DistributionPoint;
import io.muster.x509.RevocationReason;
import io.muster.x509.RevokedCertificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Revocation by lists (RFC 5280 6.3.3), for every certificate of a path but the anchor. A
/// certificate is good only when usable lists cover all reasons and none names it; anything less is
/// refused.
final class RevocationCheck {
    private static final Set<RevocationReason> ALL_REASONS =
            EnumSet.complementOf(
                    EnumSet.of(RevocationReason.UNSPECIFIED, RevocationReason.REMOVE_FROM_CRL));

    private final PathValidator.Search search;
    private final List<Certificate> path;

    RevocationCheck(PathValidator.Search search, List<Certificate> path) {
        this.search = search;
        this.path = path;
    }

    void check() throws Rejected {
        if (search.requirements().revocation()
                instanceof Requirements.Revocation.Required(List<CertificateList> lists)) {
            for (int i = path.size() - 2; i >= 0; i--) {
                check(i, lists);
            }
        }
    }

    private void check(int index, List<CertificateList> lists) throws Rejected {
        Certificate certificate = path.get(index);
        Set<RevocationReason> covered = EnumSet.noneOf(RevocationReason.class);
        ListUse use = new ListUse(search, path, index + 1);
        for (DistributionPoint point : points(certificate)) {
            for (CertificateList list : lists) {
                Set<RevocationReason> reasons = use.reasons(list, certificate, point);
                if (list.isDelta() || covered.containsAll(reasons) || !use.isTrusted(list)) {
                    continue;
                }
                Optional<RevokedCertificate> entry =
                        find(list, use.delta(list, lists), certificate);
                if (entry.isPresent()) {
                    throw new Rejected(
                            Reason.REVOKED,
                            certificate,
                            "revoked at "
                                    + entry.get().revocationDate()
                                    + ": "
                                    + entry.get().reason());
                }
                covered.addAll(reasons);
            }
        }
        if (!covered.containsAll(ALL_REASONS)) {
            throw new Rejected(
                    Reason.REVOCATION_UNKNOWN,
                    certificate,
                    "no usable revocation list says whether it is revoked (RFC 5280 6.3.3)");
        }
    }

    /// The certificate's distribution points, and its issuer's complete list.
    private static List<DistributionPoint> points(Certificate certificate) {
        List<DistributionPoint> points =
                new ArrayList<>(
                        certificate
                                .extensions()
                                .find(CrlDistributionPoints.class)
                                .map(CrlDistributionPoints::points)
                                .orElse(List.of()));
        points.add(new DistributionPoint(Optional.empty(), Set.of(), List.of()));
        return points;
    }

    static Set<RevocationReason> allReasons() {
        return ALL_REASONS;
    }

    /// What the newer delta says counts; `removeFromCRL` there means good again (RFC 5280 6.3.3
    /// (i)).
    private static Optional<RevokedCertificate> find(
            CertificateList list, Optional<CertificateList> delta, Certificate certificate)
            throws Rejected {
        try {
            if (delta.isPresent()) {
                Optional<RevokedCertificate> newer =
                        delta.get().find(certificate.serialNumber(), certificate.issuer());
                if (newer.isPresent()) {
                    return newer.filter(
                            entry -> entry.reason() != RevocationReason.REMOVE_FROM_CRL);
                }
            }
            return list.find(certificate.serialNumber(), certificate.issuer());
        } catch (Malformed e) {
            throw new Rejected(
                    Reason.REVOCATION_UNKNOWN,
                    certificate,
                    "a revocation list is malformed: " + e.reason());
        }
    }
}
