package io.muster.x509.path;

import io.muster.x509.Certificate;
import io.muster.x509.ExtensionValue.CertificatePolicies;
import io.muster.x509.ExtensionValue.InhibitAnyPolicy;
import io.muster.x509.ExtensionValue.PolicyConstraints;
import io.muster.x509.ExtensionValue.PolicyInformation;
import io.muster.x509.ExtensionValue.PolicyMapping;
import io.muster.x509.ExtensionValue.PolicyMappings;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Certificate policies down a path: RFC 5280 6.1.2 to 6.1.5 with the graph of RFC 9618, which
/// grows with the number of policies and never exponentially. One level for each certificate; a
/// node knows its parents. Nodes that lead nowhere are left out at the end instead of being pruned
/// on the way.
final class PolicyGraph {
    private record Node(Oid policy, Set<Oid> expected, Set<Oid> parents) {}

    private final Requirements.Policies wanted;
    private final List<Map<Oid, Node>> levels = new ArrayList<>();
    private int explicitPolicy;
    private int inhibitAnyPolicy;
    private int policyMapping;

    /// @param length number of certificates in the path, the anchor not counted
    PolicyGraph(Requirements.Policies wanted, int length) {
        this.wanted = wanted;
        this.explicitPolicy = wanted.requireExplicitPolicy() ? 0 : length + 1;
        this.inhibitAnyPolicy = wanted.inhibitAnyPolicy() ? 0 : length + 1;
        this.policyMapping = wanted.inhibitPolicyMapping() ? 0 : length + 1;
        Node root = new Node(Oids.ANY_POLICY, Set.of(Oids.ANY_POLICY), Set.of());
        levels.add(Map.of(Oids.ANY_POLICY, root));
    }

    /// RFC 5280 6.1.3 (d) to (f).
    void process(Certificate certificate, boolean last) throws Rejected {
        Map<Oid, Node> above = levels.getLast();
        Map<Oid, Node> level = new LinkedHashMap<>();
        var policies = certificate.extensions().find(CertificatePolicies.class);
        if (policies.isPresent() && !above.isEmpty()) {
            Map<Oid, Set<Oid>> parentsByExpected = new HashMap<>();
            for (Node node : above.values()) {
                for (Oid expected : node.expected()) {
                    parentsByExpected
                            .computeIfAbsent(expected, _ -> new HashSet<>())
                            .add(node.policy());
                }
            }
            boolean any = false;
            for (PolicyInformation information : policies.get().policies()) {
                Oid policy = information.policy();
                any |= policy.equals(Oids.ANY_POLICY);
                if (!policy.equals(Oids.ANY_POLICY)) {
                    Set<Oid> parents = parentsByExpected.get(policy);
                    if (parents != null) {
                        level.put(policy, new Node(policy, Set.of(policy), parents));
                    } else if (above.containsKey(Oids.ANY_POLICY)) {
                        level.put(
                                policy, new Node(policy, Set.of(policy), Set.of(Oids.ANY_POLICY)));
                    }
                }
            }
            if (any && (inhibitAnyPolicy > 0 || (!last && certificate.isSelfIssued()))) {
                parentsByExpected.forEach((policy, parents) ->
                        level.putIfAbsent(policy, new Node(policy, Set.of(policy), parents)));
            }
        }
        levels.add(level);
        requireSomePolicy(certificate);
    }

    private void requireSomePolicy(Certificate certificate) throws Rejected {
        if (explicitPolicy <= 0 && levels.getLast().isEmpty()) {
            throw new Rejected(
                    Reason.POLICY_VIOLATED,
                    certificate,
                    "a policy is required and none is valid for the path (RFC 5280 6.1.3)");
        }
    }

