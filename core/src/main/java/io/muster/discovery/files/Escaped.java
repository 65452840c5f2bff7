package io.muster.discovery.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// Names of files as text that a person can copy and that loses nothing.
///
/// A name is bytes. Those that are not UTF-8, control characters and `%` itself are written `%XX`;
/// all else stands as it is.
public final class Escaped {
    private Escaped() {}

    /// The absolute path, whatever character set this process runs with.
    public static String of(Path absolute) {
        String text = absolute.toString();
        return isPlain(text) ? text : of(bytes(absolute));
    }

    /// A name that is bytes of no known character set, most often UTF-8.
    public static String of(byte[] name) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer decoded = CharBuffer.allocate(name.length);
        StringBuilder text = new StringBuilder(name.length + 16);
        while (in.hasRemaining()) {
            var result = decoder.decode(in, decoded, true);
            append(decoded.flip(), text);
            decoded.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                append(in.get(), text);
            }
            decoder.reset();
        }
        return text.toString();
    }

    /// The path of a `file:` URI for an escaped absolute path: the same bytes, whatever character
    /// set this process runs with.
    static String uriPath(String escaped) {
        StringBuilder uri = new StringBuilder(escaped.length() + 16);
        for (byte b : escaped.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "/%.-_~".indexOf(b) >= 0);
            if (plain) {
                uri.append((char) b);
            } else {
                append(b, uri);
            }
        }
        return uri.toString();
    }

    private static void append(CharSequence decoded, StringBuilder text) {
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (c == '%' || Character.isISOControl(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    append(b, text);
                }
            } else {
                text.append(c);
            }
        }
    }

    private static void append(byte b, StringBuilder text) {
        text.append('%')
                .append(Character.toUpperCase(Character.forDigit((b & 0xff) >> 4, 16)))
                .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(it -> it >= 0x20 && it < 0x7f && it != '%');
    }

    /// The bytes of a path. `Path.toString` has lost those that the process's character set cannot
    /// show; the URI has them all.
    private static byte[] bytes(Path absolute) {
        String uri = absolute.toUri().getRawPath();
        byte[] bytes = new byte[uri.length()];
        int length = 0;
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(uri, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) uri.charAt(i);
            }
        }
        // A folder's URI ends with a slash that is not part of its name.
        boolean slash = length > 1 && bytes[length - 1] == '/';
        return Arrays.copyOf(bytes, slash ? length - 1 : length);
    }
}
