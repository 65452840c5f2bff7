package io.muster.seal;

import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A document with its seal, as it lies in a file.
///
/// @param length of what is sealed, in bytes
/// @param note as it was signed; whose it is must be checked
/// @param seal what it says
public record SealedDocument(Path file, long length, SignedNote note, Seal seal) {
    private static final int SEAL_MAX = 3 << 20;
    private static final int BEGINNING = 100;

    /// What is amiss, in words; whole when nothing is.
    public record Verdict(List<String> troubles) {
        public Verdict {
            troubles = List.copyOf(troubles);
        }

        public boolean isWhole() {
            return troubles.isEmpty();
        }
    }

    /// Finds the seal of `file`.
    ///
    /// @throws Malformed when there is none, or something stands behind it
    public static SealedDocument open(Path file) throws IOException, Malformed {
        byte[] end;
        long from;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            from = Math.max(0, in.length() - SEAL_MAX);
            end = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(end);
        }
        // Each byte a character, so that places in the text are places in the file.
        String text = new String(end, StandardCharsets.ISO_8859_1);
        for (Form form : Form.values()) {
            int at = text.lastIndexOf("\n" + form.before());
            if (at >= 0 && text.endsWith(form.after())) {
                String sealed =
                        text.substring(
                                at + 1 + form.before().length(),
                                Math.max(
                                        at + 1 + form.before().length(),
                                        text.length() - form.after().length()));
                return of(file, from + at + 1, form, sealed);
            }
        }
        throw new Malformed(
                "this is no report that Muster has sealed: nothing at its end is a seal");
    }

    private static SealedDocument of(Path file, long length, Form form, String sealed)
            throws Malformed {
        try {
            byte[] note = Base64.getDecoder().decode(sealed);
            SignedNote signed = SignedNote.parse(new String(note, StandardCharsets.UTF_8));
            Seal seal = Seal.parse(signed.text());
            if (seal.form() != form) {
                throw new Malformed("the seal belongs to a document of another format");
            }
            return new SealedDocument(file, length, signed, seal);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    "the seal cannot be read: it was altered, or something was put behind it", e);
        }
    }

    /// Holds every byte against the seal, and the seal against `key`.
    public Verdict check(NoteKey key) throws IOException {
        if (!note.isSignedBy(key)) {
            return new Verdict(
                    List.of(
                            "the seal was not made by "
                                    + key.name()
                                    + " with this key: it was altered, or somebody else made it"));
        }
        return new Verdict(seal.form().hasParts() ? parts() : whole());
    }

    private List<String> whole() throws IOException {
        MessageDigest digest = SealedWriter.digest();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            long left = length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    break;
                }
                digest.update(buffer, 0, count);
                left -= count;
            }
        }
        boolean same = Bytes.of(digest.digest()).equals(seal.parts().getFirst().digest());
        return same ? List.of() : List.of("the document was altered");
    }

    private List<String> parts() throws IOException {
        Following following = new Following(seal);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] beginning = new byte[BEGINNING];
            byte[] one = new byte[1];
            int known = 0;
            boolean told = false;
            for (long left = length; left > 0; left--) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                one[0] = (byte) next;
                if (!told) {
                    beginning[known++] = one[0];
                    if (next == '\n' || known == BEGINNING) {
                        following.line(beginning, known);
                        told = true;
                    }
                } else {
                    following.more(one);
                }
                if (next == '\n') {
                    following.end();
                    known = 0;
                    told = false;
                }
            }
            if (known > 0 && !told) {
                following.line(beginning, known);
            }
        }
        return following.troubles();
    }

    /// Goes along the lines of a document and finds each part of the seal in them.
    private static final class Following {
        private static final int TROUBLES_MAX = 20;
        private static final int AHEAD = 3;

        private final Seal seal;
        private final MessageDigest digest = SealedWriter.digest();
        private final List<String> troubles = new ArrayList<>();
        private final List<Integer> sections = new ArrayList<>();
        private int at;
        private long lines;

        Following(Seal seal) {
            this.seal = seal;
            for (int part = 0; part < seal.parts().size(); part++) {
                if (seal.parts().get(part).row() == 0) {
                    sections.add(part);
                }
            }
        }

        /// A line begins.
        void line(byte[] beginning, int length) {
            String text = new String(beginning, 0, length, StandardCharsets.UTF_8);
            int next = opened(text);
            if (next > at) {
                close();
                for (int lost = at + 1; lost < next; lost++) {
                    say(seal.parts().get(lost).spoken() + ": is missing");
                }
                at = next;
            }
            digest.update(beginning, 0, length);
        }

        /// The part that a line opens; the present one when it opens none. Of the runs of rows only
        /// the next ones are looked for: all of them for each line would be too much.
        private int opened(String text) {
            int near = Math.min(at + AHEAD, seal.parts().size() - 1);
            for (int next = at + 1; next <= near; next++) {
                if (opens(seal.parts().get(next), text)) {
                    return next;
                }
            }
            for (int section : sections) {
                if (section > near && opens(seal.parts().get(section), text)) {
                    return section;
                }
            }
            return at;
        }

        private boolean opens(Seal.Part part, String text) {
            if (part.row() == 0) {
                return text.startsWith(seal.form().opens(part.name()));
            }
            boolean here = seal.parts().get(at).section().equals(part.section());
            return here && text.startsWith(seal.form().opensRow(part.section(), part.row()));
        }

        void more(byte[] bytes) {
            digest.update(bytes);
        }

        void end() {
            lines++;
        }

        private void close() {
            Seal.Part part = seal.parts().get(at);
            boolean same = Bytes.of(digest.digest()).equals(part.digest());
            if (!same) {
                say(
                        part.spoken()
                                + ": was altered"
                                + (lines == part.lines()
                                        ? ""
                                        : ", %d lines instead of %d"
                                                .formatted(lines, part.lines())));
            }
            lines = 0;
        }

        private void say(String trouble) {
            if (troubles.size() < TROUBLES_MAX) {
                troubles.add(trouble);
            }
        }

        List<String> troubles() {
            close();
            for (int lost = at + 1; lost < seal.parts().size(); lost++) {
                say(seal.parts().get(lost).spoken() + ": is missing");
            }
            return troubles;
        }
    }
}
