package io.muster.policy;

import io.muster.model.Malformed;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Makes records out of a document, strictly: every component must be there, and nothing else may.
///
/// A general binder does more than this and takes ten times as long to get ready, which a person
/// would wait for at each command. What is bound: texts, whole numbers, dates, enum constants by
/// what `toString` says, records, and sets and lists of these.
final class Binder {
    private Binder() {}

    /// `node` as a `type`: a record, or a class whose only constructor takes one.
    ///
    /// @throws Malformed naming the setting that is wrong
    static <T> T bind(JsonNode node, Class<T> type) throws Malformed {
        if (type.isRecord()) {
            return type.cast(record(node, type));
        }
        Constructor<?> constructor = type.getConstructors()[0];
        Object settings = bind(node, constructor.getParameterTypes()[0]);
        return type.cast(make(constructor, settings));
    }

    private static Object record(JsonNode node, Class<?> type) throws Malformed {
        if (!node.isObject()) {
            throw new Malformed("names and values were expected");
        }
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            unknown.remove(name);
            if (node.path(name).isMissingNode() || node.path(name).isNull()) {
                throw new Malformed("'" + name + "' is missing");
            }
            try {
                values[i] = value(node.path(name), components[i].getGenericType());
            } catch (Malformed e) {
                throw new Malformed("'" + name + "': " + e.reason(), e);
            }
        }
        if (!unknown.isEmpty()) {
            throw new Malformed("nothing is called " + String.join(", ", unknown));
        }
        return make(type.getDeclaredConstructors()[0], values);
    }

    private static Object value(JsonNode node, Type type) throws Malformed {
        if (type instanceof ParameterizedType of) {
            List<Object> values = new ArrayList<>();
            for (JsonNode element : elements(node)) {
                values.add(value(element, of.getActualTypeArguments()[0]));
            }
            return of.getRawType() == Set.class ? new LinkedHashSet<>(values) : values;
        }
        Class<?> single = (Class<?>) type;
        if (single == int.class) {
            return number(node);
        }
        if (single == String.class) {
            return text(node);
        }
        if (single == LocalDate.class) {
            return date(node);
        }
        if (single.isEnum()) {
            return constant(text(node), single);
        }
        return single == JsonNode.class ? node : record(node, single);
    }

    private static Iterable<JsonNode> elements(JsonNode node) throws Malformed {
        if (!node.isArray()) {
            throw new Malformed("a list was expected");
        }
        return node;
    }

    private static int number(JsonNode node) throws Malformed {
        if (!node.isInt()) {
            throw new Malformed("a whole number was expected");
        }
        return node.intValue();
    }

    private static String text(JsonNode node) throws Malformed {
        if (!node.isString()) {
            throw new Malformed("a text was expected");
        }
        return node.stringValue();
    }

    private static LocalDate date(JsonNode node) throws Malformed {
        try {
            return LocalDate.parse(text(node));
        } catch (DateTimeException e) {
            throw new Malformed("a date such as 2026-03-15 was expected", e);
        }
    }

    private static Object constant(String text, Class<?> type) throws Malformed {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        throw new Malformed(
                "one of these was expected: "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")));
    }

    private static Object make(Constructor<?> constructor, Object... values) throws Malformed {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable refused = e.getCause() == null ? e : e.getCause();
            throw new Malformed(String.valueOf(refused.getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be made", e);
        }
    }
}
