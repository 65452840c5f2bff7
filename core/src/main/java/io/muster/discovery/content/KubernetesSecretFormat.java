package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Manifests of Kubernetes secrets (`kind: Secret`), alone or in a list: each value of `data` and
/// `stringData` is content of its own.
final class KubernetesSecretFormat implements TextFormat {
    private static final int VALUES_MAX = 10_000;

    private final Nested nested;

    KubernetesSecretFormat(Nested nested) {
        this.nested = nested;
    }

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.KUBERNETES_SECRET);
    }

    @Override
    public void read(Text text, Finds finds) {
        List<JsonNode> secrets = new ArrayList<>();
        for (JsonNode document : Documents.of(text)) {
            if (document.path("items").isArray()) {
                document.path("items").forEach(secrets::add);
            } else {
                secrets.add(document);
            }
        }
        int count = 0;
        for (JsonNode secret : secrets) {
            if (Documents.text(secret, "kind").equals("Secret") && count < VALUES_MAX) {
                count += secret(secret, text, finds);
            }
        }
    }

    private int secret(JsonNode secret, Text text, Finds finds) {
        JsonNode metadata = secret.path("metadata");
        String namespace = Documents.text(metadata, "namespace");
        String name = Documents.text(metadata, "name");
        Facts facts =
                Facts.of("secretName", name).with("secretType", Documents.text(secret, "type"));
        Facts placed = namespace.isEmpty() ? facts : facts.with("namespace", namespace);
        String suffix = "#" + (namespace.isEmpty() ? "" : namespace + "/") + name + "/";
        int count = 0;
        for (Map.Entry<String, JsonNode> each : secret.path("data").properties()) {
            String value = each.getValue().asString("");
            int at = Positions.of(text, value);
            Facts more = placed.with("variable", each.getKey());
            Facts lined = at < 0 ? more : more.with("line", text.lineAt(at));
            try {
                value(each.getKey(), Base64.getMimeDecoder().decode(value), suffix, lined, finds);
                Positions.cover(text, value, finds.covered());
            } catch (IllegalArgumentException e) {
                finds.unreadable(lined, "a value of a Kubernetes secret that is not base64");
            }
            count++;
        }
        return count;
    }

    /// Short text is a password rather than a file: it is read with its name before it, as the
    /// search for secrets needs.
    private void value(String key, byte[] value, String suffix, Facts facts, Finds finds) {
        byte[] content =
                isShortText(value)
                        ? (key + ": " + new String(value, StandardCharsets.ISO_8859_1))
                                .getBytes(StandardCharsets.ISO_8859_1)
                        : value;
        nested.read(Bytes.of(content), suffix + key, facts, Base64PemFormat.use(key), finds);
    }

    private static boolean isShortText(byte[] value) {
        if (value.length > 256) {
            return false;
        }
        for (byte c : value) {
            if (c < ' ') {
                return false;
            }
        }
        return true;
    }
}
