package io.muster.discovery.exports;

import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.ownership.OwnerTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Turns the objects of an exported cluster into observations: accounts, what they may, and what
/// secrets and config maps hold.
final class KubernetesObjects {
    private static final String ACCOUNT_NAME = "kubernetes.io/service-account.name";
    private static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";
    private static final String LAST_USED = "kubernetes.io/legacy-token-last-used";
    private static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

    private final Export.Reading reading;
    private final ContentReader inner;
    private final KubernetesNames names;

    KubernetesObjects(Export.Reading reading, ContentReader inner, KubernetesNames names) {
        this.reading = reading;
        this.inner = inner;
        this.names = names;
    }

    void read(Json object) throws InterruptedException {
        switch (object.text("kind").orElse("")) {
            case "ServiceAccount" -> account(object);
            case "Secret" -> secret(object);
            case "ConfigMap" -> configMap(object);
            case "RoleBinding", "ClusterRoleBinding" -> binding(object);
            default -> {}
        }
    }

    private void account(Json object) {
        Anchor anchor =
                names.account(namespace(object), name(object), object.text("metadata", "uid"));
        Map<String, Object> facts = facts(object);
        // Absent means yes: the API server mounts the token unless told otherwise.
        facts.put("automount", object.flag("automountServiceAccountToken").orElse(true));
        List<String> secrets =
                object.elements("secrets").flatMap(it -> it.text("name").stream()).toList();
        if (!secrets.isEmpty()) {
            facts.put("secrets", secrets);
        }
        facts.put("keys", (long) secrets.size());
        lastReviewed(object).ifPresent(it -> facts.put("lastReviewed", it));
        reading.out()
                .accept(
                        new Observation.Registered(
                                anchor,
                                new Sighting(
                                        anchor,
                                        place(object),
                                        Role.REGISTERED,
                                        reading.source(),
                                        reading.at(),
                                        Facts.of(facts))));
    }

    /// The day that people write at an account, under any prefix: `example.com/last-reviewed`.
    private static Optional<String> lastReviewed(Json object) {
        return Stream.of("annotations", "labels")
                .flatMap(it -> object.entries("metadata", it))
                .filter(it -> it.getKey().matches("([^/]*/)?last-reviewed"))
                .flatMap(it -> it.getValue().text().stream())
                .findFirst();
    }

    private void secret(Json object) throws InterruptedException {
        Map<String, Object> facts = facts(object);
        object.text("metadata", "labels", LAST_USED).ifPresent(it -> facts.put("lastUsed", it));
        object.text("metadata", "labels", INVALID_SINCE)
                .ifPresent(it -> facts.put("status", "invalid since " + it));
        object.text("type").ifPresent(it -> facts.put("secretType", it));
        Optional<Anchor> account =
                object.text("metadata", "annotations", ACCOUNT_NAME)
                        .map(it ->
                                names.account(
                                        namespace(object),
                                        it,
                                        object.text("metadata", "annotations", ACCOUNT_UID)));
        for (Map.Entry<String, Json> entry : object.entries("data").toList()) {
            Optional<byte[]> bytes = entry.getValue().text().flatMap(KubernetesObjects::base64);
            if (bytes.isPresent()) {
                boolean token = entry.getKey().equals("token");
                content(object, entry.getKey(), bytes.get(), facts, account.filter(_ -> token));
            }
        }
    }

    private void configMap(Json object) throws InterruptedException {
        for (Map.Entry<String, Json> entry : object.entries("data").toList()) {
            Optional<String> text = entry.getValue().text();
            if (text.isPresent()) {
                byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
                content(object, entry.getKey(), bytes, facts(object), Optional.empty());
            }
        }
    }

