package io.muster.ssh;

import io.muster.model.Malformed;

/// A public key as commercial SSH and PuTTY write it (RFC 4716).
///
/// @param comment the header `Comment`, without quotes; empty when there is none
public record Rfc4716PublicKey(PublicBlob blob, String comment) {
    private static final String BEGIN = "---- BEGIN SSH2 PUBLIC KEY ----";
    private static final String END = "---- END SSH2 PUBLIC KEY ----";

    /// Whether such a key is somewhere in `text`.
    public static boolean recognizes(String text) {
        return text.contains(BEGIN);
    }

    /// Reads the first key in `text`.
    public static Rfc4716PublicKey parse(String text) throws Malformed {
        return Guard.reading("SSH2 public key", () -> read(Armor.body(BEGIN, END, text)));
    }

    private static Rfc4716PublicKey read(String body) throws Malformed {
        StringBuilder base64 = new StringBuilder();
        StringBuilder header = new StringBuilder();
        String comment = "";
        boolean inHeader = false;
        for (String line : body.split("\\R", -1)) {
            String text = line.strip();
            if (inHeader || text.indexOf(':') >= 0) {
                inHeader = text.endsWith("\\");
                header.append(inHeader ? text.substring(0, text.length() - 1) : text);
                if (!inHeader) {
                    comment = commentOf(header.toString(), comment);
                    header.setLength(0);
                }
            } else {
                base64.append(text);
            }
        }
        return new Rfc4716PublicKey(PublicBlob.parse(Armor.base64(base64.toString())), comment);
    }

    private static String commentOf(String header, String before) {
        int colon = header.indexOf(':');
        if (colon < 0 || !header.substring(0, colon).equalsIgnoreCase("comment")) {
            return before;
        }
        String value = header.substring(colon + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
