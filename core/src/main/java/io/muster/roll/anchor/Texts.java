package io.muster.roll.anchor;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Keeps somebody else's text within the limits of an anchor and of a report.
final class Texts {
    private static final int NAME_MAX = 1000;
    private static final int LINES_MAX = 8;

    private Texts() {}

    /// `text`, or its beginning and its digest when it is long, so that two long ones stay two.
    static String cut(String text) {
        if (text.length() <= NAME_MAX) {
            return text;
        }
        String digest = Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
        return text.substring(0, NAME_MAX) + "… sha256:" + digest;
    }

    /// The first few lines, and how many more there are.
    static List<String> few(List<String> lines) {
        if (lines.size() <= LINES_MAX) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, LINES_MAX));
        few.add("and " + (lines.size() - LINES_MAX) + " more");
        return few;
    }
}
