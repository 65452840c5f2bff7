package io.muster.discovery.files;

import io.muster.discovery.Content;
import java.io.IOException;
import java.io.InputStream;

/// Some bytes of a content, one after another.
final class ContentStream extends InputStream {
    private static final int BUFFER_BYTES = 16 << 10;

    private final Content content;
    private final long end;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferStart;
    private int bufferLength;
    private long position;

    ContentStream(Content content, long start, long end) {
        this.content = content;
        this.position = start;
        this.end = Math.min(end, content.size());
    }

    /// Where in the content the next byte stands.
    long position() {
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
