package io.muster.wire;

import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Malformed;

/// Entries and facts as text for a store of our own: the forms of a [Line], without the word before
/// them.
public final class Kept {
    private Kept() {}

    /// `entry` as one JSON object; equal entries are equal text.
    public static String text(Entry entry) {
        return LineWriter.text(entry);
    }

    /// `facts` as one JSON object; equal facts are equal text.
    public static String text(Facts facts) {
        return LineWriter.text(facts);
    }

    /// @throws Malformed when the text was changed by somebody else
    public static Entry entry(String text) throws Malformed {
        return LineReader.entry(JsonObject.read(text, "entry"));
    }

    /// @throws Malformed when the text was changed by somebody else
    public static Facts facts(String text) throws Malformed {
        return LineReader.facts(JsonObject.read(text, "facts"));
    }
}
