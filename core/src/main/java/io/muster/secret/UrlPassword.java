package io.muster.secret;

import java.util.List;

/// The password in `scheme://user:password@host` (RFC 3986, 3.2.1).
final class UrlPassword implements Structure {
    private static final ByteSet USER = ByteSet.of(" \t\r\n\"'`<>@:/\\{}()|").complement();
    private static final ByteSet PASSWORD = ByteSet.of(" \t\r\n\"'`<>@/\\").complement();
    private static final ByteSet HOST = ByteSet.of("0-9A-Za-z.%[$_{-");

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
        String user = window.text(keywordEnd, colon);
        if (ContextChecks.isPassword(user, window.text(colon + 1, end))) {
            int start = window.runStart(ByteSet.NAME, keywordStart, 32);
            candidates.add(start, end, colon + 1, end);
        }
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }
}
