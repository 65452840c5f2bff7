package io.muster.secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The words that people use in source code: what is made of them is a name or a remark, not a
/// secret.
///
/// The list holds the words that occur in many different projects, by our own count.
final class Words {
    private static final Set<String> KNOWN = read();
    private static final int WORD_LENGTH_MIN = 3;
    private static final int WORD_LENGTH_MAX = 16;
    private static final int RUN_LENGTH_MAX = 64;

    private Words() {}

    static boolean isWord(String text) {
        return KNOWN.contains(text.toLowerCase(Locale.ROOT));
    }

    /// Which part of the letters of `text` belongs to words, 0 to 1; 0 when there are no letters.
    static double coverage(String text) {
        int letters = 0;
        int covered = 0;
        int start = 0;
        for (int index = 0; index <= text.length(); index++) {
            boolean inside = index < text.length() && isLetter(text.charAt(index));
            if (!inside || startsWord(text, start, index)) {
                int length = index - start;
                letters += length;
                covered += length > 0 ? covered(text.substring(start, index)) : 0;
                start = inside ? index : index + 1;
            }
        }
        return letters == 0 ? 0 : (double) covered / letters;
    }

    /// A capital after a small letter starts a word, as in `camelCase`.
    private static boolean startsWord(String text, int start, int index) {
        return index > start
                && Character.isUpperCase(text.charAt(index))
                && Character.isLowerCase(text.charAt(index - 1));
    }

    /// The most letters of a run that words can cover, side by side.
    private static int covered(String run) {
        String lower = run.toLowerCase(Locale.ROOT);
        int length = Math.min(lower.length(), RUN_LENGTH_MAX);
        int[] best = new int[length + 1];
        for (int end = 1; end <= length; end++) {
            best[end] = best[end - 1];
            for (int size = WORD_LENGTH_MIN; size <= Math.min(end, WORD_LENGTH_MAX); size++) {
                if (best[end - size] + size > best[end]
                        && KNOWN.contains(lower.substring(end - size, end))) {
                    best[end] = best[end - size] + size;
                }
            }
        }
        return best[length];
    }

    private static boolean isLetter(char character) {
        return ByteSet.LETTERS.contains((int) character);
    }

    private static Set<String> read() {
        try (var in = Words.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("words.txt is missing from the package");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            return new HashSet<>(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("words.txt cannot be read", e);
        }
    }
}
