package io.muster.secret;

import java.util.List;

/// User and password on the command line of curl: `-u user:password`, `--user 'user:password'`.
/// Where one of the two is empty, the other is a token.
final class CommandPassword implements Structure {
    private static final ByteSet BARE = ByteSet.of(" \t\r\n\"'`").complement();
    private static final ByteSet DOUBLE_QUOTED = ByteSet.of("\r\n\"").complement();
    private static final ByteSet SINGLE_QUOTED = ByteSet.of("\r\n'").complement();
    private static final int COMMAND_MAX = 1024;
    private static final int WORD_MAX = 256;

    @Override
    public List<String> keywords() {
        return List.of(" -u ", " --user ", " -u\"", " -u'", "--user=");
    }

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        if (!afterCurl(window, keywordStart)) {
            return;
        }
        boolean quoteInKeyword = isQuote(window.at(keywordEnd - 1));
        int start = quoteInKeyword ? keywordEnd - 1 : window.runEnd(ByteSet.BLANK, keywordEnd, 8);
        int end = wordEnd(window, start);
        String word = window.text(start, end).replace('"', ' ').replace('\'', ' ').strip();
        int colon = word.indexOf(':');
        if (colon < 0) {
            return;
        }
        String user = word.substring(0, colon).strip();
        String password = word.substring(colon + 1).strip();
        String secret = password.isEmpty() ? user : password;
        if (ContextChecks.isPassword(password.isEmpty() ? "" : user, secret)) {
            int at = start + window.text(start, end).lastIndexOf(secret);
            candidates.add(keywordStart, end, at, at + secret.length());
        }
    }

    /// A word of the shell may be put together of quoted and bare pieces: `user:'pass word'`.
    private static int wordEnd(Window window, int start) {
        int end = start;
        while (end < window.length && end - start < WORD_MAX && window.at(end) > ' ') {
            int piece = window.at(end);
            int next =
                    switch (piece) {
                        case '"' -> window.runEnd(DOUBLE_QUOTED, end + 1, WORD_MAX) + 1;
                        case '\'' -> window.runEnd(SINGLE_QUOTED, end + 1, WORD_MAX) + 1;
                        case '`' -> end + 1;
                        default -> window.runEnd(BARE, end, WORD_MAX);
                    };
            end = Math.min(next, window.length);
        }
        return end;
    }

    /// The command began with `curl`, perhaps some lines before.
    private static boolean afterCurl(Window window, int keywordStart) {
        int start = Math.max(0, keywordStart - COMMAND_MAX);
        window.steps += keywordStart - start;
        for (int index = keywordStart - 4; index >= start; index--) {
            if (window.at(index) == 'c'
                    && window.at(index + 1) == 'u'
                    && window.at(index + 2) == 'r'
                    && window.at(index + 3) == 'l') {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuote(int value) {
        return value == '"' || value == '\'';
    }

    @Override
    public Specificity specificity() {
        return Specificity.TOKEN;
    }
}
