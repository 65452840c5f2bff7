package io.muster.ssh;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;

/// Walks over the lines of a file, one at a time, so that a large file costs one line of memory
/// beside itself.
final class TextLines {
    /// The longest line that is read, in bytes: a certificate with post-quantum keys has about
    /// 8,000.
    static final int LONGEST = 64 * 1024;

    private final Bytes content;
    private int position;
    private long number;

    TextLines(Bytes content) {
        this.content = content;
    }

    boolean hasMore() {
        return position < content.size();
    }

    /// The next line without its end and without blanks around it. One that is too long comes back
    /// cut; see [#cut].
    String next() {
        int end = position;
        while (end < content.size() && content.at(end) != '\n') {
            end++;
        }
        lastLength = end - position;
        Bytes line = content.slice(position, position + Math.min(lastLength, LONGEST));
        position = Math.min(end + 1, content.size());
        number++;
        return new String(line.toArray(), StandardCharsets.UTF_8).strip();
    }

    private int lastLength;

    /// Whether the last line was longer than [#LONGEST].
    boolean cut() {
        return lastLength > LONGEST;
    }

    /// The number of the last line, 1-based.
    long number() {
        return number;
    }
}
