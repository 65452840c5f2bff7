package io.muster.x509.path;

import io.muster.model.Bytes;
import io.muster.x509.Certificate;
import io.muster.x509.KeyUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks for a path from one certificate up to an anchor, depth first, likely issuers first. What
/// can be refused early is (wrong signature, not a CA, expired, a loop); a path that reaches an
/// anchor is judged whole by [PathCheck], and when it fails the search goes on. Every step is paid
/// from the budget, so hostile meshes of cross-certificates end quickly.
final class PathBuilder {
    /// An absolute bound, self-issued certificates included.
    private static final int MAX_CERTIFICATES = 64;

    private final PathValidator.Search search;
    private final Certificate endEntity;
    private final PathValidator.Role role;
    private final List<Certificate> path = new ArrayList<>();
    private Optional<Rejected> best = Optional.empty();
    private boolean bestIsWholePath;

    PathBuilder(PathValidator.Search search, Certificate endEntity, PathValidator.Role role) {
        this.search = search;
        this.endEntity = endEntity;
        this.role = role;
    }

    Validation.Valid build() throws Rejected {
        path.add(endEntity);
        Optional<Validation.Valid> found =
                search.anchors().contains(endEntity) ? judge() : Optional.empty();
        if (found.isEmpty()) {
            found = extend();
        }
        if (found.isPresent()) {
            return found.get();
        }
        throw best.orElseGet(() ->
                new Rejected(
                        Reason.NO_TRUSTED_PATH,
                        endEntity,
                        "no trusted certificate or intermediate is named " + endEntity.issuer()));
    }

    private Optional<Validation.Valid> extend() throws Rejected {
        Certificate child = path.getLast();
        for (Certificate issuer : candidates(child)) {
            search.budget().step();
            boolean anchor = search.anchors().contains(issuer);
            Optional<Rejected> obstacle = obstacle(child, issuer);
            if (obstacle.isPresent()) {
                remember(obstacle.get());
                continue;
            }
            path.add(issuer);
            Optional<Validation.Valid> found = anchor ? judge() : extend();
            if (found.isPresent()) {
                return found;
            }
            path.removeLast();
        }
        return Optional.empty();
    }

    /// Issuers by name: anchors first, then those whose key identifier fits.
    private List<Certificate> candidates(Certificate child) {
        List<Certificate> candidates = new ArrayList<>(search.anchors().named(child.issuer()));
        for (Certificate issuer : search.intermediates().named(child.issuer())) {
            if (!search.anchors().contains(issuer)) {
                candidates.add(issuer);
            }
        }
        Optional<Bytes> wanted = child.authorityKeyIdentifier();
        Comparator<Certificate> anchorsFirst =
                Comparator.comparing(issuer -> !search.anchors().contains(issuer));
        candidates.sort(anchorsFirst.thenComparing(issuer -> keyDistance(wanted, issuer)));
        return candidates;
    }

    private static int keyDistance(Optional<Bytes> wanted, Certificate issuer) {
        Optional<Bytes> has = issuer.subjectKeyIdentifier();
        if (wanted.isEmpty() || has.isEmpty()) {
            return 1;
        }
        return wanted.equals(has) ? 0 : 2;
    }

    /// Why `issuer` cannot stand above `child` in the path as it is so far.
    private Optional<Rejected> obstacle(Certificate child, Certificate issuer) throws Rejected {
        if (issuer.equals(child)) {
            return Optional.of(
                    reject(
                            Reason.NO_TRUSTED_PATH,
                            issuer,
                            issuer.subject() + " signed itself, and nothing says to trust it"));
        }
        if (isLoop(issuer)) {
            return Optional.of(
                    reject(Reason.NO_TRUSTED_PATH, issuer, "the certificates form a loop"));
        }
        int below = (int) path.stream().skip(1).filter(one -> !one.isSelfIssued()).count();
        boolean anchor = search.anchors().contains(issuer);
        int intermediates = anchor || issuer.isSelfIssued() ? below : below + 1;
        if (intermediates > search.requirements().limits().intermediates()
                || path.size() >= MAX_CERTIFICATES) {
            return Optional.of(
                    reject(Reason.PATH_TOO_LONG, issuer, "the path is longer than allowed"));
        }
        boolean signs =
                issuer.extensions()
                        .keyUsage()
                        .map(usage -> usage.allows(KeyUse.KEY_CERT_SIGN))
                        .orElse(true);
        if (!issuer.isCa() || !signs) {
            return Optional.of(
                    reject(
                            Reason.NOT_A_CA,
                            issuer,
                            issuer.subject() + " may not issue certificates (RFC 5280 6.1.4)"));
        }
        Optional<Rejected> outside = PathCheck.outsideValidity(issuer, search.requirements().at());
        if (outside.isPresent()) {
            return outside;
        }
        if (InheritedKeys.isIncomplete(issuer.publicKey())) {
            // Checked by PathCheck, once it is known from whom the parameters come.
            return Optional.empty();
        }
        return switch (search.signatures().check(child, issuer.publicKey())) {
            case VALID -> Optional.empty();
            case WRONG ->
                    Optional.of(
                            reject(
                                    Reason.WRONG_SIGNATURE,
                                    child,
                                    "the signature was not made with the key of "
                                            + issuer.subject()));
            case UNSUPPORTED ->
                    Optional.of(
                            reject(
                                    Reason.UNACCEPTABLE_ALGORITHM,
                                    child,
                                    "the signature algorithm is not supported"));
            case UNUSABLE_KEY ->
                    Optional.of(
                            reject(
                                    Reason.UNACCEPTABLE_KEY,
                                    issuer,
                                    "the key of " + issuer.subject() + " cannot be used"));
        };
    }

    /// The same name with the same key twice only makes a path longer (RFC 4158 5.2).
    private boolean isLoop(Certificate issuer) {
        return path.stream()
                .anyMatch(one ->
                        one.equals(issuer)
                                || (!one.equals(endEntity)
                                        && one.publicKey()
                                                .encoded()
                                                .equals(issuer.publicKey().encoded())
                                        && one.subject().matches(issuer.subject())
                                        && one.extensions()
                                                .subjectAltNames()
                                                .equals(issuer.extensions().subjectAltNames())));
    }

    private Optional<Validation.Valid> judge() throws Rejected {
        search.budget().path();
        try {
            return Optional.of(new PathCheck(search, path, role).valid());
        } catch (Rejected e) {
            if (e.reason() == Reason.TOO_COSTLY) {
                throw e;
            }
            // A complete path that failed says more than a branch that led nowhere.
            best = best.filter(_ -> bestIsWholePath).or(() -> Optional.of(e));
            bestIsWholePath = true;
            return Optional.empty();
        }
    }

    private void remember(Rejected obstacle) {
        if (best.isEmpty()) {
            best = Optional.of(obstacle);
        }
    }

    private static Rejected reject(Reason reason, Certificate at, String message) {
        return new Rejected(reason, at, message);
    }
}
