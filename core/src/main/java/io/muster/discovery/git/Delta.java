package io.muster.discovery.git;

/// Makes an object from another one and a delta (gitformat-pack(5), "deltified representation").
final class Delta {
    private final byte[] delta;
    private int at;

    private Delta(byte[] delta) {
        this.delta = delta;
    }

    /// @throws Damaged when `delta` does not fit `base`, or makes more than `bytesMax` bytes
    static byte[] apply(byte[] base, byte[] delta, int bytesMax) throws Damaged {
        return new Delta(delta).apply(base, bytesMax);
    }

    private byte[] apply(byte[] base, int bytesMax) throws Damaged {
        long baseSize = size();
        long size = size();
        if (baseSize != base.length) {
            throw new Damaged("a delta was made for another object");
        }
        if (size > bytesMax) {
            throw new Damaged("it is larger than " + (bytesMax >> 20) + " MiB");
        }
        byte[] made = new byte[(int) size];
        int length = 0;
        while (at < delta.length) {
            int command = next();
            int count;
            if ((command & 0x80) != 0) {
                int from = number(command, 4);
                int asked = number(command >> 4, 3);
                count = asked == 0 ? 0x10000 : asked;
                if (from < 0 || from > base.length - count || count > size - length) {
                    throw new Damaged("a delta is damaged");
                }
                System.arraycopy(base, from, made, length, count);
            } else {
                count = command;
                if (count == 0 || count > delta.length - at || count > size - length) {
                    throw new Damaged("a delta is damaged");
                }
                System.arraycopy(delta, at, made, length, count);
                at += count;
            }
            length += count;
        }
        if (length != size) {
            throw new Damaged("a delta ends early");
        }
        return made;
    }

    private int next() throws Damaged {
        if (at == delta.length) {
            throw new Damaged("a delta ends early");
        }
        return delta[at++] & 0xff;
    }

    /// A number of which only those bytes are written that `present` has a bit for.
    private int number(int present, int bytes) throws Damaged {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            if ((present & (1 << i)) != 0) {
                number |= next() << (8 * i);
            }
        }
        return number;
    }

    private long size() throws Damaged {
        long size = 0;
        for (int shift = 0; shift <= 56; shift += 7) {
            int b = next();
            size |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                return size;
            }
        }
        throw new Damaged("a delta is damaged");
    }
}
