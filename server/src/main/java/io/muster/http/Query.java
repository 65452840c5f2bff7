package io.muster.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The parameters after the `?`, each at most once.
public record Query(SequencedMap<String, String> parameters) {

    /// No parameters.
    public static final Query NONE = new Query(new LinkedHashMap<>());

    private static final int PARAMETERS_MAX = 32;

    public Query {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// @throws Refused when it is malformed, has a parameter twice or more than 32
    static Query parse(String text) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        for (String part : text.split("&", PARAMETERS_MAX + 1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            if (parameters.putIfAbsent(name, value) != null) {
                throw Problem.BAD_REQUEST.because(
                        "The parameter '" + name + "' is there twice; send it once.");
            }
            if (parameters.size() > PARAMETERS_MAX) {
                throw Problem.BAD_REQUEST.because("There are more than 32 parameters.");
            }
        }
        return new Query(parameters);
    }

    /// The value of `name`; empty when it is not there or has no text.
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(it -> !it.isEmpty());
    }

    /// The whole number `name`, within the bounds.
    ///
    /// @throws Refused when it is no such number
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        String digits = text.get();
        int number = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
        if (number < least || number > most) {
            throw Problem.BAD_REQUEST.because(
                    "'%s' must be a whole number from %d to %d.".formatted(name, least, most));
        }
        return number;
    }

    /// @throws Refused naming the first parameter that is not in `known`
    void onlyOf(Map<String, ?> known) {
        for (String name : parameters.keySet()) {
            if (!known.containsKey(name)) {
                throw Problem.BAD_REQUEST.because(
                        known.isEmpty()
                                ? "There is no parameter '%s' here; this takes none."
                                        .formatted(name)
                                : "There is no parameter '%s' here; there are %s."
                                        .formatted(name, String.join(", ", known.keySet())));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Problem.BAD_REQUEST.because("A parameter has a broken percent sign; write %25.");
        }
    }
}
