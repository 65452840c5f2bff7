package io.muster.http;

import java.util.List;
import java.util.stream.Stream;

/// The path of a route: `/api/v1/credentials/{id}/sightings`. A segment in braces stands for any
/// one segment; `{name...}` at the end for all that follow.
public record Template(String text, List<Segment> segments) {

    /// One piece between slashes.
    public sealed interface Segment {}

    /// Exactly this text.
    public record Literal(String text) implements Segment {}

    /// Any one segment that is not empty.
    public record Variable(String name) implements Segment {}

    /// Everything that follows, slashes included; may be empty.
    public record Rest(String name) implements Segment {}

    public Template {
        segments = List.copyOf(segments);
    }

    /// Reads a template.
    ///
    /// @throws IllegalArgumentException when it does not begin with `/` or goes on after a rest
    public static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + text);
        }
        List<Segment> segments =
                Stream.of(text.substring(1).split("/")).map(Template::segment).toList();
        if (segments.stream().limit(segments.size() - 1L).anyMatch(Rest.class::isInstance)) {
            throw new IllegalArgumentException("nothing can follow the rest: " + text);
        }
        return new Template(text, segments);
    }

    /// The names of its variables, in order.
    public List<String> variables() {
        return segments.stream()
                .flatMap(it ->
                        switch (it) {
                            case Literal _ -> Stream.<String>empty();
                            case Variable(String name) -> Stream.of(name);
                            case Rest(String name) -> Stream.of(name);
                        })
                .toList();
    }

    private static Segment segment(String text) {
        if (!text.startsWith("{")) {
            return new Literal(text);
        }
        String name = text.substring(1, text.length() - 1);
        return name.endsWith("...")
                ? new Rest(name.substring(0, name.length() - 3))
                : new Variable(name);
    }
}
