package io.muster.inventory.query;

import java.text.Normalizer;
import java.util.Locale;

/// Text as it is compared: so that `Müller`, `MÜLLER` and a decomposed `Müller` are found by each
/// other. What is stored for search and what is asked are folded alike.
public final class Folded {
    private Folded() {}

    /// Compatibility-composed (Unicode NFKC) and lower case, whatever the machine's language.
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(it -> it < 0x80 && (it < 'A' || it > 'Z'));
    }
}
