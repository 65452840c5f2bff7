package io.muster.http;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What a client sent, read once, as a stream: nobody knows how much it is until it has come.
public final class Body {
    private final InputStream stream;

    private Body(InputStream stream) {
        this.stream = stream;
    }

    /// No content.
    public static Body empty() {
        return new Body(InputStream.nullInputStream());
    }

    public static Body of(String text) {
        return new Body(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Body of(InputStream stream) {
        return new Body(stream);
    }

    /// The same, refused as soon as it turns out to be longer than `bytesMax`.
    Body limited(long bytesMax) {
        return new Body(new Limited(stream, bytesMax));
    }

    /// The content. Reading it may throw [Refused] when it is too long.
    public InputStream stream() {
        return stream;
    }

    /// Counts, and refuses instead of cutting off: half a document is not a document.
    private static final class Limited extends FilterInputStream {
        private final long bytesMax;
        private long bytes;

        Limited(InputStream stream, long bytesMax) {
            super(stream);
            this.bytesMax = bytesMax;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            count(skipped);
            return skipped;
        }

        private void count(long more) {
            bytes += more;
            if (bytes > bytesMax) {
                throw Problem.TOO_LARGE.because(
                        "The content has more than %,d bytes.".formatted(bytesMax));
            }
        }
    }
}
