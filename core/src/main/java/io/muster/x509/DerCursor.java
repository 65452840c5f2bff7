package io.muster.x509;

import io.muster.model.Malformed;
import java.util.EnumSet;

/// Walks the elements that stand one after another in a stretch of bytes. See [Der].
public final class DerCursor {
    private final byte[] data;
    private final int limit;
    private final int depth;
    private final EnumSet<Deviation> deviations;
    private int position;

    DerCursor(byte[] data, int from, int limit, int depth, EnumSet<Deviation> deviations) {
        this.data = data;
        this.position = from;
        this.limit = limit;
        this.depth = depth;
        this.deviations = deviations;
    }

    public boolean hasNext() {
        return position < limit;
    }

    /// Whether the next element starts with the tag byte `tag`.
    public boolean at(int tag) {
        return position < limit && (data[position] & 0xff) == tag;
    }

    public Der next(int tag, String what) throws Malformed {
        if (position >= limit) {
            throw new Malformed(what + ": missing");
        }
        return next().expect(tag, what);
    }

    public Der next() throws Malformed {
        Der element = elementAt(position, depth);
        position = element.end;
        return element;
    }

    /// Notes bytes that are left over.
    public void end() {
        if (position < limit) {
            deviations.add(Deviation.TRAILING_BYTES);
        }
    }

    private Der elementAt(int start, int level) throws Malformed {
        int at = start;
        if (at >= limit) {
            throw new Malformed("cut short: an element is missing");
        }
        int tag = data[at++] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            int number = 0;
            int octet;
            do {
                if (at >= limit || number > 0x3fff) {
                    throw new Malformed("a tag is cut short or too large");
                }
                octet = data[at++] & 0xff;
                number = number << 7 | (octet & 0x7f);
            } while (octet >= 0x80);
            tag = tag << 24 | number;
        }
        if (at >= limit) {
            throw new Malformed("cut short: a length is missing");
        }
        int length = data[at++] & 0xff;
        if (length == 0x80) {
            return indefinite(start, tag, at, level);
        }
        if (length > 0x80) {
            int octets = length & 0x7f;
            if (octets > limit - at) {
                throw new Malformed("cut short: a length is missing");
            }
            boolean minimal = data[at] != 0;
            long claimed = 0;
            for (int i = 0; i < octets; i++) {
                claimed = claimed << 8 | (data[at++] & 0xff);
                if (claimed > Integer.MAX_VALUE) {
                    throw new Malformed("a length is larger than the input");
                }
            }
            if (!minimal || claimed < 0x80) {
                deviations.add(Deviation.NON_MINIMAL_LENGTH);
            }
            length = (int) claimed;
        }
        if (length > limit - at) {
            throw new Malformed("a length is larger than the input");
        }
        return new Der(data, start, tag, at, at + length, at + length, level, deviations);
    }

    /// Finds the two zero bytes that close an indefinite length, going through what is inside.
    private Der indefinite(int start, int tag, int content, int level) throws Malformed {
        boolean constructed = (data[start] & 0x20) != 0;
        if (!constructed || level >= Der.MAX_DEPTH) {
            throw new Malformed("indefinite length where it cannot be");
        }
        deviations.add(Deviation.INDEFINITE_LENGTH);
        int at = content;
        while (true) {
            if (at + 1 >= limit) {
                throw new Malformed("cut short: an indefinite length is not closed");
            }
            if (data[at] == 0 && data[at + 1] == 0) {
                return new Der(data, start, tag, content, at, at + 2, level, deviations);
            }
            at = elementAt(at, level + 1).end;
        }
    }
}
