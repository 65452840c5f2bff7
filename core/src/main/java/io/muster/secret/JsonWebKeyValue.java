package io.muster.secret;

import io.muster.model.Severity;
import java.util.List;

/// The private half of a JSON Web Key: the member `d`, or `k` of a symmetric one, beside a `kty`
/// (RFC 7518, 6).
final class JsonWebKeyValue implements Structure {
    static final Detector DETECTOR =
            new Detector(
                    "json-web-key",
                    "private JSON Web Key",
                    new JsonWebKeyValue(),
                    Checks.plausible(Proof.high("the private member of a key with a kty")),
                    Severity.CRITICAL,
                    "replace the key and take its public half out of the key set");

    /// How far a member may stand from the `kty`.
    private static final int NEAR = 2048;

    private static final ByteSet BASE64_URL = ByteSet.of("A-Za-z0-9_-");
    private static final ByteSet BETWEEN = ByteSet.of("\"' \t:\\");
    private static final int VALUE_MIN = 20;

    @Override
    public List<String> keywords() {
        return List.of("kty");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        if (!BETWEEN.contains(window.at(keywordEnd))
                || ByteSet.NAME.contains(window.at(keywordStart - 1))) {
            return;
        }
        int open = openBrace(window, keywordStart);
        int depth = 0;
        int limit = Math.min(window.length, open + NEAR);
        for (int index = open; index < limit && depth >= 0; index++) {
            int value = window.at(index);
            depth += value == '{' ? 1 : 0;
            depth -= value == '}' ? 1 : 0;
            if (value == '}' && depth <= 0) {
                break;
            }
            if ((value == 'd' || value == 'k') && isMember(window, index)) {
                member(window, index, candidates);
            }
        }
        window.steps += limit - open;
    }

    private static int openBrace(Window window, int from) {
        int index = from;
        int limit = Math.max(0, from - NEAR);
        while (index > limit && window.at(index) != '{' && window.at(index) != '}') {
            index--;
        }
        window.steps += from - index;
        return index;
    }

    private static boolean isMember(Window window, int index) {
        int before = window.at(index - 1);
        int after = window.at(index + 1);
        boolean quoted = (before == '"' || before == '\'') && (after == before || after == '\\');
        boolean bare = ByteSet.SPACE.contains(before) || before == '{' || before == ',';
        return quoted || (bare && after == ':');
    }

    private static void member(Window window, int index, Candidates candidates) {
        int start = window.runEnd(BETWEEN, index + 1, 16);
        int end = window.runEnd(BASE64_URL, start, 2048);
        if (end - start >= VALUE_MIN && start > index + 1) {
            candidates.add(index, end, start, end);
        }
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }
}
