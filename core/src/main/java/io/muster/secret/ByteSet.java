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

    private final boolean[] members = new boolean[256];

    private ByteSet(BitSet bits) {
        bits.stream().forEach(value -> members[value] = true);
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
        for (int value = 0; value < 256; value++) {
            bits.set(value, members[value]);
        }
        return bits;
    }
}
