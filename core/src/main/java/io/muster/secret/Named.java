package io.muster.secret;

import java.util.List;

/// A secret whose shape alone says little, given to a name that says whose it is: `fastly_api_token
/// = "…"`.
///
/// @param keywords the names of the issuer
/// @param value the shape of the whole value
record Named(List<String> keywords, Shape value) implements Structure {
    private static final ByteSet TAIL = ByteSet.of("0-9A-Za-z_. -");
    private static final int SHORT = 4;

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        if (!isWord(window, keywordStart, keywordEnd)) {
            return;
        }
        Assignment.around(window, keywordStart, keywordEnd, TAIL)
                .ifPresent(it -> value(window, it, candidates));
    }

    private void value(Window window, Assignment assignment, Candidates candidates) {
        var match = new Shape.Match();
        if (value.matchAt(window, assignment.valueStart(), match)
                && !ByteSet.NAME.contains(window.at(match.end))) {
            candidates.add(assignment.nameStart(), match.end, match.secretStart, match.secretEnd);
        }
    }

    /// The name of the issuer must begin where a word begins (`myEtsyKey`, not `setSysctl`), and a
    /// short one must end where a word ends.
    private static boolean isWord(Window window, int start, int end) {
        boolean inside =
                ByteSet.LETTERS.contains(window.at(start - 1))
                        && isSameCase(window, start - 1, start);
        boolean longer =
                end - start <= SHORT
                        && ByteSet.LETTERS.contains(window.at(end))
                        && isSameCase(window, end - 1, end);
        return !inside && !longer && !changesCase(window, start, end);
    }

    private static boolean isSameCase(Window window, int left, int right) {
        return (window.at(left) & 0x20) == (window.at(right) & 0x20) || window.at(right) > 'Z';
    }

    /// `eTsY` is an accident.
    private static boolean changesCase(Window window, int start, int end) {
        boolean lower = window.at(start + 1) > 'Z';
        return end - start <= SHORT && !lower && window.at(end - 1) > 'Z';
    }

    @Override
    public Specificity specificity() {
        return Specificity.NAMED;
    }
}
