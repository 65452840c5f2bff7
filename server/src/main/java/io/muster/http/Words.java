package io.muster.http;

import java.util.Locale;

/// How names of the code are written for others.
final class Words {
    private Words() {}

    /// A constant as the API writes it: `NOT_YET_VALID` is `not-yet-valid`.
    static String kebab(Enum<?> constant) {
        return kebab(constant.name());
    }

    static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
