package io.muster.discovery.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Grant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `kubectl get … -o json` prints.
class KubernetesListTest {
    private static final Anchor DEPLOYER =
            new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "k8s:cluster-uid", "pay/deployer/uid-1");

    private static final String LIST =
            """
            {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": [
              {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
               "metadata": {"name": "deployers"},
               "roleRef": {"kind": "ClusterRole", "name": "all-of-it"},
               "subjects": [{"kind": "ServiceAccount", "name": "deployer", "namespace": "pay"},
                            {"kind": "Group", "name": "ops"}]},
              {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
               "metadata": {"name": "readers", "namespace": "pay"},
               "roleRef": {"kind": "Role", "name": "reader"},
               "subjects": [{"kind": "ServiceAccount", "name": "deployer"}]},
              {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
               "metadata": {"name": "all-of-it"},
               "rules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]},
              {"apiVersion": "v1", "kind": "ServiceAccount",
               "metadata": {"name": "deployer", "namespace": "pay", "uid": "uid-1",
                            "creationTimestamp": "2024-01-01T00:00:00Z"}},
              {"apiVersion": "v1", "kind": "ServiceAccount", "automountServiceAccountToken": false,
               "metadata": {"name": "quiet", "namespace": "pay", "uid": "uid-2",
                            "annotations": {"example.com/last-reviewed": "2026-03-01"}}},
              {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
               "metadata": {"name": "deployer-token", "namespace": "pay",
                            "labels": {"kubernetes.io/legacy-token-last-used": "2024-02-03"},
                            "annotations": {"kubernetes.io/service-account.name": "deployer",
                                            "kubernetes.io/service-account.uid": "uid-1"}},
               "data": {"token": "%s", "namespace": "cGF5"}},
              {"apiVersion": "v1", "kind": "Namespace",
               "metadata": {"name": "kube-system", "uid": "cluster-uid"}}
            ]}
            """
                    .formatted(
                            Base64.getEncoder()
                                    .encodeToString("a token".getBytes(StandardCharsets.UTF_8)));

    @Test
    void anAccountIsKnownByItsClusterNamespaceNameAndUid() throws Exception {
        List<Observation.Registered> accounts =
                Exported.only(Observation.Registered.class, Exported.read(LIST));

        assertThat(accounts)
                .extracting(Observation.Registered::anchor)
                .contains(DEPLOYER)
                .hasSize(2);
        assertThat(accounts)
                .extracting(it -> it.sighting().facts().flag("automount").orElseThrow())
                .containsExactly(true, false);
        assertThat(accounts.getFirst().sighting().place().text())
                .isEqualTo("k8s://cluster-uid/pay/serviceaccount/deployer");
        assertThat(accounts.getFirst().sighting().facts().has("lastReviewed")).isFalse();
        assertThat(accounts.getLast().sighting().facts().text("lastReviewed"))
                .contains("2026-03-01");
    }

    @Test
    void aTokenSecretBelongsToItsAccountAndTellsItsLastUse() throws Exception {
        List<Observation.Sighted> sighted =
                Exported.only(Observation.Sighted.class, Exported.read(LIST));

        assertThat(sighted).hasSize(2);
        assertThat(sighted.getFirst().anchors()).containsExactly(DEPLOYER);
        assertThat(sighted.getFirst().sighting().facts().text("lastUsed")).contains("2024-02-03");
        assertThat(sighted.getLast().anchors()).isEmpty();
    }

    @Test
    void aRoleThatAllowsEverythingEverywhereIsClusterAdmin() throws Exception {
        List<Grant> grants = grants(LIST);

        assertThat(grants)
                .extracting(Grant::right)
                .containsExactly("cluster-admin", "cluster-admin", "reader");
        assertThat(grants.getFirst().holder()).isEqualTo(DEPLOYER);
        assertThat(grants.getLast().resource()).isEqualTo("namespace pay");
    }

    @Test
    void withoutTheSystemNamespaceTheClusterIsSaidToBeUnknown() throws Exception {
        String withoutIt = LIST.replace("kube-system", "other");

        List<Observation.Registered> accounts =
                Exported.only(Observation.Registered.class, Exported.read(withoutIt));

        assertThat(accounts).allMatch(it -> it.anchor().realm().equals("k8s"));
        assertThat(accounts).allMatch(it -> it.sighting().facts().has("cluster"));
    }

    @Test
    void oneObjectAloneIsReadToo() throws Exception {
        String one =
                "{\"apiVersion\": \"v1\", \"kind\": \"ServiceAccount\","
                        + " \"metadata\": {\"name\": \"a\", \"namespace\": \"b\"}}";

        assertThat(Exported.only(Observation.Registered.class, Exported.read(one))).hasSize(1);
    }

    @Test
    void aListThatBreaksOffIsUnreadableAndKeepsWhatWasComplete() throws Exception {
        List<Observation> found = Exported.read(LIST.substring(0, LIST.length() / 2));

        assertThat(Exported.only(Observation.Unreadable.class, found)).hasSize(1);
    }

    @Test
    void anObjectOfAMillionValuesIsRefused() throws Exception {
        String huge =
                "{\"apiVersion\": \"v1\", \"kind\": \"List\","
                        + " \"items\": [{\"kind\": \"Secret\", \"data\": ["
                        + "1,".repeat(1_000_000)
                        + "1]}]}";

        assertThat(Exported.only(Observation.Unreadable.class, Exported.read(huge)))
                .extracting(Observation.Unreadable::reason)
                .containsExactly("one object of the export is too large to be true");
    }

    @Test
    void nestingWithoutEndIsRefused() throws Exception {
        String deep =
                "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"kind\": "
                        + "[".repeat(100_000);

        assertThat(Exported.only(Observation.Unreadable.class, Exported.read(deep))).hasSize(1);
    }

    private static List<Grant> grants(String text) throws InterruptedException {
        return Exported.only(Observation.Granted.class, Exported.read(text)).stream()
                .map(Observation.Granted::grant)
                .toList();
    }
}
