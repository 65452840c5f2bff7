package io.muster.x509;

import io.muster.x509.DistinguishedName.Attribute;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// Prepares attribute values for comparison (RFC 5280 7.1, RFC 4518): compatibility composition,
/// lower case, controls dropped, each run of white space one space, none at the ends. The string
/// type does not count. Values that are no character strings are compared as they are.
final class NamePreparation {
    private NamePreparation() {}

    static String comparable(List<List<Attribute>> relativeNames) {
        StringBuilder text = new StringBuilder();
        for (List<Attribute> relativeName : relativeNames) {
            if (relativeName.size() == 1) {
                append(text, relativeName.getFirst());
            } else {
                relativeName.stream()
                        .map(attribute -> append(new StringBuilder(), attribute).toString())
                        .sorted()
                        .forEach(text::append);
            }
            text.append(';');
        }
        return text.toString();
    }

    /// Lengths go in front, so that no value can pretend to be two.
    private static StringBuilder append(StringBuilder text, Attribute attribute) {
        String value =
                attribute
                        .value()
                        .map(readable -> "=" + prepare(readable))
                        .orElseGet(() -> "#" + attribute.encoded().toHex());
        return text.append(attribute.type().dotted())
                .append(':')
                .append(value.length())
                .append(value);
    }

    static String prepare(String value) {
        String composed = Normalizer.normalize(value, Normalizer.Form.NFKC);
        StringBuilder prepared = new StringBuilder(composed.length());
        boolean pendingSpace = false;
        for (int i = 0; i < composed.length(); ) {
            int character = composed.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                pendingSpace = !prepared.isEmpty();
            } else if (!Character.isISOControl(character)
                    && Character.getType(character) != Character.FORMAT) {
                if (pendingSpace) {
                    prepared.append(' ');
                    pendingSpace = false;
                }
                prepared.appendCodePoint(character);
            }
        }
        return prepared.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
