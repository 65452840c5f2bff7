package io.muster.secret;

import java.util.Set;

/// How often source text hits a literal by chance: a guess from how common its characters are, good
/// enough to choose the better of two places to search for.
final class Rarity {
    /// Letters of English text from common to rare.
    private static final String LETTERS = "etaoinsrldcupmfhgbyvwkxqjz";

    /// Pairs of letters that English and code like more than chance would have it.
    private static final Set<String> PAIRS =
            Set.of(
                    ("th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha"
                                    + " as ou io le ve co me de ri ro ic ne ea ra ce li ch ll be ma"
                                    + " si om ur et ct ta tr fi ty pe ge ad id ck ut un ex pr if ca"
                                    + " pa di lo ss ns us no ow ai ag ab ul im sa sc tu so su po iv"
                                    + " ig am ir wr ew ev vi")
                            .split(" "));

    private static final double LIKED = 3;

    /// Zeros come in rows, and so do lines of dashes and blanks.
    private static final double ROW = 10;

    private Rarity() {}

    /// How often a byte of one set is followed by a byte of another.
    static double of(ByteSet first, ByteSet second) {
        double rate = first.rate() * second.rate();
        if (first.size() > 2 || second.size() > 2) {
            return rate;
        }
        char one = (char) first.values()[first.size() - 1];
        char two = (char) second.values()[second.size() - 1];
        return one == two && !Character.isLetter(one)
                ? ROW * rate
                : PAIRS.contains("" + one + two) ? LIKED * rate : rate;
    }

    static double of(String literal) {
        double rate = 1;
        for (int index = 0; index < literal.length(); index++) {
            rate *= of(literal.charAt(index));
        }
        return rate;
    }

    /// How often a byte of source text is this one.
    static double ofByte(int value) {
        if (value >= 'A' && value <= 'Z') {
            return of((char) (value | 0x20)) / 6;
        }
        if ((value >= 'a' && value <= 'z') || (value >= '0' && value <= '9')) {
            return of((char) value);
        }
        return switch (value) {
            case ' ' -> 0.12;
            case '\t', '\n', '_' -> 0.03;
            default -> value > ' ' && value < 0x7f ? 0.008 : 0.0002;
        };
    }

    private static double of(char character) {
        int rank = LETTERS.indexOf(character);
        if (rank >= 0) {
            return 0.09 / (1 + rank * 0.35);
        }
        return Character.isDigit(character) ? 0.012 : 0.015;
    }
}
