package io.muster.directory.scim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An attribute of a resource and what holds of it (RFC 7643, section 7).
///
/// @param name as it is written; it is read whatever its case (section 2.1)
/// @param parts of a complex one
/// @param usual values that it mostly has; empty when there are none
record Attribute(
        String name,
        Type type,
        List<Trait> traits,
        List<Attribute> parts,
        List<String> usual,
        String description) {

    /// What a value looks like.
    enum Type {
        STRING,
        BOOLEAN,
        REFERENCE,
        COMPLEX
    }

    /// What else holds; otherwise an attribute has one value, may be left out, may be changed, is
    /// shown, is nobody's alone, and its case means nothing.
    enum Trait {
        MULTI_VALUED,
        REQUIRED,
        READ_ONLY,
        IMMUTABLE,
        CASE_EXACT,
        UNIQUE
    }

    Attribute {
        traits = List.copyOf(traits);
        parts = List.copyOf(parts);
        usual = List.copyOf(usual);
    }

    static Attribute text(String name, String description, Trait... traits) {
        return new Attribute(name, Type.STRING, List.of(traits), List.of(), List.of(), description);
    }

    static Attribute yes(String name, String description) {
        return new Attribute(name, Type.BOOLEAN, List.of(), List.of(), List.of(), description);
    }

    static Attribute of(String name, String description, List<Attribute> parts, Trait... traits) {
        return new Attribute(name, Type.COMPLEX, List.of(traits), parts, List.of(), description);
    }

    static Attribute reference(String name, String description, Trait... traits) {
        return new Attribute(
                name, Type.REFERENCE, List.of(traits), List.of(), List.of(), description);
    }

    /// The same, with values that it mostly has.
    Attribute usually(String... values) {
        return new Attribute(name, type, traits, parts, List.of(values), description);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean isCalled(String other) {
        return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    /// The part called `part`.
    Optional<Attribute> part(String part) {
        return parts.stream().filter(it -> it.isCalled(part)).findFirst();
    }
}
