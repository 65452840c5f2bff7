package io.muster.x509;

import io.muster.x509.DistinguishedName.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Writes names as RFC 4514 does. Control, format and private characters are written as `\XX` too,
/// so that a name can neither move the cursor nor turn the direction of the text.
final class NameText {
    private static final Map<String, String> SHORT =
            Map.ofEntries(
                    Map.entry("2.5.4.3", "CN"),
                    Map.entry("2.5.4.4", "SN"),
                    Map.entry("2.5.4.5", "serialNumber"),
                    Map.entry("2.5.4.6", "C"),
                    Map.entry("2.5.4.7", "L"),
                    Map.entry("2.5.4.8", "ST"),
                    Map.entry("2.5.4.9", "STREET"),
                    Map.entry("2.5.4.10", "O"),
                    Map.entry("2.5.4.11", "OU"),
                    Map.entry("2.5.4.12", "title"),
                    Map.entry("2.5.4.15", "businessCategory"),
                    Map.entry("2.5.4.17", "postalCode"),
                    Map.entry("2.5.4.42", "GN"),
                    Map.entry("2.5.4.46", "dnQualifier"),
                    Map.entry("2.5.4.97", "organizationIdentifier"),
                    Map.entry("0.9.2342.19200300.100.1.1", "UID"),
                    Map.entry("0.9.2342.19200300.100.1.25", "DC"),
                    Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

    private NameText() {}

    static String rfc4514(List<List<Attribute>> relativeNames) {
        StringBuilder text = new StringBuilder();
        for (List<Attribute> relativeName : relativeNames.reversed()) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            for (int i = 0; i < relativeName.size(); i++) {
                if (i > 0) {
                    text.append('+');
                }
                append(text, relativeName.get(i));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Attribute attribute) {
        String type = attribute.type().dotted();
        text.append(SHORT.getOrDefault(type, type)).append('=');
        if (attribute.value().isPresent() && SHORT.containsKey(type)) {
            escape(text, attribute.value().get());
        } else {
            text.append('#').append(attribute.encoded().toHex());
        }
    }

    private static void escape(StringBuilder text, String value) {
        int last = value.length() - 1;
        for (int i = 0; i < value.length(); ) {
            int character = value.codePointAt(i);
            boolean edge = i == 0 || i == last;
            if ((character == ' ' && edge)
                    || (character == '#' && i == 0)
                    || "\"+,;<>\\".indexOf(character) >= 0) {
                text.append('\\').appendCodePoint(character);
            } else if (isSafe(character)) {
                text.appendCodePoint(character);
            } else {
                String one = Character.toString(character);
                for (byte octet : one.getBytes(StandardCharsets.UTF_8)) {
                    text.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            }
            i += Character.charCount(character);
        }
    }

    static boolean isSafe(int character) {
        if (character == ' ') {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
