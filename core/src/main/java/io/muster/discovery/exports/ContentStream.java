package io.muster.discovery.exports;

import io.muster.discovery.Content;
import java.io.IOException;
import java.io.InputStream;

/// Content from its beginning to its end, as a stream.
final class ContentStream extends InputStream {
    private final Content content;
    private long position;

    ContentStream(Content content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = content.read(position, target, from, length);
        position += Math.max(count, 0);
        return count;
    }
}
