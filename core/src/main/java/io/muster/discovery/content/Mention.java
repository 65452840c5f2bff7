package io.muster.discovery.content;

import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.secret.Origin;
import io.muster.x509.Der;

/// Tells a credential that cannot be read from one that is only talked about: the `-----BEGIN` that
/// a program looks for, the example of a manual with its dots.
///
/// Files that hold credentials, cut or damaged, are no mentions.
final class Mention {
    /// The sign that git goes by: text has no NUL in its first 8000 bytes.
    private static final int SAMPLE = 8000;

    /// A real body has more different letters in it.
    private static final int LETTERS_MIN = 5;

    private Mention() {}

    /// Whether a value at `place` that cannot be read is worth no word: source code, documentation
    /// and programs are full of what only looks like one.
    static boolean in(Text text, Place place) {
        return new Origin(FilePlace.of(place).path()).quotes() || isBinary(text);
    }

    private static boolean isBinary(Text text) {
        for (int i = 0; i < Math.min(SAMPLE, text.length()); i++) {
            if (text.bytes()[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /// The same for a PEM block, which anywhere may be an example: with dots or a variable where
    /// the base64 should be, or with one letter over and over. One that is well-formed DER is none.
    static boolean of(PemBlock block, Place place) {
        return isExample(block) || (in(block.text(), place) && !isWhole(block));
    }

    private static boolean isExample(PemBlock block) {
        String body = block.text().latin1(block.bodyFrom(), block.bodyTo());
        long letters = body.chars().filter(Character::isLetterOrDigit).distinct().count();
        return letters < LETTERS_MIN
                || body.contains("...")
                // U+2026 in UTF-8.
                || body.contains("\u00e2\u0080\u00a6")
                || body.contains("${")
                || body.contains("{{")
                || body.contains("<%");
    }

    private static boolean isWhole(PemBlock block) {
        try {
            return Der.read(block.decode().toArray()).encodedBytes().size() > 0;
        } catch (Malformed e) {
            return false;
        }
    }
}
