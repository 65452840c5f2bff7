package io.muster.discovery.content;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;

/// A stretch of content in memory: all of it, or one window of what is too large to hold.
///
/// @param bytes may be longer than `length`; shared, never changed while formats read it
/// @param limit what begins at or behind it is read again in the next window; `length` when there
///   is none
/// @param line the number of the first line in it, from 1
/// @param whole nothing comes before or after
record Text(byte[] bytes, int length, int limit, long line, boolean whole) {

    static Text whole(byte[] bytes, int length) {
        return new Text(bytes, length, length, 1, true);
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
