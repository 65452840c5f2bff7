package io.muster.x509;

import io.muster.model.Malformed;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// An object identifier in dotted form, `2.5.29.17`.
public record Oid(String dotted) implements Comparable<Oid> {
    /// Longest content that is read; the longest OIDs in use have fewer than 20 bytes.
    private static final int MAX_BYTES = 256;

    private static final int SLOTS = 1024;

    /// Certificates repeat a few dozen OIDs: a small lossy cache spares building their text again.
    private static final AtomicReferenceArray<Seen> SEEN = new AtomicReferenceArray<>(SLOTS);

    private static final class Seen {
        final byte[] content;
        final Oid oid;

        Seen(byte[] content, Oid oid) {
            this.content = content;
            this.oid = oid;
        }
    }

    static Oid decode(byte[] data, int from, int to, EnumSet<Deviation> deviations, String what)
            throws Malformed {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + data[i];
        }
        int slot = (hash ^ hash >>> 10 ^ hash >>> 20) & (SLOTS - 1);
        Seen seen = SEEN.get(slot);
        if (seen != null && Arrays.equals(seen.content, 0, seen.content.length, data, from, to)) {
            return seen.oid;
        }
        EnumSet<Deviation> own = EnumSet.noneOf(Deviation.class);
        Oid oid = new Oid(text(data, from, to, own, what));
        if (own.isEmpty()) {
            SEEN.set(slot, new Seen(Arrays.copyOfRange(data, from, to), oid));
        }
        deviations.addAll(own);
        return oid;
    }

    private static String text(
            byte[] data, int from, int to, EnumSet<Deviation> deviations, String what)
            throws Malformed {
        if (from == to || to - from > MAX_BYTES || data[to - 1] < 0) {
            throw new Malformed(what + ": OBJECT IDENTIFIER empty, cut short or too long");
        }
        StringBuilder text = new StringBuilder();
        // Arcs have no upper bound (2.25 holds UUIDs); few need more than a long.
        BigInteger high = BigInteger.ZERO;
        long arc = 0;
        boolean arcStart = true;
        for (int i = from; i < to; i++) {
            int octet = data[i] & 0xff;
            if (arcStart && octet == 0x80) {
                deviations.add(Deviation.NON_MINIMAL_OBJECT_IDENTIFIER);
            }
            if (arc >>> 56 != 0 || high.signum() != 0) {
                high = high.signum() == 0 ? BigInteger.valueOf(arc) : high;
                high = high.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            }
            arc = arc << 7 | (octet & 0x7f);
            arcStart = octet < 0x80;
            if (arcStart) {
                append(text, high.signum() == 0 ? BigInteger.valueOf(arc) : high);
                high = BigInteger.ZERO;
                arc = 0;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (text.isEmpty()) {
            int first = arc.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : arc.intValue() / 40;
            text.append(first).append('.').append(arc.subtract(BigInteger.valueOf(40L * first)));
        } else {
            text.append('.').append(arc);
        }
    }

    /// Whether this OID stands under `arc`, as `2.5.29.17` does under `2.5.29`.
    public boolean under(String arc) {
        return dotted.startsWith(arc)
                && dotted.length() > arc.length()
                && dotted.charAt(arc.length()) == '.';
    }

    @Override
    public int compareTo(Oid other) {
        return dotted.compareTo(other.dotted);
    }

    @Override
    public String toString() {
        return dotted;
    }
}