    /// RFC 5280 6.1.4 (a), (b), (h) to (j).
    void prepareForNext(Certificate certificate) throws Rejected {
        var mappings = certificate.extensions().find(PolicyMappings.class);
        if (mappings.isPresent()) {
            map(mappings.get().mappings(), certificate);
        }
        if (!certificate.isSelfIssued()) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAnyPolicy = Math.max(0, inhibitAnyPolicy - 1);
        }
        var constraints = certificate.extensions().find(PolicyConstraints.class);
        if (constraints.isPresent()) {
            explicitPolicy =
                    Math.min(
                            explicitPolicy,
                            constraints.get().requireExplicitPolicy().orElse(explicitPolicy));
            policyMapping =
                    Math.min(
                            policyMapping,
                            constraints.get().inhibitPolicyMapping().orElse(policyMapping));
        }
        var inhibit = certificate.extensions().find(InhibitAnyPolicy.class);
        if (inhibit.isPresent()) {
            inhibitAnyPolicy = Math.min(inhibitAnyPolicy, inhibit.get().skipCerts());
        }
    }

    private void map(List<PolicyMapping> mappings, Certificate certificate) throws Rejected {
        Map<Oid, Set<Oid>> targets = new LinkedHashMap<>();
        for (PolicyMapping mapping : mappings) {
            if (mapping.issuerDomainPolicy().equals(Oids.ANY_POLICY)
                    || mapping.subjectDomainPolicy().equals(Oids.ANY_POLICY)) {
                throw new Rejected(
                        Reason.POLICY_VIOLATED,
                        certificate,
                        "anyPolicy is mapped (RFC 5280 6.1.4 (a))");
            }
            targets.computeIfAbsent(mapping.issuerDomainPolicy(), _ -> new HashSet<>())
                    .add(mapping.subjectDomainPolicy());
        }
        Map<Oid, Node> level = levels.getLast();
        if (level.isEmpty()) {
            return;
        }
        if (policyMapping <= 0) {
            targets.keySet().forEach(level::remove);
            return;
        }
        Node any = level.get(Oids.ANY_POLICY);
        targets.forEach((policy, expected) -> {
            Node node = level.get(policy);
            if (node != null) {
                level.put(policy, new Node(policy, expected, node.parents()));
            } else if (any != null) {
                level.put(policy, new Node(policy, expected, Set.of(Oids.ANY_POLICY)));
            }
        });
    }

    /// RFC 5280 6.1.5 (a), (b), (g): the user-constrained policy set.
    Set<Oid> wrapUp(Certificate certificate) throws Rejected {
        explicitPolicy = Math.max(0, explicitPolicy - 1);
        var constraints = certificate.extensions().find(PolicyConstraints.class);
        if (constraints.isPresent() && constraints.get().requireExplicitPolicy().orElse(1) == 0) {
            explicitPolicy = 0;
        }
        Set<Oid> authority = authorityConstrained();
        Set<Oid> user = new HashSet<>();
        if (wanted.acceptable().isEmpty() || wanted.acceptable().contains(Oids.ANY_POLICY)) {
            user.addAll(authority);
        } else if (authority.contains(Oids.ANY_POLICY)) {
            user.addAll(wanted.acceptable());
        } else {
            user.addAll(authority);
            user.retainAll(wanted.acceptable());
        }
        if (explicitPolicy <= 0 && user.isEmpty()) {
            throw new Rejected(
                    Reason.POLICY_VIOLATED,
                    certificate,
                    "none of the acceptable policies holds for the path (RFC 5280 6.1.5)");
        }
        return user;
    }

    /// RFC 9618 5.5: the policies as the anchor knows them, of nodes that reach the last level.
    private Set<Oid> authorityConstrained() {
        Set<Oid> policies = new HashSet<>();
        Set<Oid> alive = levels.getLast().keySet();
        if (alive.contains(Oids.ANY_POLICY)) {
            policies.add(Oids.ANY_POLICY);
        }
        for (int depth = levels.size() - 1; depth > 0; depth--) {
            Set<Oid> parents = new HashSet<>();
            for (Oid policy : alive) {
                Node node = levels.get(depth).get(policy);
                if (node != null) {
                    if (node.parents().contains(Oids.ANY_POLICY)
                            && !policy.equals(Oids.ANY_POLICY)) {
                        policies.add(policy);
                    }
                    parents.addAll(node.parents());
                }
            }
            alive = parents;
        }
        return policies;
    }
}
