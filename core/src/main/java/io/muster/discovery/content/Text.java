package io.muster.discovery.content;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;

/// A stretch of content in memory: all of it, or one window of what is too large to hold.
///
/// The bytes are shared, never changed while formats read them.
final class Text {
    private final byte[] bytes;
    private final int length;
    private final int limit;
    private final long line;
    private final boolean whole;

    private Text(byte[] bytes, int length, int limit, long line, boolean whole) {
        this.bytes = bytes;
        this.length = length;
        this.limit = limit;
        this.line = line;
        this.whole = whole;
    }

    /// All of some content.
    static Text whole(byte[] bytes, int length) {
        return new Text(bytes, length, length, 1, true);
    }

    /// A part of something larger.
    ///
    /// @param limit what begins at or behind it is read again in the next window
    /// @param line the number of the first line in it, from 1
    static Text window(byte[] bytes, int length, int limit, long line) {
        return new Text(bytes, length, limit, line, false);
    }

    /// May be longer than [#length].
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int limit() {
        return limit;
    }

    long line() {
        return line;
    }

    /// Nothing comes before or after.
    boolean whole() {
        return whole;
    }

    /// Whether an object or a list of JSON may begin here.
    boolean beginsJson() {
        for (int i = 0; i < length; i++) {
            byte c = bytes[i];
            if (c == '{' || c == '[') {
                return true;
            }
            // A byte order mark of UTF-8 may come first.
            if (c > ' ') {
                return false;
            }
        }
        return false;
    }

    /// The number of the line in which `offset` lies.
    long lineAt(int offset) {
        return line + newlines(0, offset);
    }

    long newlines(int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    /// Where `word` stands at or after `from`; -1 when nowhere.
    int indexOf(byte[] word, int from) {
        byte first = word[0];
        int last = length - word.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first && stands(word, i)) {
                return i;
            }
        }
        return -1;
    }

    boolean stands(byte[] word, int at) {
        if (at < 0 || at + word.length > length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// Each byte as one character, so that offsets stay what they are.
    String latin1(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// As a person reads it; bytes that are not UTF-8 become U+FFFD.
    String utf8() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    Bytes all() {
        return Bytes.of(bytes, 0, length);
    }
}
