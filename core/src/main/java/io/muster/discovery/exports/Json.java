package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentStream;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A JSON value in memory, read in pieces of bounded size and asked for by path. What is absent or
/// of another type is empty.
///
/// @param value a Map, a List, a String, a Boolean, or nothing
record Json(Optional<Object> value) {
    /// Four times what a cluster's store accepts for one object.
    private static final int CHARACTERS_MAX = 8 << 20;

    private static final int VALUES_MAX = 200_000;
    private static final int DEPTH_MAX = 64;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(CHARACTERS_MAX)
                                    .maxNameLength(10_000)
                                    .maxDocumentLength(2L << 30)
                                    .build())
                    .build();

    static JsonParser parser(Content content) {
        return FACTORY.createParser(ObjectReadContext.empty(), new ContentStream(content));
    }

    /// The value at which `parser` stands; afterwards it stands at the value's last token.
    static Json read(JsonParser parser) throws Malformed {
        return new Json(new Builder(parser).value());
    }

    /// Builds one value and keeps count of what it costs. The parser limits the depth.
    private static final class Builder {
        private final JsonParser parser;
        private int values;
        private long characters;

        Builder(JsonParser parser) {
            this.parser = parser;
        }

        Optional<Object> value() throws Malformed {
            if (++values > VALUES_MAX || characters > CHARACTERS_MAX) {
                throw new Malformed("one object of the export is too large to be true");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> Optional.of(object());
                case START_ARRAY -> Optional.of(array());
                case VALUE_TRUE, VALUE_FALSE -> Optional.of(parser.getBooleanValue());
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    String text = parser.getString();
                    characters += text.length();
                    yield Optional.of(text);
                }
                case null, default -> Optional.empty();
            };
        }

        private Map<String, Object> object() throws Malformed {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                characters += name.length();
                parser.nextToken();
                value().ifPresent(it -> object.put(name, it));
            }
            return object;
        }

        private List<Object> array() throws Malformed {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                value().ifPresent(array::add);
            }
            return array;
        }
    }

    /// The value below these names.
    Json at(String... names) {
        Optional<Object> at = value;
        for (String name : names) {
            at =
                    at.flatMap(it ->
                            it instanceof Map<?, ?> map
                                    ? Optional.ofNullable(map.get(name))
                                    : Optional.empty());
        }
        return new Json(at);
    }

    Optional<String> text(String... names) {
        return at(names).value.filter(String.class::isInstance).map(String.class::cast);
    }

    Optional<Boolean> flag(String... names) {
        return at(names).value.filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /// The elements of a list; of a single value that one; of nothing none.
    Stream<Json> elements(String... names) {
        return switch (at(names).value.orElse(List.of())) {
            case List<?> list -> list.stream().map(it -> new Json(Optional.of(it)));
            case Object single -> Stream.of(new Json(Optional.of(single)));
        };
    }

    /// The texts of a list, or of a single value.
    List<String> texts(String... names) {
        return elements(names).flatMap(it -> it.text().stream()).toList();
    }

    /// The entries of an object, in order.
    Stream<Map.Entry<String, Json>> entries(String... names) {
        return at(names).value.orElse(Map.of()) instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(it ->
                                Map.entry(
                                        String.valueOf(it.getKey()),
                                        new Json(Optional.of(it.getValue()))))
                : Stream.empty();
    }

    /// Nothing to show: an export may hold secrets.
    @Override
    public String toString() {
        return "Json";
    }
}
