package io.muster.merkle;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A text with signatures below it, a line each (C2SP signed-note).
///
/// @param text ends with a line feed; that is signed too
/// @param signatures as they stand below the text; whose they are is only claimed
public record SignedNote(String text, List<Line> signatures) {
    private static final int LENGTH_MAX = 1 << 20;
    private static final int SIGNATURES_MAX = 100;
    private static final String DASH = "— ";
    private static final int KEY_ID_SIZE = 4;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends with a line feed");
        }
    }

    /// @param name whose it claims to be
    /// @param keyId of which of their keys
    public record Line(String name, Bytes keyId, Bytes signature) {}

    /// `text` signed by `key`, whose private half is `privateKey`.
    public static SignedNote sign(String text, NoteKey key, PrivateKey privateKey) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(
                    text, List.of(new Line(key.name(), key.id(), Bytes.of(signer.sign()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log's key cannot sign", e);
        }
    }

    /// Reads a note. Says nothing about who signed it: see [#isSignedBy].
    public static SignedNote parse(String note) throws Malformed {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > LENGTH_MAX || end < 0 || end + 2 == note.length()) {
            throw new Malformed("a signed note is a text, an empty line, and signatures");
        }
        if (!note.endsWith("\n")) {
            throw new Malformed("a signed note ends with a line feed");
        }
        List<Line> signatures = new ArrayList<>();
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            if (signatures.size() == SIGNATURES_MAX) {
                throw new Malformed("a signed note has at most 100 signatures");
            }
            signatures.add(line(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    private static Line line(String line) throws Malformed {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && line.startsWith(DASH) && !parts[1].isEmpty()) {
            try {
                Bytes value = Bytes.of(Base64.getDecoder().decode(parts[2]));
                if (value.size() > KEY_ID_SIZE) {
                    return new Line(
                            parts[1],
                            value.slice(0, KEY_ID_SIZE),
                            value.slice(KEY_ID_SIZE, value.size()));
                }
            } catch (IllegalArgumentException e) {
                throw new Malformed("a signature is written in base64", e);
            }
        }
        throw new Malformed("a signature line is a dash, a name and a signature");
    }

    /// Whether one of the signatures is `key`'s.
    public boolean isSignedBy(NoteKey key) {
        return signatures.stream()
                .filter(it -> it.name().equals(key.name()) && it.keyId().equals(key.id()))
                .anyMatch(it -> key.signed(text, it.signature()));
    }

    /// The note as it is written to a file and served.
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            byte[] value = new byte[KEY_ID_SIZE + line.signature().size()];
            System.arraycopy(line.keyId().toArray(), 0, value, 0, KEY_ID_SIZE);
            System.arraycopy(
                    line.signature().toArray(), 0, value, KEY_ID_SIZE, line.signature().size());
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(value))
                    .append('\n');
        }
        return note.toString();
    }
}
