package io.muster.pgp;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads packets one after another. Large ones that name nobody (photographs) are passed over
/// without being kept.
final class PacketReader {
    /// The most bytes of one packet that are kept.
    static final int LARGEST = 256 * 1024;

    private final InputStream in;

    PacketReader(InputStream in) {
        this.in = in;
    }

    /// The next packet, or nothing at the end.
    Optional<Packet> next() throws IOException, Malformed {
        int header = in.read();
        if (header < 0) {
            return Optional.empty();
        }
        if ((header & 0x80) == 0) {
            throw new Malformed("it does not begin a packet where one should begin");
        }
        boolean newFormat = (header & 0x40) != 0;
        int tag = newFormat ? header & 0x3f : (header >> 2) & 0x0f;
        long length = newFormat ? newLength() : oldLength(header & 3);
        if (length > LARGEST) {
            in.skipNBytes(length);
            return Optional.of(new Packet(tag, Bytes.EMPTY));
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new Malformed("it ends too early");
        }
        return Optional.of(new Packet(tag, Bytes.of(body)));
    }

    /// RFC 9580, 4.2.1. Partial lengths are for data only, never for keys.
    private long newLength() throws IOException, Malformed {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192L) << 8) + octet() + 192;
        }
        if (first < 255) {
            throw new Malformed("a packet of partial length, which no key has");
        }
        return number(4);
    }

    /// RFC 9580, 4.2.2.
    private long oldLength(int type) throws IOException, Malformed {
        if (type == 3) {
            throw new Malformed("a packet of indeterminate length, which no key has");
        }
        return number(1 << type);
    }

    private long number(int octets) throws IOException, Malformed {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    private int octet() throws IOException, Malformed {
        int octet = in.read();
        if (octet < 0) {
            throw new Malformed("it ends too early");
        }
        return octet;
    }
}
