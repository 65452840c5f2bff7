package io.muster.discovery.files;

import java.io.IOException;
import java.io.InputStream;

/// The next bytes of another stream, so many and no more.
final class PartStream extends InputStream {
    private final InputStream whole;
    private long remaining;

    PartStream(InputStream whole, long size) {
        this.whole = whole;
        this.remaining = size;
    }

    long remaining() {
        return remaining;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int index, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int count = whole.read(target, index, (int) Math.min(length, remaining));
        remaining -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = whole.skip(Math.min(count, remaining));
        remaining -= skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }
}
