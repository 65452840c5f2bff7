package io.muster.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A pattern of paths: `*` stays within a folder, `**` does not, `?` is one character other than
/// `/`.
///
/// Matching keeps every place of the path that the pattern may have come to, so that its work is at
/// most the product of the two lengths, whoever wrote them.
public final class PathGlob {
    private enum Kind {
        TEXT,
        ONE,
        WITHIN,
        ACROSS
    }

    private record Part(Kind kind, String text) {}

    private final List<Part> parts;

    private PathGlob(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    public static PathGlob of(String glob) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            char character = glob.charAt(at);
            if (character != '*' && character != '?') {
                text.append(character);
                continue;
            }
            boolean across = glob.startsWith("**", at);
            addText(text, parts);
            parts.add(
                    new Part(character == '?' ? Kind.ONE : across ? Kind.ACROSS : Kind.WITHIN, ""));
            at += across ? 1 : 0;
        }
        addText(text, parts);
        return new PathGlob(parts);
    }

    private static void addText(StringBuilder text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part(Kind.TEXT, text.toString()));
            text.setLength(0);
        }
    }

    public boolean matches(String path) {
        BitSet reached = new BitSet();
        reached.set(0);
        for (Part part : parts) {
            reached = after(part, reached, path);
            if (reached.isEmpty()) {
                return false;
            }
        }
        return reached.get(path.length());
    }

    private static BitSet after(Part part, BitSet before, String path) {
        BitSet after = new BitSet();
        for (int at = before.nextSetBit(0); at >= 0; at = before.nextSetBit(at + 1)) {
            switch (part.kind) {
                case TEXT -> {
                    if (path.startsWith(part.text, at)) {
                        after.set(at + part.text.length());
                    }
                }
                case ONE -> {
                    if (at < path.length() && path.charAt(at) != '/') {
                        after.set(at + 1);
                    }
                }
                case WITHIN -> {
                    if (!after.get(at)) {
                        int slash = path.indexOf('/', at);
                        after.set(at, (slash < 0 ? path.length() : slash) + 1);
                    }
                }
                case ACROSS -> {
                    after.set(at, path.length() + 1);
                    return after;
                }
            }
        }
        return after;
    }
}
