package io.muster.secret;

import java.util.List;

/// The token of an Authorization header: `Bearer …`, `Basic …`, `Token …` (RFC 9110, 11.6.2).
final class AuthorizationHeader implements Structure {
    private static final ByteSet TOKEN = ByteSet.of("0-9A-Za-z._~+/=%:@-");
    private static final int TOKEN_MAX = 4096;
    private static final int BASIC_MIN = 6;
    private static final int BEARER_MIN = 16;

    @Override
    public List<String> keywords() {
        return List.of("bearer ", "basic ", "authorization:", "authorization\":");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        int first = window.at(keywordStart) | 0x20;
        int start = window.runEnd(ByteSet.BLANK, keywordEnd, 8);
        if (first == 'a' && !TOKEN.contains(window.at(keywordStart - 1))) {
            header(window, keywordStart, start, candidates);
            return;
        }
        if (first == 'a' || ByteSet.LETTERS.contains(window.at(keywordStart - 1))) {
            return;
        }
        int end = window.runEnd(TOKEN, start, TOKEN_MAX);
        String value = end - start <= 512 ? window.text(start, end) : "";
        boolean basic = first == 'b' && (window.at(keywordStart + 1) | 0x20) == 'a';
        boolean believed =
                basic
                        ? end - start >= BASIC_MIN
                                && FormatChecks.BASIC.judge(value) instanceof Check.Verdict.Found
                        : end - start >= BEARER_MIN && hasDigit(value, end - start);
        if (believed) {
            candidates.add(keywordStart, end, start, end);
        }
    }

    /// `Authorization: <scheme> <token>` with a scheme of its own, or none.
    private static void header(Window window, int keywordStart, int from, Candidates candidates) {
        int start = from;
        while (start < window.length && "\"'\\".indexOf(window.at(start)) >= 0) {
            start++;
        }
        int end = window.runEnd(TOKEN, start, TOKEN_MAX);
        if (window.at(end) == ' '
                && end - start < 24
                && ByteSet.LETTERS.contains(window.at(start))) {
            String scheme = Checks.lower(window.text(start, end));
            if (scheme.equals("bearer") || scheme.equals("basic")) {
                return;
            }
            start = end + 1;
            end = window.runEnd(TOKEN, start, TOKEN_MAX);
        }
        if (end - start >= BEARER_MIN) {
            candidates.add(keywordStart, end, start, end);
        }
    }

    private static boolean hasDigit(String value, int length) {
        return length > 512
                || value.chars().anyMatch(it -> it >= '0' && it <= '9')
                || (length >= 24 && Words.coverage(value) < 0.5);
    }

    @Override
    public Specificity specificity() {
        return Specificity.NAMED;
    }
}
