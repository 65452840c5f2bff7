package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

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

    /// Reads one line.
    @FunctionalInterface
    interface Reading<T> {
        T read(long number, String line) throws Malformed;
    }

    /// Makes the line that a program would ignore.
    @FunctionalInterface
    interface Refusal<T> {
        T of(long number, String reason);
    }

    /// Hands every line of `content` that is neither blank nor a comment to `out`, in order, read
    /// or refused: a bad line costs none of the others.
    static <T> void read(Bytes content, Reading<T> reading, Refusal<T> refusal, Consumer<T> out) {
        TextLines lines = new TextLines(content);
        while (lines.hasMore()) {
            String line = lines.next();
            long number = lines.number();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                if (lines.cut()) {
                    throw new Malformed("a line of over " + LONGEST + " bytes");
                }
                out.accept(Guard.reading("line", () -> reading.read(number, line)));
            } catch (Malformed e) {
                out.accept(refusal.of(number, e.reason()));
            }
        }
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
