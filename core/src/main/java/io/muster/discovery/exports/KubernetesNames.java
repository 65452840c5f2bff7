package io.muster.discovery.exports;

import io.muster.model.Anchor;
import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What gives names in an exported cluster their meaning.
///
/// The cluster is known by the UID of its `kube-system` namespace, else by the digest of its root
/// certificate; a context's name is one person's choice and tells nothing.
final class KubernetesNames {
    private final Map<String, String> accountUids = new HashMap<>();
    private final Set<String> powerful = new HashSet<>(Set.of("ClusterRole//cluster-admin"));
    private Optional<String> systemUid = Optional.empty();
    private Optional<String> rootDigest = Optional.empty();

    void learn(Json object) {
        String name = object.text("metadata", "name").orElse("");
        String namespace = object.text("metadata", "namespace").orElse("");
        String kind = object.text("kind").orElse("");
        switch (kind) {
            case "Namespace" -> {
                if (name.equals("kube-system")) {
                    systemUid = object.text("metadata", "uid");
                }
            }
            case "ConfigMap" -> {
                if (name.equals("kube-root-ca.crt")) {
                    rootDigest =
                            object.text("data", "ca.crt")
                                    .map(it ->
                                            Bytes.of(it.strip().getBytes(StandardCharsets.UTF_8)))
                                    .map(it -> it.sha256().toHex());
                }
            }
            case "ServiceAccount" ->
                    object.text("metadata", "uid")
                            .ifPresent(it -> accountUids.put(namespace + "/" + name, it));
            case "Role", "ClusterRole" -> {
                if (object.elements("rules").anyMatch(KubernetesNames::allowsEverything)) {
                    powerful.add(kind + "/" + namespace + "/" + name);
                }
            }
            default -> {}
        }
    }

    private static boolean allowsEverything(Json rule) {
        return rule.texts("apiGroups").contains("*")
                && rule.texts("resources").contains("*")
                && rule.texts("verbs").contains("*");
    }

    /// The cluster's identity: `k8s:<uid>`; `k8s` alone when the export does not tell it.
    String realm() {
        return systemUid
                .map(it -> "k8s:" + it)
                .or(() -> rootDigest.map(it -> "k8s:root-sha256:" + it))
                .orElse("k8s");
    }

    boolean clusterIsKnown() {
        return !realm().equals("k8s");
    }

    /// The cluster as places carry it.
    String authority() {
        return clusterIsKnown() ? realm().substring("k8s:".length()) : "unknown-cluster";
    }

    /// The account, with its UID where the export has it: one that was deleted and created again is
    /// another.
    Anchor account(String namespace, String name, Optional<String> uid) {
        String known = accountUids.get(namespace + "/" + name);
        return new Anchor(
                Anchor.Kind.SERVICE_ACCOUNT,
                realm(),
                namespace
                        + "/"
                        + name
                        + uid.or(() -> Optional.ofNullable(known)).map(it -> "/" + it).orElse(""));
    }

    /// Whether a role may do everything where it is bound.
    boolean allowsEverything(String kind, String namespace, String name) {
        return powerful.contains(kind + "/" + (kind.equals("Role") ? namespace : "") + "/" + name);
    }
}
