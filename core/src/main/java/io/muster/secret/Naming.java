package io.muster.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the name of a value says about it: `dbPassword` holds a password, `passwordFile` does not.
final class Naming {
    /// What may follow the word for the secret without changing the meaning.
    private static final Set<String> HARMLESS =
            Set.of(
                    "value",
                    "values",
                    "string",
                    "str",
                    "text",
                    "raw",
                    "plain",
                    "plaintext",
                    "base64",
                    "b64",
                    "hex",
                    "env",
                    "default",
                    "base",
                    "prod",
                    "production",
                    "dev",
                    "development",
                    "test",
                    "testing",
                    "staging",
                    "stage",
                    "live",
                    "sandbox",
                    "old",
                    "new",
                    "current",
                    "primary",
                    "secondary",
                    "key",
                    "keys",
                    "data",
                    "bytes",
                    "s",
                    "a",
                    "b",
                    "c",
                    "x",
                    "is",
                    "tok",
                    "token",
                    "tokens",
                    "secret",
                    "secrets",
                    "password",
                    "pass",
                    "code",
                    "api",
                    "auth",
                    "v1",
                    "v2",
                    "user",
                    "admin",
                    "root",
                    "app",
                    "account",
                    "sid",
                    "legacy",
                    "encoded",
                    "word",
                    "phrase",
                    "wd",
                    "words",
                    "credential",
                    "credentials",
                    "header");

    /// What may not stand before it.
    private static final Set<String> ABOUT_BEFORE =
            Set.of(
                    "public",
                    "pub",
                    "by",
                    "no",
                    "not",
                    "is",
                    "has",
                    "use",
                    "non",
                    "num",
                    "max",
                    "min",
                    "csrf",
                    "xsrf",
                    "forgot",
                    "reset",
                    "foreign",
                    "primary",
                    "sort",
                    "cache",
                    "invalid",
                    "next",
                    "page",
                    "continuation",
                    "sync",
                    "cancellation",
                    "cancel",
                    "encrypted",
                    "hashed");

    private Naming() {}

    /// True when `name` is the name of the secret itself.
    ///
    /// @param keywordAt where in the name the word for the secret begins
    /// @param keywordEnd where that word ends
    static boolean isSecret(String name, int keywordAt, int keywordEnd) {
        for (String word : words(name.substring(keywordEnd))) {
            boolean number = word.chars().allMatch(it -> it >= '0' && it <= '9');
            if (!number && !HARMLESS.contains(word)) {
                return false;
            }
        }
        var before = words(name.substring(0, keywordAt));
        return before.isEmpty() || !ABOUT_BEFORE.contains(before.getLast());
    }

    /// The words of `snake_case`, `kebab-case`, `camelCase` and `dotted.names`, in lower case.
    static List<String> words(String name) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean separator = !ByteSet.ALPHANUMERIC.contains((int) character);
            boolean hump =
                    index > 0
                            && Character.isUpperCase(character)
                            && Character.isLowerCase(name.charAt(index - 1));
            if ((separator || hump) && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (!separator) {
                word.append(character);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