    private void content(
            Json object,
            String key,
            byte[] bytes,
            Map<String, Object> facts,
            Optional<Anchor> account)
            throws InterruptedException {
        Place place = place(object).inside("/" + key);
        Consumer<Observation> out =
                account.isEmpty()
                        ? reading.out()
                        : it -> reading.out().accept(owned(it, account.get()));
        inner.read(new Part(place, key, Facts.of(facts), bytes), reading.source(), out);
    }

    /// The same observation, with the account whose token it is.
    private static Observation owned(Observation observation, Anchor account) {
        if (!(observation instanceof Observation.Sighted sighted)) {
            return observation;
        }
        List<Anchor> anchors = new ArrayList<>(sighted.anchors());
        anchors.add(account);
        return new Observation.Sighted(
                sighted.credential(), sighted.sighting(), anchors.stream().distinct().toList());
    }

    private void binding(Json object) {
        String kind = object.text("roleRef", "kind").orElse("ClusterRole");
        String role = object.text("roleRef", "name").orElse("");
        String namespace = namespace(object);
        boolean cluster = object.text("kind").filter("ClusterRoleBinding"::equals).isPresent();
        TreeMap<String, Object> scope = new TreeMap<>();
        scope.put("role", kind + "/" + role);
        boolean everything = names.allowsEverything(kind, namespace, role);
        if (everything) {
            scope.put("everything", true);
        }
        String right = everything && cluster ? "cluster-admin" : role;
        object.elements("subjects")
                .flatMap(it -> holder(it, namespace).stream())
                .filter(_ -> !right.isEmpty())
                .forEach(holder ->
                        reading.out()
                                .accept(
                                        new Observation.Granted(
                                                new Grant(
                                                        holder,
                                                        right,
                                                        cluster
                                                                ? "cluster " + names.authority()
                                                                : "namespace " + namespace,
                                                        Facts.of(scope),
                                                        place(object)))));
    }

    private Optional<Anchor> holder(Json subject, String bindingNamespace) {
        Optional<String> name =
                subject.text("name").filter(it -> !it.isEmpty() && it.length() < 1000);
        String kind = subject.text("kind").orElse("");
        if (kind.equals("ServiceAccount")) {
            String namespace = subject.text("namespace").orElse(bindingNamespace);
            return name.map(it -> names.account(namespace, it, Optional.empty()));
        }
        return name.map(it ->
                new Anchor(
                        Anchor.Kind.SERVICE_ACCOUNT,
                        names.realm(),
                        kind.toLowerCase(Locale.ROOT) + " " + it));
    }

    private Map<String, Object> facts(Json object) {
        TreeMap<String, Object> facts = new TreeMap<>(reading.content().facts().values());
        facts.put("archive", reading.content().place().text());
        facts.put("namespace", namespace(object));
        object.text("metadata", "uid").ifPresent(it -> facts.put("uid", it));
        object.text("metadata", "creationTimestamp").ifPresent(it -> facts.put("created", it));
        Stream.of("annotations", "labels")
                .flatMap(it -> object.entries("metadata", it))
                .filter(it -> OwnerTag.isOne(it.getKey()))
                .forEach(it ->
                        it.getValue()
                                .text()
                                .ifPresent(value -> facts.put(OwnerTag.fact(it.getKey()), value)));
        if (!names.clusterIsKnown()) {
            facts.put("cluster", "unknown: export the namespace kube-system with the rest");
        }
        return facts;
    }

    private Place place(Json object) {
        String kind = object.text("kind").orElse("object").toLowerCase(Locale.ROOT);
        String namespace = namespace(object);
        return new Place("k8s://")
                .inside(names.authority())
                .inside(
                        (namespace.isEmpty() ? "" : "/" + namespace)
                                + "/"
                                + kind
                                + "/"
                                + name(object));
    }

    private static String namespace(Json object) {
        return object.text("metadata", "namespace").filter(it -> it.length() < 1000).orElse("");
    }

    private static String name(Json object) {
        return object.text("metadata", "name").filter(it -> it.length() < 1000).orElse("");
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
