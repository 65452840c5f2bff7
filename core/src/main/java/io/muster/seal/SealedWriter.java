package io.muster.seal;

import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.model.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Writes a document line by line and seals it at the end. Holds nothing but a digest a part: the
/// document may be larger than memory.
public final class SealedWriter {
    /// So many rows share a digest.
    static final int ROWS = 1000;

    private static final String FIRST_PART = "head";

    private final OutputStream out;
    private final Form form;
    private final List<Seal.Part> parts = new ArrayList<>();
    private final MessageDigest digest = digest();
    private String part = FIRST_PART;
    private long lines;

    /// @param out left open
    public SealedWriter(OutputStream out, Form form) {
        this.out = out;
        this.form = form;
    }

    /// Who signs.
    public record Signer(NoteKey key, PrivateKey privateKey) {
        /// Without the private key.
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /// Begins a part; its first line follows and must begin as the form says.
    public void part(String name) {
        parts.add(new Seal.Part(part, lines, Bytes.of(digest.digest())));
        part = name;
        lines = 0;
    }

    /// One line, without its end.
    public void line(String text) throws IOException {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line holds no line feed");
        }
        bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        lines++;
    }

    /// A row of the part that was begun last.
    ///
    /// @param number from 1
    /// @param text begins as the form says
    public void row(long number, String text) throws IOException {
        if (number % ROWS == 1) {
            int slash = part.indexOf('/');
            part((slash < 0 ? part : part.substring(0, slash)) + "/" + number);
        }
        line(text);
    }

    /// Of a document without lines.
    public void bytes(byte[] bytes) throws IOException {
        digest.update(bytes);
        out.write(bytes);
    }

    /// Ends the document.
    public void seal(String kind, Instant made, Signer signer) throws IOException {
        part("");
        Seal seal = new Seal(kind, form, made, signer.key(), parts);
        SignedNote note = SignedNote.sign(seal.text(), signer.key(), signer.privateKey());
        String text =
                Base64.getEncoder()
                        .encodeToString(note.toString().getBytes(StandardCharsets.UTF_8));
        out.write((form.before() + text + form.after()).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// SHA-256, empty.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
