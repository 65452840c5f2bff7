package io.muster.discovery;

import java.io.IOException;
import java.io.InputStream;

/// Some bytes of a content, one after another. Closing it does nothing: whoever opened the content
/// closes that.
public final class ContentStream extends InputStream {
    private static final int BUFFER_BYTES = 16 << 10;

    private final Content content;
    private final long end;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferStart;
    private int bufferLength;
    private long position;

    /// All of `content`.
    public ContentStream(Content content) {
        this(content, 0, content.size());
    }

    /// The bytes from `start` to before `end`, or to the end of `content`.
    public ContentStream(Content content, long start, long end) {
        this.content = content;
        this.position = start;
        this.end = Math.min(end, content.size());
    }

    /// Where in the content the next byte stands.
    public long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int index, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        if (position < bufferStart || position >= bufferStart + bufferLength) {
            int wanted = (int) Math.min(buffer.length, end - position);
            bufferStart = position;
            bufferLength = Math.max(content.read(position, buffer, 0, wanted), 0);
        }
        int at = (int) (position - bufferStart);
        int count = Math.min(length, bufferLength - at);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(buffer, at, target, index, count);
        position += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, Math.max(end - position, 0));
        position += skipped;
        return skipped;
    }

    /// Asked by whoever unpacks, to learn whether something follows the end of a packed part.
    @Override
    public int available() {
        return Math.clamp(end - position, 0, Integer.MAX_VALUE);
    }
}
