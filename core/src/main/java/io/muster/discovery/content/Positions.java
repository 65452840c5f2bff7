package io.muster.discovery.content;

import java.nio.charset.StandardCharsets;

/// Where a value that a parser gave stands in the text it came from.
final class Positions {
    private Positions() {}

    /// The offset of `value`; -1 when it is written differently there (escaped, folded over lines).
    static int of(Text text, String value) {
        return value.isEmpty() ? -1 : text.indexOf(value.getBytes(StandardCharsets.UTF_8), 0);
    }
}
