package io.muster.secret;

import java.util.BitSet;

/// A set of bytes, asked once per byte: a table.
final class ByteSet {
    static final ByteSet ALPHANUMERIC = of("0-9A-Za-z");
    static final ByteSet DIGITS = of("0-9");
    static final ByteSet LETTERS = of("A-Za-z");
    static final ByteSet IDENTIFIER = of("0-9A-Za-z_");
    static final ByteSet NAME = of("0-9A-Za-z_.-");
    static final ByteSet BLANK = of(" \t");
    static final ByteSet SPACE = of(" \t\r\n");
    static final ByteSet BASE64 = of("0-9A-Za-z+/=_-");
    static final ByteSet WITHIN_LINE = of("\r\n").complement();
    static final ByteSet ANY = of("").complement();

    private final boolean[] members = new boolean[256];

    private final int[] values;
    private final double rate;

    private ByteSet(BitSet bits) {
        values = new int[bits.cardinality()];
        double sum = 0;
        int value = -1;
        for (int index = 0; index < values.length; index++) {
            value = bits.nextSetBit(value + 1);
            values[index] = value;
            members[value] = true;
            sum += Rarity.ofByte(value);
        }
        rate = sum;
    }

    int size() {
        return values.length;
    }

    int[] values() {
        return values;
    }

    /// The bits that all members have in common.
    int agreed() {
        int differing = 0;
        for (int value : values) {
            differing |= value ^ values[0];
        }
        return ~differing & 0xff;
    }

    /// How often a byte of source text is in this.
    double rate() {
        return rate;
    }

    /// From the inside of a character class: literal characters and ranges; a `-` at an end is
    /// itself.
    static ByteSet of(String characters) {
        var bits = new BitSet(256);
        for (int index = 0; index < characters.length(); index++) {
            char first = characters.charAt(index);
            boolean range = index + 2 < characters.length() && characters.charAt(index + 1) == '-';
            char last = range ? characters.charAt(index + 2) : first;
            bits.set(first, last + 1);
            index += range ? 2 : 0;
        }
        return new ByteSet(bits);
    }

    static ByteSet of(BitSet bits) {
        return new ByteSet(bits);
    }

    /// A letter of ASCII in both cases, or the character itself.
    static ByteSet anyCase(char character) {
        var bits = new BitSet(256);
        bits.set(Character.toLowerCase(character));
        bits.set(Character.toUpperCase(character));
        return new ByteSet(bits);
    }

    boolean contains(byte value) {
        return members[value & 0xff];
    }

    boolean contains(int value) {
        return value >= 0 && members[value];
    }

    ByteSet complement() {
        BitSet bits = bits();
        bits.flip(0, 256);
        return new ByteSet(bits);
    }

    BitSet bits() {
        var bits = new BitSet(256);
        for (int value : values) {
            bits.set(value);
        }
        return bits;
    }
}
