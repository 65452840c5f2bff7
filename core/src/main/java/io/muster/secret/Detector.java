package io.muster.secret;

import io.muster.model.Severity;
import java.util.List;

/// One kind of secret: how to find it, how to prove it, how bad it is and where to revoke it.
///
/// @param id stable, in kebab case; people write it in ignore files and policies
/// @param name what it is, for people
/// @param structure how it stands in text
/// @param check what can be proved about a value without asking anybody
/// @param severity how bad it is when somebody else has it: a hint for policy, which knows more
/// @param remedy where to revoke or change it
public record Detector(
        String id,
        String name,
        Structure structure,
        Check check,
        Severity severity,
        String remedy) {

    /// The notation of a UUID, in any case (RFC 9562, 4), for shapes.
    static final String UUID =
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    /// As it is written most often.
    static final String LOWER_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /// A secret with a shape of its own.
    static Detector token(
            String id, String name, String shape, Check check, Severity severity, String remedy) {
        var structure = new Token(Shape.of(shape), Token.Edge.WORD);
        return new Detector(id, name, structure, check, severity, remedy);
    }

    /// A secret with a shape of its own, wherever it stands, even inside longer text.
    static Detector within(
            String id, String name, String shape, Check check, Severity severity, String remedy) {
        var structure = new Token(Shape.of(shape), Token.Edge.OPEN);
        return new Detector(id, name, structure, check, severity, remedy);
    }

    /// A secret that only the name it is given tells apart.
    static Detector named(
            String id,
            String name,
            List<String> names,
            String shape,
            Severity severity,
            String remedy) {
        var structure = new Named(names, Shape.of(shape));
        return new Detector(id, name, structure, Checks.NAMED, severity, remedy);
    }

    /// A UUID that only the name it is given tells apart.
    static Detector namedUuid(
            String id, String name, List<String> names, Severity severity, String remedy) {
        var structure = new Named(names, Shape.of(UUID));
        return new Detector(id, name, structure, Checks.NAMED_UUID, severity, remedy);
    }
}
