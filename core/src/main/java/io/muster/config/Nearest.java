package io.muster.config;

import java.util.Collection;
import java.util.Comparator;

/// What somebody may have meant who wrote a name that there is not.
final class Nearest {
    private Nearest() {}

    /// The one of `names`, which are not none, that takes the fewest changes.
    static String of(String unknown, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(it -> distance(it, unknown)))
                .orElseThrow();
    }

    /// Levenshtein: how many letters to add, remove or change.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
