package io.muster.inventory.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// How far a misspelt word is from those that exist.
final class Distance {
    private static final int LENGTH_MAX = 40;

    private Distance() {}

    /// The one of `words` that `text` was most likely meant to be; empty when none is near.
    static Optional<String> nearest(String text, Collection<String> words) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        int far = Math.max(1, text.length() / 2);
        return words.stream()
                .filter(it -> between(text, it) <= far)
                .min(
                        Comparator.comparingInt((String it) -> between(text, it))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// The fewest characters to insert, remove or replace, and neighbours to swap.
    private static int between(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int i, int j) {
        int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        boolean swapped =
                i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
