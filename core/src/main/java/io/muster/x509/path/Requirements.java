package io.muster.x509.path;

import io.muster.x509.CertificateList;
import io.muster.x509.Oid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is asked of a path. Starts with [#at]; the `with` methods add to it.
///
/// @param at the time for which validity and revocation are judged
/// @param peerName must be in subjectAltName
/// @param extendedKeyUsage each must be allowed by the end entity's extKeyUsage, when it has one
/// @param policies the inputs of RFC 5280 6.1.1 (c) to (f)
/// @param revocation where revocation is looked up
public record Requirements(
        Instant at,
        Profile profile,
        Optional<PeerName> peerName,
        Set<Oid> extendedKeyUsage,
        Policies policies,
        Revocation revocation,
        Limits limits) {

    /// @param acceptable user-initial-policy-set; any policy when empty
    public record Policies(
            Set<Oid> acceptable,
            boolean requireExplicitPolicy,
            boolean inhibitPolicyMapping,
            boolean inhibitAnyPolicy) {
        public static final Policies ANY = new Policies(Set.of(), false, false, false);

        public Policies {
            acceptable = Set.copyOf(acceptable);
        }
    }

    /// How revocation is treated.
    public sealed interface Revocation {
        /// Nothing is checked.
        record NotChecked() implements Revocation {}

        /// Every certificate below the anchor must be covered by these lists.
        record Required(List<CertificateList> lists) implements Revocation {
            public Required {
                lists = List.copyOf(lists);
            }
        }
    }

    public Requirements {
        extendedKeyUsage = Set.copyOf(extendedKeyUsage);
    }

    public static Requirements at(Instant at, Profile profile) {
        return new Requirements(
                at,
                profile,
                Optional.empty(),
                Set.of(),
                Policies.ANY,
                new Revocation.NotChecked(),
                Limits.DEFAULT);
    }

    public Requirements withPeerName(PeerName name) {
        return new Requirements(
                at, profile, Optional.of(name), extendedKeyUsage, policies, revocation, limits);
    }

    public Requirements withExtendedKeyUsage(Set<Oid> purposes) {
        return new Requirements(at, profile, peerName, purposes, policies, revocation, limits);
    }

    public Requirements withPolicies(Policies inputs) {
        return new Requirements(
                at, profile, peerName, extendedKeyUsage, inputs, revocation, limits);
    }

    public Requirements withRevocation(Revocation how) {
        return new Requirements(at, profile, peerName, extendedKeyUsage, policies, how, limits);
    }

    public Requirements withLimits(Limits most) {
        return new Requirements(
                at, profile, peerName, extendedKeyUsage, policies, revocation, most);
    }

    /// The same for the certificate that signed a revocation list: no name, no purpose, no policy.
    Requirements forListSigner() {
        return new Requirements(
                at, profile, Optional.empty(), Set.of(), Policies.ANY, revocation, limits);
    }
}
