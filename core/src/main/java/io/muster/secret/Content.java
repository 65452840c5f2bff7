package io.muster.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What kind of bytes a file begins with.
final class Content {
    private static final int SAMPLE = 8000;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Of eight bytes at once, one less borrows from a top bit that was not set only where a byte
    /// is zero.
    private static final long EACH_ONE = 0x0101010101010101L;

    private static final long EACH_TOP = 0x8080808080808080L;

    private final byte[] bytes;
    private final int length;
    private final boolean isText;

    private Content(byte[] bytes, int length, boolean isText) {
        this.bytes = bytes;
        this.length = length;
        this.isText = isText;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// False when there is nothing to read for a person, and so no secret in our sense.
    boolean isText() {
        return isText;
    }

    static Content of(byte[] bytes, int length) {
        if (length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return utf16(bytes, length, StandardCharsets.UTF_16LE);
        }
        if (length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return utf16(bytes, length, StandardCharsets.UTF_16BE);
        }
        return new Content(bytes, length, !hasNul(bytes, Math.min(length, SAMPLE)));
    }

    private static Content utf16(byte[] bytes, int length, Charset charset) {
        byte[] text =
                new String(bytes, 2, length - 2, charset).getBytes(StandardCharsets.ISO_8859_1);
        return new Content(text, text.length, true);
    }

    /// The sign that git goes by, too: text has no NUL in its first 8000 bytes.
    private static boolean hasNul(byte[] bytes, int length) {
        int index = 0;
        for (; index <= length - Long.BYTES; index += Long.BYTES) {
            long eight = (long) LONG.get(bytes, index);
            if (((eight - EACH_ONE) & ~eight & EACH_TOP) != 0) {
                return true;
            }
        }
        for (; index < length; index++) {
            if (bytes[index] == 0) {
                return true;
            }
        }
        return false;
    }
}
