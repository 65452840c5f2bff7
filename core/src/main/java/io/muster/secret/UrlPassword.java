package io.muster.secret;

import java.util.List;
import java.util.regex.Pattern;

/// The password in `scheme://user:password@host` (RFC 3986, 3.2.1).
final class UrlPassword implements Structure {
    private static final ByteSet USER = ByteSet.of(" \t\r\n\"'`<>@:/\\{}()|").complement();
    private static final ByteSet PASSWORD = ByteSet.of(" \t\r\n\"'`<>@/\\").complement();
    private static final ByteSet HOST = ByteSet.of("0-9A-Za-z.%[$_{-");

    /// The hosts that are set apart for examples (RFC 2606, 3).
    private static final Pattern EXAMPLE_HOST =
            Pattern.compile("(?:^|\\.)example\\.(?:com|net|org)$");

    @Override
    public List<String> keywords() {
        return List.of("://");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        int colon = window.runEnd(USER, keywordEnd, 128);
        if (window.at(colon) != ':') {
            return;
        }
        int end = window.runEnd(PASSWORD, colon + 1, 256);
        if (end == colon + 1 || window.at(end) != '@' || !HOST.contains(window.at(end + 1))) {
            return;
        }
        if (EXAMPLE_HOST.matcher(host(window, end + 1)).find()) {
            return;
        }
        String user = window.text(keywordEnd, colon);
        if (ContextChecks.isPassword(user, window.text(colon + 1, end))) {
            int start = window.runStart(ByteSet.NAME, keywordStart, 32);
            candidates.add(start, end, colon + 1, end);
        }
    }

    private static String host(Window window, int start) {
        return Checks.lower(window.text(start, window.runEnd(ByteSet.NAME, start, 255)));
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }
}
