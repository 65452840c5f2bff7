package io.muster.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// All leads of all detectors, searched at once in three stages, each of which sees what the one
/// before let pass.
///
/// First, every second position is looked at, and there three bytes: the first two choose a word of
/// a table, the low five bits of the third a bit of it (letters of both cases share one). Each lead
/// has set bits for three of its bytes at an even and for three at an odd distance from its start,
/// the rarest there are; where it is short, some are any byte. Nothing carries over from one
/// position to the next and nothing is decided, so the processor works on several at a time.
/// Second, a larger table is asked about four bytes. Last, the leads that set the bits are
/// compared.
final class LeadIndex {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PAIR_BITS = 13;
    private static final int TRIPLE_BITS = 15;
    private static final int NONE = -1;
    private static final int LINK = 3;

    /// A third byte that is of no more than these has links of its own.
    private static final int FEW = 2;

    /// So many bytes go through one stage before the next.
    private static final int BLOCK = 2048;

    /// More first pairs than that would fill the table.
    private static final int PAIRS_MAX = 512;

    private static final int TRIPLES_MAX = 6144;

    /// What to do at a lead.
    interface Visitor {
        void lead(int lead, int start, int end);
    }

    private final Lead[] leads;

    /// What the first eight bytes of each lead have in common, and in which bits that is said.
    private final long[] values;

    private final long[] masks;
    private final int[] pairs = new int[1 << PAIR_BITS];
    private final int[] triples = new int[1 << TRIPLE_BITS];

    /// For each word of `pairs` and of `triples`, the first of its links: of those leads whose
    /// third byte is of many, and of all others.
    private final int[] ofPair = new int[1 << PAIR_BITS];

    private final int[] ofTriple = new int[1 << TRIPLE_BITS];

    /// Links, three numbers each: the lead, how far from its start, the next link.
    private int[] links = new int[LINK << 13];

    private int used;

    private final int longest;

    LeadIndex(List<Lead> leads) {
        this.leads = leads.toArray(Lead[]::new);
        this.values = new long[this.leads.length];
        this.masks = new long[this.leads.length];
        this.longest = leads.stream().mapToInt(Lead::length).max().orElse(0);
        Arrays.fill(ofPair, NONE);
        Arrays.fill(ofTriple, NONE);
        // A new link is put before the others: in this order, those of one word stay in order.
        for (int index = this.leads.length - 1; index >= 0; index--) {
            for (int at = 0; at < Math.min(Long.BYTES, this.leads[index].length()); at++) {
                ByteSet set = this.leads[index].at(at);
                masks[index] |= (long) set.agreed() << (Byte.SIZE * at);
                values[index] |= (long) (set.values()[0] & set.agreed()) << (Byte.SIZE * at);
            }
            add(index, rarest(this.leads[index], 0));
            add(index, rarest(this.leads[index], -1));
        }
    }

    /// Where the rarest bytes of a lead begin, of those an even number of bytes behind `from`.
    private static int rarest(Lead lead, int from) {
        int rarest = from;
        double rate = Double.MAX_VALUE;
        for (int at = from; at + 2 <= lead.length(); at += 2) {
            double here =
                    Rarity.of(lead.at(at), lead.at(at + 1))
                            * Rarity.of(lead.at(at + 1), lead.at(at + 2))
                            / lead.at(at + 1).rate()
                            * Math.max(0.1, lead.at(at + 3).rate());
            int pairs = lead.at(at).size() * lead.at(at + 1).size();
            int triples = pairs * lead.at(at + 2).size();
            if (here < rate && pairs <= PAIRS_MAX && triples <= TRIPLES_MAX) {
                rate = here;
                rarest = at;
            }
        }
        return rarest;
    }

    private void add(int index, int at) {
        Lead lead = leads[index];
        ByteSet thirds = lead.at(at + 2);
        int low = low(thirds);
        int fourth = low(lead.at(at + 3));
        for (int one : lead.at(at).values()) {
            for (int two : lead.at(at + 1).values()) {
                int bytes = one | two << 8;
                pairs[pair(bytes)] |= low;
                if (thirds.size() > FEW) {
                    link(ofPair, pair(bytes), index, at);
                }
                for (int three : thirds.values()) {
                    int triple = triple(bytes | three << 16);
                    triples[triple] |= fourth;
                    if (thirds.size() <= FEW) {
                        link(ofTriple, triple, index, at);
                    }
                }
            }
        }
    }

