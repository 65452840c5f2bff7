package io.muster.api;

import io.muster.discovery.Content;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;

/// What somebody has sent as a file, in memory: for contents of a few megabytes.
final class Uploaded implements Content {
    private final Place place;
    private final byte[] bytes;

    private Uploaded(Place place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    /// @param bytesMax more is refused
    static Uploaded of(Request request, Place place, int bytesMax) throws IOException {
        byte[] bytes = request.body().stream().readNBytes(bytesMax + 1);
        if (bytes.length > bytesMax) {
            throw Problem.TOO_LARGE.because("A list has at most %d MB.".formatted(bytesMax >> 20));
        }
        return new Uploaded(place, bytes);
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String name() {
        return place.rest();
    }

    @Override
    public Facts facts() {
        return Facts.NONE;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, byte[] target, int from, int length) {
        if (position >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - position);
        System.arraycopy(bytes, (int) position, target, from, count);
        return count;
    }
}
