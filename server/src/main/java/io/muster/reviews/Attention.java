package io.muster.reviews;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a thing must be looked at by itself and cannot be decided together with others.
public enum Attention {
    /// It was last used more than 90 days ago.
    UNUSED,
    /// It may do everything, or nearly.
    OVER_PRIVILEGED,
    /// Nobody owns it.
    ORPHANED,
    /// It may do more than when it was reviewed last.
    GAINED;

    public static Optional<Attention> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
