package io.muster.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Header fields in the order they came; names compare without regard to case (RFC 9110, section
/// 5).
public record Headers(List<Field> fields) {

    /// No fields.
    public static final Headers NONE = new Headers(List.of());

    /// One field line.
    public record Field(String name, String value) {}

    public Headers {
        fields = List.copyOf(fields);
    }

    /// The value of `name` when it stands there exactly once. Twice is as good as not at all: two
    /// readers of such a request could pick different ones.
    public Optional<String> one(String name) {
        List<String> all = all(name).limit(2).toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /// Every value of `name`.
    public Stream<String> all(String name) {
        return fields.stream().filter(it -> it.name().equalsIgnoreCase(name)).map(Field::value);
    }

    /// These and one more.
    public Headers with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }
}
