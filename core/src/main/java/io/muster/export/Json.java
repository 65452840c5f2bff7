package io.muster.export;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Small answers as JSON, in the manner of the documents: nothing beyond ASCII goes out unescaped.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                                    .build())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Json() {}

    /// @param value maps, lists, texts, numbers and yes or no
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
