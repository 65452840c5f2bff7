package io.muster.wire;

import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON object with limits on its size, depth and members, into [Fields]: texts, whole
/// numbers, flags, lists of texts, lists of objects, and objects.
final class JsonObject {
    private static final int DEPTH_MAX = 6;
    private static final int MEMBERS_MAX = 1000;
    private static final int NAME_MAX = 200;
    private static final int ELEMENTS_MAX = 5000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(Line.BYTES_MAX)
                                    .maxNameLength(NAME_MAX)
                                    .maxNumberLength(20)
                                    .maxDocumentLength(Line.BYTES_MAX)
                                    .build())
                    .build();

    private JsonObject() {}

    /// @param what the object's name, for messages
    static Fields read(String text, String what) throws Malformed {
        if (text.length() > Line.BYTES_MAX) {
            throw new Malformed("a line has at most " + Line.BYTES_MAX + " bytes");
        }
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("a " + what + " is a JSON object");
            }
            Fields fields = object(what, json);
            if (json.nextToken() != null) {
                throw new Malformed("there is something after the object");
            }
            return fields;
        } catch (JacksonException e) {
            throw new Malformed("not JSON within our limits: " + e.getOriginalMessage(), e);
        }
    }

    private static Fields object(String what, JsonParser json) throws Malformed {
        Map<String, Object> values = HashMap.newHashMap(8);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (values.size() == MEMBERS_MAX) {
                throw new Malformed(what + " has more than " + MEMBERS_MAX + " members");
            }
            if (values.put(name, value(name, json.nextToken(), json)) != null) {
                throw new Malformed(what + " has " + name + " twice");
            }
        }
        return new Fields(what, values);
    }

    private static Object value(String name, JsonToken token, JsonParser json) throws Malformed {
        return switch (token) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(name, json);
            case START_ARRAY -> list(name, json);
            default -> throw new Malformed(name + " has a value of a form that is not used here");
        };
    }

    private static List<Object> list(String name, JsonParser json) throws Malformed {
        List<Object> elements = new ArrayList<>();
        boolean texts = true;
        boolean objects = true;
        for (JsonToken next = json.nextToken();
                next != JsonToken.END_ARRAY;
                next = json.nextToken()) {
            texts &= next == JsonToken.VALUE_STRING;
            objects &= next == JsonToken.START_OBJECT;
            if (!texts && !objects) {
                throw new Malformed(name + " must be a list of texts or of objects");
            }
            if (elements.size() == ELEMENTS_MAX) {
                throw new Malformed(name + " has more than " + ELEMENTS_MAX + " elements");
            }
            elements.add(objects ? object(name, json) : json.getString());
        }
        return elements;
    }
}
