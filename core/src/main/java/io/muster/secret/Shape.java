package io.muster.secret;

import java.util.List;

/// The shape of a token, in the familiar notation of regular expressions, matched without ever
/// going back.
///
/// Sequences, classes, alternatives and quantifiers mean what they mean in `java.util.regex`, but
/// each part keeps what it took (every quantifier is possessive, the first alternative that fits is
/// taken). So the work is bounded by the length of the match, whatever the input. At most one group
/// `( )` captures: it is the secret inside the match. Notation: see [ShapeNotation].
final class Shape {
    /// One part of a shape.
    sealed interface Part {}

    /// Between `min` and `max` bytes of a set.
    record Run(ByteSet set, int min, int max) implements Part {}

    /// Between `min` and `max` times the first alternative that fits.
    record Choice(List<List<Part>> alternatives, int min, int max) implements Part {}

    /// The secret.
    record Secret(List<Part> parts) implements Part {}

    /// Where a shape fitted. Reused, so that a scan allocates nothing until it has found something.
    static final class Match {
        int start;
        int end;
        int secretStart;
        int secretEnd;
    }

    static final int NO_MATCH = -1;

    private final String notation;
    private final List<Part> before;
    private final List<Part> from;
    private final List<String> keywords;
    private final List<Lead> leads;

    Shape(String notation, List<Part> parts) {
        this.notation = notation;
        var anchor = ShapeAnchor.of(parts);
        this.before = parts.subList(0, anchor.index());
        this.from = parts.subList(anchor.index(), parts.size());
        this.keywords = anchor.keywords();
        this.leads = keywords.isEmpty() ? List.of() : ShapeLeads.of(from);
    }

    static Shape of(String notation) {
        return new Shape(notation, ShapeNotation.parse(notation));
    }

    /// Literals, one of which stands at the anchor of every match, in lower case.
    List<String> keywords() {
        return keywords;
    }

    /// What stands at the anchor, as the search looks for it.
    List<Lead> leads() {
        return leads;
    }

    /// True when a match begins with the keyword itself.
    boolean startsAtKeyword() {
        return before.isEmpty();
    }

    /// True when the byte before `start` could belong to the first run as well: then the match is a
    /// piece of something longer.
    boolean couldBeginBefore(Window window, int start) {
        return !before.isEmpty()
                && before.getFirst() instanceof Run run
                && run.set().contains(window.at(start - 1));
    }

    /// Matches with the anchor (the keyword) at `at`.
    boolean matchAround(Window window, int at, Match match) {
        int start = at;
        for (Part part : before.reversed()) {
            if (!(part instanceof Run run)) {
                throw new IllegalStateException("only runs may stand before the anchor of " + this);
            }
            int next = window.runStart(run.set(), start, run.max());
            if (start - next < run.min()) {
                return false;
            }
            start = next;
        }
        return match(window, at, start, match);
    }

    /// Matches a shape as a value: from `at` on, whatever its anchor is.
    boolean matchAt(Window window, int at, Match match) {
        match.secretStart = NO_MATCH;
        int middle = sequence(before, window, at, match);
        return middle != NO_MATCH && match(window, middle, at, match);
    }

    private boolean match(Window window, int at, int start, Match match) {
        match.secretStart = NO_MATCH;
        int end = sequence(from, window, at, match);
        if (end == NO_MATCH) {
            return false;
        }
        match.start = start;
        match.end = end;
        if (match.secretStart == NO_MATCH) {
            match.secretStart = start;
            match.secretEnd = end;
        }
        return true;
    }

    private static int sequence(List<Part> parts, Window window, int at, Match match) {
        int position = at;
        for (int index = 0; index < parts.size() && position != NO_MATCH; index++) {
            position = one(parts.get(index), window, position, match);
        }
        return position;
    }

    private static int one(Part part, Window window, int at, Match match) {
        return switch (part) {
            case Run run -> {
                int end = window.runEnd(run.set(), at, run.max());
                yield end - at < run.min() ? NO_MATCH : end;
            }
            case Choice choice -> choice(choice, window, at, match);
            case Secret secret -> {
                int end = sequence(secret.parts(), window, at, match);
                match.secretStart = at;
                match.secretEnd = end;
                yield end;
            }
        };
    }

    private static int choice(Choice choice, Window window, int at, Match match) {
        int position = at;
        for (int count = 0; count < choice.max(); count++) {
            int next = NO_MATCH;
            for (int index = 0; index < choice.alternatives().size() && next == NO_MATCH; index++) {
                next = sequence(choice.alternatives().get(index), window, position, match);
            }
            if (next == NO_MATCH || next == position) {
                return count >= choice.min() ? position : NO_MATCH;
            }
            position = next;
        }
        return position;
    }

    @Override
    public String toString() {
        return notation;
    }
}
