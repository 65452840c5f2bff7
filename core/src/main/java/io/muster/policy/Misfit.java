package io.muster.policy;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Tells why a text is no policy, with names of settings and numbers of lines and never a value.
///
/// Jackson quotes what it could not read, and whoever mistypes `--policy` names any file, such as
/// one with passwords in it.
final class Misfit {
    private static final int NAME_MAX = 24;

    private Misfit() {}

    /// In words for whoever wrote the policy.
    static String told(JacksonException e) {
        var location = e.getLocation();
        boolean placed = location != null && location.getLineNr() > 0;
        return (placed ? "line " + location.getLineNr() + ": " : "") + what(e);
    }

    private static String what(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException it ->
                    "there is no setting %s; there are: %s"
                            .formatted(
                                    name(it.getPropertyName()),
                                    it.getKnownPropertyIds().stream()
                                            .map(String::valueOf)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
            case ValueInstantiationException it when it.getCause() != null ->
                    // The words of a rule or check that refused its settings.
                    String.valueOf(it.getCause().getMessage());
            case InvalidFormatException it when it.getTargetType().isEnum() ->
                    where(it)
                            + " is one of: "
                            + Arrays.stream(it.getTargetType().getEnumConstants())
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "));
            case MismatchedInputException it ->
                    where(it) + " is missing or is not what belongs there";
            default -> "it is not well-formed YAML";
        };
    }

    private static String where(JacksonException e) {
        String path =
                e.getPath().stream()
                        .map(it ->
                                it.getPropertyName() == null
                                        ? "[" + it.getIndex() + "]"
                                        : "." + it.getPropertyName())
                        .collect(Collectors.joining());
        return path.isEmpty() ? "all of it" : "'" + path.substring(1) + "'";
    }

    /// A name that a person mistyped, or nothing when it may be something else.
    private static String name(String text) {
        boolean plain = text.length() <= NAME_MAX && text.matches("[A-Za-z_-]+");
        return plain ? "'" + text + "'" : "of such a name";
    }
}
