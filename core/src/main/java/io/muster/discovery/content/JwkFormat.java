package io.muster.discovery.content;

import io.muster.jose.JwkSet;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// JSON web keys and sets of them (RFC 7517), at any depth of a JSON document. The keys of a SPIFFE
/// bundle are trusted; others are stored.
///
/// Symmetric keys are secrets, which the search for secrets finds.
final class JwkFormat implements TextFormat {
    private static final List<String> PRIVATE_MEMBERS =
            List.of("d", "p", "q", "dp", "dq", "qi", "priv");

    private static final int NODES_MAX = 1_000_000;

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.JSON_WEB_KEY);
    }

    @Override
    public void read(Text text, Finds finds) {
        if (!text.beginsJson()) {
            return;
        }
        Deque<JsonNode> nodes = new ArrayDeque<>(Documents.of(text));
        for (int count = 0; count < NODES_MAX && !nodes.isEmpty(); count++) {
            JsonNode node = nodes.pop();
            boolean set = node.path("keys").isArray() && node.path("keys").path(0).has("kty");
            if (set || node.path("kty").isString()) {
                read(node, text, finds);
            } else {
                node.forEach(it -> pushIfContainer(nodes, it));
            }
        }
    }

    private static void pushIfContainer(Deque<JsonNode> nodes, JsonNode node) {
        if (node.isContainer()) {
            nodes.push(node);
        }
    }

    private static void read(JsonNode node, Text text, Finds finds) {
        try {
            byte[] json = node.toString().getBytes(StandardCharsets.UTF_8);
            JwkSet set = JwkSet.parse(Bytes.of(json));
            Role role = set.isSpiffeBundle() ? Role.TRUSTED : Role.STORED;
            for (JwkSet.Item item : set.items()) {
                item(item, role, finds);
            }
            node.path("keys").forEach(it -> cover(it, text, finds));
            cover(node, text, finds);
        } catch (Malformed e) {
            finds.unreadable(e.reason());
        }
    }

    private static void item(JwkSet.Item item, Role role, Finds finds) {
        switch (item) {
            case JwkSet.Found found -> {
                Role used = found.privateHalf() ? Role.PRIVATE_KEY : role;
                Facts facts = found.facts().with("format", "JWK");
                Facts more = found.privateHalf() ? facts.with("encrypted", false) : facts;
                finds.sighted(found.key(), used, more);
                for (Bytes certificate : found.certificates()) {
                    try {
                        finds.certificate(certificate, role, Facts.of("format", "JWK"));
                    } catch (Malformed e) {
                        finds.unreadable(e.reason());
                    }
                }
            }
            case JwkSet.Symmetric _ -> {}
            case JwkSet.Refused(long number, String reason) ->
                    finds.unreadable("JSON web key " + number + ": " + reason);
        }
    }

    private static void cover(JsonNode key, Text text, Finds finds) {
        for (String member : PRIVATE_MEMBERS) {
            Positions.cover(text, Documents.text(key, member), finds.covered());
        }
    }
}
