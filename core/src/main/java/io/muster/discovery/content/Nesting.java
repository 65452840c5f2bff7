package io.muster.discovery.content;

/// How deep the brackets of JSON are nested, told in one pass and without a parser.
///
/// Deep nesting is what bombs for parsers are made of (CVE-2025-52999 and its kin). Files that no
/// format asks for are not parsed, and data that programs write is deeper than settings of people,
/// so only what is far beyond both is told there.
final class Nesting {
    /// No program writes data of that depth for another to read.
    private static final int BOMB = 1_000;

    private Nesting() {}

    /// The limit that `text` is beyond, 0 when it is within.
    ///
    /// @param parsed whether a format wants to read it as a document
    static int beyond(Text text, boolean parsed) {
        int limit = parsed ? Documents.DEPTH_MAX : BOMB;
        return text.beginsJson() && isDeeper(text, limit) ? limit : 0;
    }

    private static boolean isDeeper(Text text, int limit) {
        byte[] bytes = text.bytes();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            switch (bytes[i]) {
                case '"' -> quoted = !quoted;
                case '\\' -> i += quoted ? 1 : 0;
                case '[', '{' -> depth += quoted ? 0 : 1;
                case ']', '}' -> depth -= quoted ? 0 : 1;
                default -> {
                    // Names and values.
                }
            }
            if (depth > limit) {
                return true;
            }
        }
        return false;
    }
}
