package io.muster.discovery.tls;

import java.util.Arrays;
import java.util.function.Consumer;

/// Writes the presentation language of RFC 8446, 3: big-endian numbers and vectors with their
/// length in front.
final class OctetWriter {
    private byte[] octets = new byte[512];
    private int size;

    OctetWriter number(int value, int width) {
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            octet(value >> shift);
        }
        return this;
    }

    OctetWriter bytes(byte[] content) {
        reserve(content.length);
        System.arraycopy(content, 0, octets, size, content.length);
        size += content.length;
        return this;
    }

    /// What `content` writes, with its length in `width` octets in front.
    OctetWriter vector(int width, Consumer<OctetWriter> content) {
        int start = size;
        number(0, width);
        content.accept(this);
        int length = size - start - width;
        for (int i = 0; i < width; i++) {
            octets[start + i] = (byte) (length >> ((width - 1 - i) * 8));
        }
        return this;
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, size);
    }

    private void octet(int value) {
        reserve(1);
        octets[size++] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
        }
    }
}