    /// The low five bits of the members of a set, as a set of bits.
    private static int low(ByteSet set) {
        int bits = 0;
        for (int value : set.values()) {
            bits |= 1 << value;
        }
        return bits;
    }

    private void link(int[] first, int word, int lead, int at) {
        int last = first[word];
        if (last != NONE && links[last] == lead && links[last + 1] == at) {
            // Several of its bytes share a word.
            return;
        }
        if (used + LINK > links.length) {
            links = Arrays.copyOf(links, 2 * links.length);
        }
        links[used] = lead;
        links[used + 1] = at;
        links[used + 2] = last;
        first[word] = used;
        used += LINK;
    }

    private static int pair(int bytes) {
        return ((bytes & 0xffff) * 0x9E3779B1) >>> (Integer.SIZE - PAIR_BITS);
    }

    private static int triple(int bytes) {
        return ((bytes & 0xffffff) * 0x9E3779B1) >>> (Integer.SIZE - TRIPLE_BITS);
    }

    /// Visits every lead that starts in `from` (inclusive) to `to` (exclusive), in about the order
    /// in which they stand in the text.
    void scan(Window window, int from, int to, Visitor visitor) {
        byte[] bytes = window.bytes;
        int limit = (int) Math.min(window.length, (long) to + longest);
        int end = Math.min(limit, bytes.length) - 10;
        int at = Math.max(0, (from & ~1) - 2);
        int[] passed = new int[Math.min(BLOCK, Math.max(end - at, 0)) / 2 + 4];
        while (at < end) {
            int stop = Math.min(end, at + BLOCK);
            int count = sieveAgain(bytes, passed, sieve(bytes, at, stop, passed));
            for (int each = 0; each < count; each++) {
                int position = passed[each];
                compare(window, (int) INT.get(bytes, position), position, from, to, visitor);
            }
            at += (stop - at + 7) & ~7;
        }
        for (; at < limit; at += 2) {
            compare(window, three(window, at), at, from, to, visitor);
        }
    }

    /// The positions `from` to `to` that the first table lets pass; up to eight bytes more are
    /// looked at.
    ///
    /// @return how many
    private int sieve(byte[] bytes, int from, int to, int[] passed) {
        int[] words = pairs;
        int count = 0;
        for (int at = from; at < to; at += 8) {
            int one = (int) INT.get(bytes, at);
            int two = (int) INT.get(bytes, at + 2);
            int three = (int) INT.get(bytes, at + 4);
            int four = (int) INT.get(bytes, at + 6);
            passed[count] = at;
            count += words[pair(one)] >>> (one >>> 16) & 1;
            passed[count] = at + 2;
            count += words[pair(two)] >>> (two >>> 16) & 1;
            passed[count] = at + 4;
            count += words[pair(three)] >>> (three >>> 16) & 1;
            passed[count] = at + 6;
            count += words[pair(four)] >>> (four >>> 16) & 1;
        }
        return count;
    }

    /// Those of the first `length` positions that the second table lets pass, in the same array.
    private int sieveAgain(byte[] bytes, int[] passed, int length) {
        int[] words = triples;
        int count = 0;
        for (int each = 0; each < length; each++) {
            int at = passed[each];
            int four = (int) INT.get(bytes, at);
            passed[count] = at;
            count += words[triple(four)] >>> (four >>> 24) & 1;
        }
        return count;
    }

    private static int three(Window window, int at) {
        return (window.at(at) & 0xff)
                | ((window.at(at + 1) & 0xff) << 8)
                | ((window.at(at + 2) & 0xff) << 16);
    }

    private void compare(Window window, int bytes, int at, int from, int to, Visitor visitor) {
        follow(window, ofTriple[triple(bytes)], at, from, to, visitor);
        follow(window, ofPair[pair(bytes)], at, from, to, visitor);
    }

    private void follow(Window window, int first, int at, int from, int to, Visitor visitor) {
        for (int link = first; link != NONE; link = links[link + 2]) {
            int lead = links[link];
            int start = at - links[link + 1];
            if (start >= from && start < to && mayStand(window, lead, start)) {
                int length = leads[lead].length();
                window.steps += length;
                if (start + length <= window.length && leads[lead].stands(window.bytes, start)) {
                    visitor.lead(lead, start, start + length);
                }
            }
        }
    }

    /// Compares eight bytes at once, where there are so many.
    private boolean mayStand(Window window, int lead, int start) {
        return start + Long.BYTES > window.length
                || ((long) LONG.get(window.bytes, start) & masks[lead]) == values[lead];
    }
}
