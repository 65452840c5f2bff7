package io.muster.discovery.content;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Text in UTF-16, as Windows tools write it, turned into UTF-8.
final class Utf16 {
    private static final int SAMPLE = 64;

    private Utf16() {}

    /// `content` in UTF-8 when it is UTF-16 with a byte order mark, or when every second of its
    /// first bytes is zero; else `content`.
    static Text decoded(Text content) {
        if (content.length() < 4) {
            return content;
        }
        byte[] bytes = content.bytes();
        if (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return decoded(content, 2, StandardCharsets.UTF_16LE);
        }
        if (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return decoded(content, 2, StandardCharsets.UTF_16BE);
        }
        if (bytes[0] != 0 && bytes[1] == 0 && alternates(content, 1)) {
            return decoded(content, 0, StandardCharsets.UTF_16LE);
        }
        if (bytes[0] == 0 && bytes[1] != 0 && alternates(content, 0)) {
            return decoded(content, 0, StandardCharsets.UTF_16BE);
        }
        return content;
    }

    private static boolean alternates(Text content, int zeroAt) {
        int sample = Math.min(SAMPLE, content.length() & ~1);
        for (int i = 0; i < sample; i++) {
            if ((content.bytes()[i] == 0) != ((i & 1) == zeroAt)) {
                return false;
            }
        }
        return true;
    }

    private static Text decoded(Text content, int from, Charset charset) {
        byte[] utf8 =
                new String(content.bytes(), from, content.length() - from, charset)
                        .getBytes(StandardCharsets.UTF_8);
        return Text.whole(utf8, utf8.length);
    }
}
