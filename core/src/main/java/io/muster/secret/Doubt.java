package io.muster.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Why a value of the right shape is no secret: an example, a placeholder, a pattern that a person
/// typed.
final class Doubt {
    private static final int REPEAT_LIMIT = 6;
    private static final int SEQUENCE_LIMIT = 8;
    private static final double COUNTED = 0.75;

    /// What stands in a value that somebody else is to fill in.
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "xxxx",
                    "example",
                    "placeholder",
                    "changeme",
                    "change_me",
                    "change-me",
                    "replaceme",
                    "replace_me",
                    "replace-me",
                    "redacted",
                    "your_",
                    "your-",
                    "yourtoken",
                    "yoursecret",
                    "yourkey",
                    "yourapi",
                    "yourpass",
                    "_here",
                    "-here",
                    "keyhere",
                    "tokenhere",
                    "secrethere",
                    "valuehere",
                    "passwordhere",
                    "insert",
                    "dummy",
                    "notreal",
                    "not_real",
                    "not-real",
                    "fakefake",
                    "todo",
                    "****",
                    "....",
                    "####",
                    "____",
                    "----",
                    "aaaaaa",
                    "000000",
                    "${",
                    "{{",
                    "}}",
                    "<%",
                    "%>",
                    "$(",
                    "#{",
                    "@@",
                    "%(",
                    "sample");

    private Doubt() {}

    /// Why `value` is no secret, or empty.
    static Optional<String> about(String value) {
        if (isPlaceholder(value)) {
            return Optional.of("it is a placeholder");
        }
        if (KnownExamples.contain(value)) {
            return Optional.of("it is an example from the documentation of the issuer");
        }
        if (isMonotonous(value)) {
            return Optional.of("it repeats or counts, which a generated value does not");
        }
        return Optional.empty();
    }

    static boolean isPlaceholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.stream().anyMatch(lower::contains);
    }

    /// True for `aaaaaaaa`, `12345678`, `abc123`, `abcabcabcabc`: what fingers and examples make.
    static boolean isMonotonous(String value) {
        boolean runs =
                longestRun(value, 0) >= REPEAT_LIMIT || longestRun(value, 1) >= SEQUENCE_LIMIT;
        boolean few = value.chars().distinct().count() < (value.length() < 16 ? 2 : 5);
        boolean repeats = value.length() >= 12 && isPeriodic(value);
        return runs
                || few
                || repeats
                || longestRun(value, -1) >= SEQUENCE_LIMIT
                || isCounted(value);
    }

    /// Nearly every character is the neighbour of the one before.
    private static boolean isCounted(String value) {
        int steps = 0;
        for (int index = 1; index < value.length(); index++) {
            steps += Math.abs(value.charAt(index) - value.charAt(index - 1)) <= 1 ? 1 : 0;
        }
        return value.length() > 3 && steps >= COUNTED * (value.length() - 1);
    }

    /// The longest run of characters that each differ by `step` from the one before.
    private static int longestRun(String value, int step) {
        int longest = 1;
        int run = 1;
        for (int index = 1; index < value.length(); index++) {
            run = value.charAt(index) - value.charAt(index - 1) == step ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return value.isEmpty() ? 0 : longest;
    }

    private static boolean isPeriodic(String value) {
        for (int period = 1; period <= Math.min(8, value.length() / 3); period++) {
            boolean same = true;
            for (int index = period; index < value.length() && same; index++) {
                same = value.charAt(index) == value.charAt(index - period);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /// Shannon entropy of the characters of `value`, in bits per character.
    static double entropy(String value) {
        var counts = new int[256];
        value.chars().forEach(it -> counts[it & 0xff]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / value.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
