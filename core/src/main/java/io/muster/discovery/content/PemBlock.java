package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.Arrays;
import java.util.Locale;

/// One block between `-----BEGIN LABEL-----` and `-----END LABEL-----` (RFC 7468), wherever it
/// stands: alone in a file, indented in YAML, in a string of source code with `\n` for its line
/// breaks.
///
/// @param from offset of the first dash of the first line
/// @param to offset behind the last dash of the last line
/// @param bodyFrom offset of what stands between the two lines
/// @param bodyTo where that ends
record PemBlock(Text text, String label, int from, int to, int bodyFrom, int bodyTo) {
    /// Letters of a header name, and enough of its value.
    private static final int HEADER_MAX = 256;

    private static final byte[] VALUES = new byte[256];
    private static final byte SKIP = -1;
    private static final byte QUOTE = -2;
    private static final byte ESCAPE = -3;
    private static final byte ENTITY = -4;
    private static final byte PAD = -5;
    private static final byte WRONG = -6;

    static {
        Arrays.fill(VALUES, WRONG);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        for (char c : " \t\r\n\f#>*|;%,".toCharArray()) {
            VALUES[c] = SKIP;
        }
        VALUES['"'] = QUOTE;
        VALUES['\''] = QUOTE;
        VALUES['\\'] = ESCAPE;
        VALUES['&'] = ENTITY;
        VALUES['='] = PAD;
    }

    /// The value of the header `name` (RFC 1421, 4.6), empty when there is none.
    String header(String name) {
        String head = text.latin1(bodyFrom, Math.min(bodyTo, bodyFrom + 4 * HEADER_MAX));
        int at = head.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT) + ":");
        if (at < 0) {
            return "";
        }
        int start = at + name.length() + 1;
        int end = start;
        while (end < head.length()
                && end - start < HEADER_MAX
                && "\r\n\\\"".indexOf(head.charAt(end)) < 0) {
            end++;
        }
        return head.substring(start, end).strip();
    }

    /// Where the base64 begins: behind the headers, which end with an empty line.
    private int dataFrom() {
        int at = bodyFrom;
        int limit = Math.min(bodyTo, bodyFrom + 8 * HEADER_MAX);
        int behind = bodyFrom;
        boolean header = false;
        while (at < limit) {
            byte c = text.bytes()[at++];
            boolean lineBreak = c == '\n' || (c == '\\' && at < limit && text.bytes()[at] == 'n');
            if (c == ':') {
                header = true;
            } else if (lineBreak) {
                int next = c == '\n' ? at : at + 1;
                behind = header ? next : behind;
                header = false;
                at = next;
            }
        }
        return behind;
    }

    /// The whole block, both lines included.
    byte[] armor() {
        return Arrays.copyOfRange(text.bytes(), from, to);
    }

    /// Whether there is anything between the lines that could be base64.
    boolean isEmpty() {
        for (int i = bodyFrom; i < bodyTo; i++) {
            if (VALUES[text.bytes()[i] & 0xff] >= 0) {
                return false;
            }
        }
        return true;
    }

    boolean isBase64() {
        try {
            return decode().size() > 0;
        } catch (Malformed e) {
            return false;
        }
    }

    /// The bytes that the block holds.
    ///
    /// @throws Malformed when it is not base64
    Bytes decode() throws Malformed {
        byte[] bytes = text.bytes();
        byte[] decoded = new byte[(bodyTo - bodyFrom) / 4 * 3 + 3];
        int size = 0;
        int bits = 0;
        int count = 0;
        for (int i = dataFrom(); i < bodyTo; i++) {
            byte value = VALUES[bytes[i] & 0xff];
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++count == 4) {
                    decoded[size++] = (byte) (bits >> 16);
                    decoded[size++] = (byte) (bits >> 8);
                    decoded[size++] = (byte) bits;
                    bits = 0;
                    count = 0;
                }
            } else if (value == PAD) {
                break;
            } else if (value == QUOTE) {
                i = nextQuote(i);
            } else if (value == ESCAPE) {
                // A line break of a string literal, or the end of a line that goes on.
                i++;
            } else if (value == ENTITY) {
                i = entityEnd(i);
            } else if (value == WRONG) {
                throw new Malformed("a PEM block \"" + label + "\" that is not base64");
            }
        }
        if (count == 1) {
            throw new Malformed("a PEM block \"" + label + "\" that is cut short");
        }
        if (count >= 2) {
            bits <<= 6 * (4 - count);
            decoded[size++] = (byte) (bits >> 16);
            if (count == 3) {
                decoded[size++] = (byte) (bits >> 8);
            }
        }
        return Bytes.of(decoded, 0, size);
    }

    /// A quote that closes one piece of a string: goes on behind the quote that opens the next.
    private int nextQuote(int at) {
        int limit = Math.min(bodyTo, at + HEADER_MAX);
        for (int i = at + 1; i < limit; i++) {
            byte c = text.bytes()[i];
            if (c == text.bytes()[at]) {
                return i;
            }
            if (" \t\r\n+.,\\()".indexOf(c) < 0) {
                return at;
            }
        }
        return at;
    }

    private int entityEnd(int at) {
        int limit = Math.min(bodyTo, at + 12);
        for (int i = at; i < limit; i++) {
            if (text.bytes()[i] == ';') {
                return i;
            }
        }
        return at;
    }
}
