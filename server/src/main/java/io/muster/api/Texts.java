package io.muster.api;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the store keeps as JSON text, as a value.
final class Texts {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Texts() {}

    /// The members of the object that `text` is; none when it is empty.
    static Map<String, Object> object(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            return JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            throw new IllegalStateException("the store keeps a text that is no JSON object", e);
        }
    }
}
