package io.muster.secret;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bytes that are looked at in one go: `length` bytes of a buffer, and where they lie in the
/// file.
///
/// Every matcher counts the bytes it looks at in [#steps], so that a test can prove, without a
/// clock, that no input makes the work grow faster than the input.
final class Window {
    final byte[] bytes;
    final int length;
    final long offset;
    private final Supplier<Origin> whence;
    private @Nullable Origin origin;
    long steps;

    Window(byte[] bytes, int length, long offset, Supplier<Origin> whence) {
        this.bytes = bytes;
        this.length = length;
        this.offset = offset;
        this.whence = whence;
    }

    /// Asked for only when a value is judged: most files hold none.
    Origin origin() {
        Origin known = origin == null ? whence.get() : origin;
        origin = known;
        return known;
    }

    /// The byte at `index` as 0..255, or -1 outside of the window.
    int at(int index) {
        return index >= 0 && index < length ? bytes[index] & 0xff : -1;
    }

    /// The bytes `from` to `to` as one character each. Only for what is short.
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// The end of the run of bytes in `set` that begins at `from`, at most `limit` bytes long.
    int runEnd(ByteSet set, int from, int limit) {
        int end = (int) Math.min(length, (long) from + limit);
        int index = from;
        while (index < end && set.contains(bytes[index])) {
            index++;
        }
        steps += index - from + 1;
        return index;
    }

    /// The start of the run of bytes in `set` that ends before `to`, at most `limit` bytes long.
    int runStart(ByteSet set, int to, int limit) {
        int start = Math.max(0, to - limit);
        int index = to;
        while (index > start && set.contains(bytes[index - 1])) {
            index--;
        }
        steps += to - index + 1;
        return index;
    }

    /// Where the line that holds `index` begins, at most 4 KB before it.
    int lineStart(int index) {
        return runStart(ByteSet.WITHIN_LINE, index, LINE_LIMIT);
    }

    /// Where the line that holds `index` ends, at most 4 KB after it.
    int lineEnd(int index) {
        return runEnd(ByteSet.WITHIN_LINE, index, LINE_LIMIT);
    }

    private static final int LINE_LIMIT = 4096;
}
