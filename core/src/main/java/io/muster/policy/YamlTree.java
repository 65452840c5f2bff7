package io.muster.policy;

import io.muster.model.Malformed;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// One YAML document as a tree; no name twice, nothing after it.
///
/// A general mapper reads the same, and takes longer to get ready than to read every policy there
/// is: with it, a person waited twice as long for each command.
public final class YamlTree {
    private static final int DEPTH_MAX = 32;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLFactory FACTORY =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private YamlTree() {}

    /// @return the missing node for an empty text
    /// @throws Malformed when it is nested too deeply or has a second document
    /// @throws tools.jackson.core.JacksonException when it is not YAML
    public static JsonNode of(String yaml) throws Malformed {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode tree = value(parser, DEPTH_MAX);
            if (parser.nextToken() != null) {
                throw new Malformed("a second document follows the policy");
            }
            return tree;
        }
    }

    private static JsonNode value(JsonParser parser, int depth) throws Malformed {
        if (depth == 0) {
            throw new Malformed("nested more than " + DEPTH_MAX + " levels deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_NUMBER_INT -> number(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(new BigDecimal(parser.getString()));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.stringNode(parser.getString());
        };
    }

    private static ObjectNode object(JsonParser parser, int depth) throws Malformed {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser, depth - 1));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, int depth) throws Malformed {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, depth - 1));
        }
        return array;
    }

    private static JsonNode number(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.INT
                ? NODES.numberNode(parser.getIntValue())
                : NODES.numberNode(parser.getBigIntegerValue());
    }
}
