package io.muster.discovery.tls;

import io.muster.model.Malformed;
import java.util.Arrays;

/// Reads the presentation language of RFC 8446, 3, never beyond its end.
final class OctetReader {
    private final byte[] octets;
    private int at;
    private final int end;

    OctetReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private OctetReader(byte[] octets, int from, int end) {
        this.octets = octets;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    int number(int width) throws Malformed {
        require(width);
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (octets[at++] & 0xff);
        }
        return value;
    }

    byte[] bytes(int length) throws Malformed {
        require(length);
        byte[] copy = Arrays.copyOfRange(octets, at, at + length);
        at += length;
        return copy;
    }

    /// A vector whose length stands in `width` octets in front of it.
    OctetReader vector(int width) throws Malformed {
        int length = number(width);
        require(length);
        OctetReader inner = new OctetReader(octets, at, at + length);
        at += length;
        return inner;
    }

    byte[] rest() {
        byte[] copy = Arrays.copyOfRange(octets, at, end);
        at = end;
        return copy;
    }

    private void require(int length) throws Malformed {
        if (length < 0 || length > end - at) {
            throw new Malformed("a message of the handshake ends before its last field does");
        }
    }
}
