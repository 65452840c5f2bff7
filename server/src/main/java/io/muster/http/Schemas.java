package io.muster.http;

import static io.muster.http.OpenApi.ordered;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// JSON Schema (2020-12) of records, as [Json] reads and writes them. Reflection, and only while
/// the description is made.
final class Schemas {
    private static final int ITEMS_MAX = 1000;

    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Map<String, Map<String, Object>> named = new TreeMap<>();

    /// Every record that was asked for, by its name.
    Map<String, Map<String, Object>> named() {
        return named;
    }

    /// @throws IllegalArgumentException when two records have one name, or a type has no JSON form
    Map<String, Object> of(Type type) {
        return switch (type) {
            case Class<?> it when it.isRecord() -> reference(it);
            case Class<?> it when it.isEnum() ->
                    ordered(
                            "type",
                            "string",
                            "enum",
                            Stream.of((Enum<?>[]) it.getEnumConstants())
                                    .map(Words::kebab)
                                    .toList());
            case Class<?> it -> simple(it);
            case ParameterizedType it -> generic(it);
            default -> throw new IllegalArgumentException("no JSON form of " + type);
        };
    }

    Map<String, Object> pageOf(Class<?> item) {
        return ordered(
                "type",
                "object",
                "required",
                List.of("items", "next", "total"),
                "properties",
                ordered(
                        "items",
                        ordered("type", "array", "maxItems", ITEMS_MAX, "items", of(item)),
                        "next",
                        ordered("type", List.of("string", "null")),
                        "total",
                        ordered("type", "integer", "minimum", 0),
                        "totalIsAtLeast",
                        ordered("type", "boolean")));
    }

    private Map<String, Object> simple(Class<?> type) {
        if (type == String.class || type == UUID.class) {
            return ordered("type", "string");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return ordered("type", "string", "format", "date");
        }
        if (Stream.of(long.class, int.class, Long.class, Integer.class).anyMatch(type::equals)) {
            return ordered("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return ordered("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return ordered("type", "boolean");
        }
        if (type == Object.class) {
            return ordered();
        }
        throw new IllegalArgumentException("no JSON form of " + type);
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return of(arguments[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return ordered("type", "array", "items", of(arguments[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return ordered("type", "object", "additionalProperties", of(arguments[1]));
        }
        throw new IllegalArgumentException("no JSON form of " + type);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        Class<?> known = types.putIfAbsent(name, type);
        if (known == null) {
            named.put(name, object(type));
        } else if (known != type) {
            throw new IllegalArgumentException(
                    "two records are called %s: %s and %s".formatted(name, known, type));
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    /// `TokenOffice.Wish` is `TokenOfficeWish`: inner names alone are not unique.
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "" : name(outer)) + type.getSimpleName();
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (isRequired(component.getType())) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = ordered("type", "object", "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        return schema;
    }

    /// What may be left out in a request: an absent collection is empty.
    private static boolean isRequired(Class<?> type) {
        return type != Optional.class
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }
}
