package io.muster.secret;

import java.util.List;

/// A secret that is known by its own shape, wherever it stands.
record Token(Shape shape, Edge edge) implements Structure {
    /// What must not stand next to it, because then it is a piece of something longer.
    enum Edge {
        /// A letter, a digit or an underscore; a plus or slash before, as in the middle of base64.
        WORD,
        /// Anything: it fills a line from its start.
        LINE,
        /// Nothing: the shape says it all.
        OPEN
    }

    private static final ByteSet BEFORE = ByteSet.of("0-9A-Za-z_+");
    private static final ByteSet AFTER = ByteSet.of("0-9A-Za-z_+/");

    @Override
    public List<String> keywords() {
        return shape.keywords();
    }

    @Override
    public List<Lead> leads() {
        return shape.leads();
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        if (edge != Edge.OPEN && shape.startsAtKeyword() && !beginsAt(window, keywordStart)) {
            return;
        }
        var match = new Shape.Match();
        if (shape.matchAround(window, keywordStart, match) && isWhole(window, match)) {
            candidates.add(match.start, match.end, match.secretStart, match.secretEnd);
        }
    }

    private boolean isWhole(Window window, Shape.Match match) {
        return switch (edge) {
            case OPEN -> true;
            case LINE -> "\r\n".indexOf(window.at(match.start - 1)) >= 0 || match.start == 0;
            case WORD ->
                    beginsAt(window, match.start)
                            && !shape.couldBeginBefore(window, match.start)
                            && !AFTER.contains(window.at(match.end));
        };
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }

    /// True when what stands before `start` ends there; an escape as in `\n` or `%3D` is no letter.
    private static boolean beginsAt(Window window, int start) {
        if (!BEFORE.contains(window.at(start - 1)) || window.at(start - 3) == '%') {
            return true;
        }
        return window.at(start - 2) == '\\' && "nrt".indexOf(window.at(start - 1)) >= 0;
    }
}
