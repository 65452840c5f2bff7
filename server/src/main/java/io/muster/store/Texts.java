package io.muster.store;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.wire.Kept;
import java.util.List;

/// A list of texts in one column.
public final class Texts {
    private static final String NAME = "texts";

    private Texts() {}

    public static String text(List<String> texts) {
        return Kept.text(Facts.of(NAME, texts));
    }

    public static List<String> parse(String text) {
        try {
            return text.startsWith("{") ? Kept.facts(text).list(NAME) : List.of();
        } catch (Malformed e) {
            throw new IllegalStateException("a list of texts was changed by somebody else", e);
        }
    }
}
