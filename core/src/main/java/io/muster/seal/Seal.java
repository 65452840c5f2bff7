package io.muster.seal;

import io.muster.merkle.NoteKey;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is signed of a document: what it is, and each of its parts in order.
///
/// @param kind what the document is, such as `dora`
/// @param made when
/// @param key whose seal it says it is: for whoever has no other word for it
public record Seal(String kind, Form form, Instant made, NoteKey key, List<Part> parts) {
    private static final String FIRST_LINE = "muster/seal/v1";
    private static final int HEAD = 5;
    private static final int PARTS_MAX = 20_000;
    private static final String NAME = "[a-z0-9-]{1,40}";

    public Seal {
        parts = List.copyOf(parts);
        if (!kind.matches(NAME)) {
            throw new IllegalArgumentException("a kind is small letters, digits and hyphens");
        }
    }

    /// A run of lines.
    ///
    /// @param name of the part, or `name/row` for rows from that one on
    /// @param lines how many; 0 where the document has none
    /// @param digest SHA-256 over all bytes, line ends included
    public record Part(String name, long lines, Bytes digest) {

        /// The name without the row.
        String section() {
            int slash = name.indexOf('/');
            return slash < 0 ? name : name.substring(0, slash);
        }

        /// From which row on; 0 when it is no run of rows.
        long row() {
            int slash = name.indexOf('/');
            return slash < 0 ? 0 : Long.parseLong(name.substring(slash + 1));
        }

        /// For people.
        String spoken() {
            return row() == 0 ? section() : section() + ", from row " + row() + " on";
        }
    }

    /// As it is signed.
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(FIRST_LINE).append('\n');
        text.append("%s\n%s\n%s\n%s\n".formatted(kind, form, made, key));
        for (Part part : parts) {
            text.append("%s %d %s\n".formatted(part.name(), part.lines(), part.digest().toHex()));
        }
        return text.toString();
    }

    /// Reads what [#text] writes.
    static Seal parse(String text) throws Malformed {
        List<String> lines = text.lines().toList();
        if (lines.size() <= HEAD
                || lines.size() > HEAD + PARTS_MAX
                || !lines.getFirst().equals(FIRST_LINE)) {
            throw new Malformed("the seal is of a kind that this version does not know");
        }
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(HEAD, lines.size())) {
            parts.add(part(line));
        }
        try {
            return new Seal(
                    lines.get(1),
                    Form.named(lines.get(2))
                            .orElseThrow(() -> new Malformed("the seal names no known format")),
                    Instant.parse(lines.get(3)),
                    NoteKey.parse(lines.get(4)),
                    parts);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Malformed("the seal does not say what it is of", e);
        }
    }

    private static Part part(String line) throws Malformed {
        if (!line.matches(NAME + "(/[0-9]{1,12})? [0-9]{1,12} [0-9a-f]{64}")) {
            throw new Malformed("a line of the seal is not name, lines and digest");
        }
        String[] words = line.split(" ", -1);
        return new Part(words[0], Long.parseLong(words[1]), Bytes.ofHex(words[2]));
    }
}
