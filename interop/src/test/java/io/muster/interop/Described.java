package io.muster.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One operation of the API as its description tells it.
///
/// @param permission what it needs; empty for nobody
/// @param node the operation in the document
/// @param schemas what it refers to
record Described(String method, String path, String permission, JsonNode node, JsonNode schemas) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /// All that a running server describes.
    static List<Described> by(Client client) throws Exception {
        JsonNode document = client.get("/api/v1/openapi.json").good().json();
        List<Described> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    all.add(
                            new Described(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue().path("x-muster-permission").asString(""),
                                    operation.getValue(),
                                    document.at("/components/schemas")));
                }
            }
        }
        return all;
    }

    /// Its path with something in place of each variable.
    String anyPath() {
        return path.replaceAll("[{][^}]*[}]", "x");
    }

    /// Parameters of `place`, which is `path` or `query`.
    List<JsonNode> parameters(String place) {
        return node.path("parameters")
                .valueStream()
                .filter(it -> it.path("in").asString().equals(place))
                .toList();
    }

    /// The media type of what it takes; empty when it takes nothing.
    String takes() {
        return node.at("/requestBody/content").propertyNames().stream().findFirst().orElse("");
    }

    /// The schema of what it takes.
    JsonNode taken() {
        return node.at("/requestBody/content").path(takes()).path("schema");
    }

    /// Whether its description tells of this status.
    boolean tells(int status) {
        return node.path("responses").has(Integer.toString(status));
    }

    /// What `schema` is, through references.
    JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            String reference = at.path("$ref").asString();
            at = schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
        }
        return at;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
