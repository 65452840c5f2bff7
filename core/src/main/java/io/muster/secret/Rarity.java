package io.muster.secret;

/// How often source text hits a literal by chance: a guess from how common its characters are, good
/// enough to choose the better of two places to search for.
final class Rarity {
    /// Letters of English text from common to rare.
    private static final String LETTERS = "etaoinsrldcupmfhgbyvwkxqjz";

    private Rarity() {}

    static double of(String literal) {
        double rate = 1;
        for (int index = 0; index < literal.length(); index++) {
            rate *= of(literal.charAt(index));
        }
        return rate;
    }

    private static double of(char character) {
        int rank = LETTERS.indexOf(character);
        if (rank >= 0) {
            return 0.09 / (1 + rank * 0.35);
        }
        return Character.isDigit(character) ? 0.012 : 0.015;
    }
}
