package io.muster.directory.scim;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON of which the members are not known beforehand: limited in depth and length, no member
/// twice.
final class Texts {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxStringLength(100_000)
                                                    .maxNameLength(256)
                                                    .maxNumberLength(30)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private Texts() {}

    /// @throws IllegalArgumentException when it is none
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    /// The object that a client sent.
    ///
    /// @throws Complaint when it is none
    static ObjectNode sent(InputStream content) throws IOException {
        // First all of it: reading may be refused because it is too long, and Jackson would wrap
        // that.
        byte[] bytes = content.readAllBytes();
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // As any other that is none.
        }
        throw Complaint.syntax("The content is no JSON object, or one that is nested too deeply.");
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode of(String text) {
        return MAPPER.getNodeFactory().stringNode(text);
    }

    static JsonNode of(boolean yes) {
        return MAPPER.getNodeFactory().booleanNode(yes);
    }
}
