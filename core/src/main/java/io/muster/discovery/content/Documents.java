package io.muster.discovery.content;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// JSON and YAML as trees, with limits on depth, length and number, so that nested or repeated
/// structure cannot exhaust memory (CVE-2025-6203 and its kin). YAML aliases are not expanded.
final class Documents {
    static final int DEPTH_MAX = 64;
    private static final int DOCUMENTS_MAX = 1_000;

    /// The YAML reader takes no more, and reads a few megabytes a second.
    private static final int YAML_LENGTH_MAX = 3 << 20;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Recogniser.WINDOW)
                    .maxNameLength(4_096)
                    .maxNumberLength(100)
                    .build();

    private static final ObjectMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build()).build();

    private static final ObjectMapper YAML =
            YAMLMapper.builder(YAMLFactory.builder().streamReadConstraints(LIMITS).build()).build();

    private Documents() {}

    /// The documents in `text`: JSON when it begins as JSON does, else YAML.
    ///
    /// @return those before the first fault; none when it is neither
    static List<JsonNode> of(Text text) {
        return text.beginsJson()
                ? read(JSON, text)
                : text.length() > YAML_LENGTH_MAX ? List.of() : read(YAML, text);
    }

    private static List<JsonNode> read(ObjectMapper mapper, Text text) {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                mapper.readerFor(JsonNode.class).readValues(text.bytes(), 0, text.length())) {
            while (documents.size() < DOCUMENTS_MAX && values.hasNextValue()) {
                JsonNode next = values.nextValue();
                if (next != null) {
                    documents.add(next);
                }
            }
        } catch (JacksonException e) {
            // Templates, cut files and other languages end here; what was read before counts.
            return documents;
        }
        return documents;
    }

    /// The text of the field `name`, empty when it is absent or no text.
    static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }
}
