package io.muster.alerts;

import io.muster.model.Malformed;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text with fields in braces, such as `{title}`. Nothing in it is run, and what is put into
/// a field is not looked into again.
record Template(String text) {
    private static final int CHARACTERS_MAX = 20_000;
    private static final Pattern FIELD = Pattern.compile("\\{([^{}\\n]{0,40})}");

    /// @param fields those that there are
    /// @throws Malformed naming a field that there is not
    static Template parse(String text, Set<String> fields) throws Malformed {
        if (text.length() > CHARACTERS_MAX) {
            throw new Malformed("a template has at most 20,000 characters");
        }
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            if (!fields.contains(field.group(1))) {
                throw new Malformed(
                        "there is no field {%s}; there are %s"
                                .formatted(
                                        field.group(1), String.join(", ", new TreeSet<>(fields))));
            }
        }
        return new Template(text);
    }

    String with(Map<String, String> values) {
        return FIELD.matcher(text)
                .replaceAll(
                        field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
    }
}
