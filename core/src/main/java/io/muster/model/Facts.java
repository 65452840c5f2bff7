package io.muster.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known beside the essential: name to value, in order of name.
///
/// A value is a String, a Long, a Boolean or a List of String. Names are documented in
/// `docs/reference/facts.md`. A missing fact means "not known", never "no".
public record Facts(SortedMap<String, Object> values) {
    /// Nothing known.
    public static final Facts NONE = new Facts(new TreeMap<>());

    public Facts {
        TreeMap<String, Object> copy = new TreeMap<>();
        values.forEach((name, value) -> copy.put(name, checked(name, value)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    private static Object checked(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number;
            case Integer number -> Long.valueOf(number);
            case Boolean flag -> flag;
            case List<?> list -> list.stream().map(String.class::cast).toList();
            default -> throw new IllegalArgumentException("fact " + name + " has no such type");
        };
    }

    public static Facts of(String name, Object value) {
        return NONE.with(name, value);
    }

    public static Facts of(Map<String, ?> values) {
        return new Facts(new TreeMap<>(values));
    }

    /// These facts and one more; a later one replaces an earlier one of the same name.
    public Facts with(String name, Object value) {
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /// These facts and `others`, which win where both know.
    public Facts with(Facts others) {
        if (others.values.isEmpty()) {
            return this;
        }
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.putAll(others.values);
        return new Facts(more);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::valueOf);
    }

    public Optional<Long> number(String name) {
        return values.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /// The list, one value as a list of one, or no elements when not known.
    public List<String> list(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String.class::cast).toList();
            case Object single -> List.of(String.valueOf(single));
        };
    }
}
