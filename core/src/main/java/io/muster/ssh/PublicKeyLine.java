package io.muster.ssh;

import io.muster.model.Malformed;

/// A `.pub` file's line: type, base64, comment (sshd(8)).
///
/// @param comment free text, mostly `user@host`; empty when there is none
public record PublicKeyLine(PublicBlob blob, String comment) {

    /// Reads one line.
    public static PublicKeyLine parse(String line) throws Malformed {
        String text = line.strip();
        int afterType = wordEnd(text, 0);
        String type = text.substring(0, afterType);
        if (!KeyFormat.isKeyType(type)) {
            throw new Malformed(
                    isNumber(type)
                            ? "a key of SSH protocol 1, which is no longer in use"
                            : "it does not begin with a key type that is known");
        }
        int keyStart = skipBlanks(text, afterType);
        int keyEnd = wordEnd(text, keyStart);
        PublicBlob blob = PublicBlob.parseBase64(text.substring(keyStart, keyEnd));
        if (!typeOf(blob).equals(type)) {
            throw new Malformed("the type before the key is not the type in the key");
        }
        return new PublicKeyLine(blob, text.substring(keyEnd).strip());
    }

    /// Whether the first word of `text` is the type of a key.
    static boolean beginsWithKeyType(String text) {
        return KeyFormat.isKeyType(text.substring(0, wordEnd(text, 0)));
    }

    private static String typeOf(PublicBlob blob) {
        return switch (blob) {
            case SshPublicKey key -> key.credential().keyType();
            case SshSignedKey certificate -> certificate.credential().keyType();
        };
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static int skipBlanks(String text, int from) {
        int start = from;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
