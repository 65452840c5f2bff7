package io.muster.reviews;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is decided about one thing in a review.
public enum Choice {
    /// It stays as it is.
    KEEP,
    /// It stays, and may do less.
    REDUCE,
    /// Nobody needs it any more: its way out begins.
    RETIRE;

    public static Optional<Choice> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
