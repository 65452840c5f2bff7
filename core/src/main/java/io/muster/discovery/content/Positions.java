package io.muster.discovery.content;

import java.nio.charset.StandardCharsets;

/// Where a value that a parser gave stands in the text it came from.
final class Positions {
    /// Shorter values stand in other places by chance.
    private static final int LENGTH_MIN = 16;

    private static final int OCCURRENCES_MAX = 100;

    private Positions() {}

    /// The offset of `value`; -1 when it is written differently there (escaped, folded over lines).
    static int of(Text text, String value) {
        return value.isEmpty() ? -1 : text.indexOf(value.getBytes(StandardCharsets.UTF_8), 0);
    }

    /// Covers `value` wherever it stands, so that it is not found again by other means.
    static void cover(Text text, String value, Covered covered) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int at = bytes.length < LENGTH_MIN ? -1 : text.indexOf(bytes, 0);
        for (int count = 0; at >= 0 && count < OCCURRENCES_MAX; count++) {
            covered.add(at, at + bytes.length);
            at = text.indexOf(bytes, at + bytes.length);
        }
    }
}
