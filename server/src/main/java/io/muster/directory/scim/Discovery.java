package io.muster.directory.scim;

import io.muster.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the server says of itself (RFC 7643, sections 5 to 7; RFC 7644, section 4).
record Discovery(Resources resources) {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    ObjectNode configuration() {
        ObjectNode it = Texts.object();
        it.putArray("schemas").add(CORE + "ServiceProviderConfig");
        it.putObject("patch").put("supported", true);
        it.putObject("bulk")
                .put("supported", false)
                .put("maxOperations", 0)
                .put("maxPayloadSize", 0);
        it.putObject("filter").put("supported", true).put("maxResults", Resources.LIST_MAX);
        it.putObject("changePassword").put("supported", false);
        it.putObject("sort").put("supported", false);
        it.putObject("etag").put("supported", true);
        it.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Token")
                .put("description", "An API token with the scope 'directory'.")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("primary", true);
        return located(it, "ServiceProviderConfig", "/ServiceProviderConfig");
    }

    List<ObjectNode> types() {
        return Schema.ALL.stream().map(this::type).toList();
    }

    Optional<ObjectNode> type(String name) {
        return Schema.ALL.stream().filter(it -> it.name().equals(name)).findFirst().map(this::type);
    }

    private ObjectNode type(Schema schema) {
        ObjectNode it = Texts.object();
        it.putArray("schemas").add(CORE + "ResourceType");
        it.put("id", schema.name())
                .put("name", schema.name())
                .put("endpoint", schema.path())
                .put("description", schema.description())
                .put("schema", schema.id());
        return located(it, "ResourceType", "/ResourceTypes/" + schema.name());
    }

    List<ObjectNode> schemas() {
        return Schema.ALL.stream().map(this::schema).toList();
    }

    Optional<ObjectNode> schema(String id) {
        return Schema.ALL.stream().filter(it -> it.id().equals(id)).findFirst().map(this::schema);
    }

    private ObjectNode schema(Schema schema) {
        ObjectNode it = Texts.object();
        it.putArray("schemas").add(CORE + "Schema");
        it.put("id", schema.id())
                .put("name", schema.name())
                .put("description", schema.description());
        ArrayNode attributes = it.putArray("attributes");
        schema.attributes().forEach(one -> describe(one, attributes.addObject()));
        return located(it, "Schema", "/Schemas/" + schema.id());
    }

    private static void describe(Attribute attribute, ObjectNode it) {
        it.put("name", attribute.name())
                .put("type", attribute.type().name().toLowerCase(Locale.ROOT))
                .put("multiValued", attribute.is(Attribute.Trait.MULTI_VALUED))
                .put("description", attribute.description())
                .put("required", attribute.is(Attribute.Trait.REQUIRED))
                .put("caseExact", attribute.is(Attribute.Trait.CASE_EXACT))
                .put("mutability", mutability(attribute))
                .put("returned", "default")
                .put("uniqueness", attribute.is(Attribute.Trait.UNIQUE) ? "server" : "none");
        if (attribute.type() == Attribute.Type.REFERENCE) {
            ArrayNode types = it.putArray("referenceTypes");
            Schema.ALL.forEach(schema -> types.add(schema.name()));
        }
        if (!attribute.usual().isEmpty()) {
            ArrayNode values = it.putArray("canonicalValues");
            attribute.usual().forEach(values::add);
        }
        if (!attribute.parts().isEmpty()) {
            ArrayNode parts = it.putArray("subAttributes");
            attribute.parts().forEach(one -> describe(one, parts.addObject()));
        }
    }

    private static String mutability(Attribute attribute) {
        if (attribute.is(Attribute.Trait.READ_ONLY)) {
            return "readOnly";
        }
        return attribute.is(Attribute.Trait.IMMUTABLE) ? "immutable" : "readWrite";
    }

    private ObjectNode located(ObjectNode it, String type, String path) {
        it.putObject("meta")
                .put("resourceType", type)
                .put("location", resources.base() + Resources.ROOT + path);
        return it;
    }

    /// What cannot be found is said in the words of the standard.
    static Response absent() {
        return Resources.json(404, Complaint.document(404, "", "There is no such resource."));
    }

    /// What the standard knows and this server does not do (RFC 7644, section 3.12).
    static Response notDone() {
        return Resources.json(
                501,
                Complaint.document(
                        501, "", "Search below /Users or /Groups; both at once is not done."));
    }

    static Map<String, Object> forbidden() {
        return Complaint.document(403, "", "What the server says of itself cannot be filtered.");
    }
}
