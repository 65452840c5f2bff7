package io.muster.secret;

import java.util.List;
import java.util.Set;

/// Whatever is called password, secret, token or key and has a value that could be one.
///
/// Only the context speaks for such a value, so all of it is asked: the name, the operator, the
/// quotation marks, the kind of file, and whether the value looks generated.
///
/// @param keywords the words for such secrets, in lower case
/// @param qualifiers what must stand before the word for it to mean a secret; empty for anything
/// @param lengthMin shorter values are not believed
record Generic(List<String> keywords, Set<String> qualifiers, int lengthMin) implements Structure {
    static final Generic PASSWORD = new Generic(List.of("pass", "pwd"), Set.of(), 4);
    static final Generic SECRET = new Generic(List.of("secret"), Set.of(), 6);
    static final Generic TOKEN = new Generic(List.of("token"), Set.of(), 8);
    static final Generic CREDENTIAL = new Generic(List.of("credential", "auth"), Set.of(), 8);
    static final Generic KEY =
            new Generic(
                    List.of("key"),
                    Set.of(
                            "api",
                            "access",
                            "secret",
                            "private",
                            "auth",
                            "encryption",
                            "encrypt",
                            "signing",
                            "sign",
                            "master",
                            "account",
                            "storage",
                            "app",
                            "application",
                            "client",
                            "service",
                            "license",
                            "licence",
                            "shared",
                            "session",
                            "hmac",
                            "jwt",
                            "cookie",
                            "webhook",
                            "ssh",
                            "deploy",
                            "integration",
                            "subscription",
                            "consumer",
                            "developer",
                            "admin",
                            "server",
                            "write",
                            "read",
                            "n",
                            "aes",
                            "des",
                            "rsa",
                            "crypto",
                            "cipher",
                            "tsig",
                            "x",
                            "my",
                            "user",
                            "gcp",
                            "in",
                            "nonce",
                            "azure"),
                    8);

    private static final ByteSet TAIL = ByteSet.of("0-9A-Za-z_.-");

    @Override
    public void find(Window window, int keywordStart, int keywordEnd, Candidates candidates) {
        if (!startsWord(window, keywordStart)) {
            return;
        }
        Assignment.around(window, keywordStart, keywordEnd, TAIL)
                .filter(it -> isSecret(window, it, keywordStart, keywordEnd))
                .filter(it -> Judgement.believes(window, it, this))
                .ifPresent(it ->
                        candidates.add(
                                it.nameStart(), it.valueEnd(), it.valueStart(), it.valueEnd()));
    }

    /// `password` in `dbpassword`, but not `pass` in `compass` or `bypass`.
    private boolean startsWord(Window window, int start) {
        int before = window.at(start - 1);
        boolean hump = window.at(start) <= 'Z' && before > 'Z';
        return !ByteSet.LETTERS.contains(before)
                || hump
                || window.at(start + 4) == 'w'
                || isUpper(window, start)
                || keywords.getFirst().length() >= 5
                || keywords.getFirst().equals("key");
    }

    /// All capitals: `PGPASS`.
    private static boolean isUpper(Window window, int start) {
        return window.at(start) <= 'Z'
                && window.at(start + 1) <= 'Z'
                && window.at(start - 1) <= 'Z';
    }

    private boolean isSecret(Window window, Assignment assignment, int start, int end) {
        String name = window.text(assignment.nameStart(), assignment.nameEnd());
        int at = start - assignment.nameStart();
        if (!Naming.isSecret(name, at, end - assignment.nameStart())) {
            return false;
        }
        if (qualifiers.isEmpty()) {
            return true;
        }
        var before = Naming.words(name.substring(0, at));
        return !before.isEmpty()
                && qualifiers.stream().anyMatch(it -> before.getLast().endsWith(it));
    }

    @Override
    public Specificity specificity() {
        return Specificity.GENERIC;
    }
}
