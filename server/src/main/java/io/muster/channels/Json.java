package io.muster.channels;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Bodies as bytes, and texts no longer than the other side takes.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static byte[] bytes(Map<String, Object> document) {
        return MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
