package io.muster.roll.anchor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The attributes of a distinguished name that was written as RFC 4514 says.
///
/// Reads leniently: what cannot be split is left out, because a subject is somebody else's text.
public record DistinguishedName(List<Map.Entry<String, String>> attributes) {
    private static final int ATTRIBUTES_MAX = 200;

    public static DistinguishedName of(String text) {
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= text.length() && attributes.size() < ATTRIBUTES_MAX; i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == ',' || c == '+' || c == ';') {
                add(part.toString().strip(), attributes);
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return new DistinguishedName(List.copyOf(attributes));
    }

    /// The value of the first attribute named by one of `types`: short names as RFC 4514 has them,
    /// or OIDs.
    public Optional<String> first(String... types) {
        for (String type : types) {
            for (var attribute : attributes) {
                if (attribute.getKey().equals(type.toUpperCase(Locale.ROOT))) {
                    return Optional.of(attribute.getValue()).filter(it -> !it.isBlank());
                }
            }
        }
        return Optional.empty();
    }

    private static void add(String part, List<Map.Entry<String, String>> attributes) {
        int equals = part.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String type = part.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        attributes.add(
                Map.entry(
                        type.startsWith("OID.") ? type.substring(4) : type,
                        value(part.substring(equals + 1).strip())));
    }

    private static String value(String written) {
        if (written.startsWith("#")) {
            return ofHexString(written.substring(1));
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                value.append(written.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    /// A `#` value is the BER of a string; the content of a short one is its text.
    private static String ofHexString(String hex) {
        try {
            byte[] ber = HexFormat.of().parseHex(hex);
            boolean shortForm = ber.length >= 2 && (ber[1] & 0xff) == ber.length - 2;
            return shortForm
                    ? new String(ber, 2, ber.length - 2, StandardCharsets.UTF_8)
                    : "#" + hex.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "#" + hex;
        }
    }
}
