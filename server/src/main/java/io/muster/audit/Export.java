package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Consistency;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/// Entries with all that somebody needs who was never here to see that they are those that were
/// recorded.
///
/// A file of lines (docs/operate/audit.md): the range; the hashes of what stands left of it, from
/// which the tree grows on; the way from the end of the range to the signed head; that head,
/// signed; the entries, each with its hash; `end`. So any range proves itself, without the rest of
/// the log.
public record Export(Archive archive, Sealing sealing) {
    static final String TITLE = "muster-audit-export 1";
    static final String RANGE = "range ";
    static final String LEFT = "left ";
    static final String PROOF = "proof ";
    static final String CHECKPOINT = "checkpoint ";
    static final String ENTRY = "entry ";
    static final String END = "end";

    /// One signed head in so many entries narrows down where a forged log departs from the signed.
    private static final int ENTRIES_A_CHECKPOINT = 1000;

    /// What is exported.
    ///
    /// @param from the first entry
    /// @param to the first that is not part of it
    /// @param size how many entries `head` was signed for
    public record Slice(long from, long to, long size, SignedNote head) {}

    /// Which entries `from` and `to` mean in the log as it is signed now. What is but a hash any
    /// more is left out: it stands among what is left of the range.
    ///
    /// @param from a number of an entry, a date or a time; from the first when empty
    /// @param to the same, excluded; to the last when empty
    /// @return empty when nothing was decided yet
    public Optional<Slice> slice(Optional<String> from, Optional<String> to) throws Malformed {
        sealing.seal();
        Optional<SignedNote> head = archive.newest();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        long size = Checkpoint.parse(head.get().text()).size();
        long kept = archive.firstKept();
        long first = Math.max(kept, from.isEmpty() ? 0 : bound(from.get(), Edge.FIRST));
        long end = to.isEmpty() ? size : bound(to.get(), Edge.END);
        return Optional.of(
                new Slice(
                        Math.min(first, size),
                        Math.max(Math.min(first, size), Math.min(end, size)),
                        size,
                        head.get()));
    }

    private enum Edge {
        FIRST,
        END
    }

    private long bound(String text, Edge edge) throws Malformed {
        if (text.matches("0|[1-9][0-9]{0,17}")) {
            return Long.parseLong(text);
        }
        Instant time = time(text);
        return switch (edge) {
            case FIRST -> archive.firstSince(time);
            case END -> archive.endBefore(time);
        };
    }

    /// A date is its beginning in UTC.
    private static Instant time(String text) throws Malformed {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new Malformed(
                    "a range is given as numbers of entries, dates such as 2026-11-22, or times"
                            + " such as 2026-11-22T07:00:00Z",
                    e);
        }
    }

    /// Writes `slice`, piece by piece.
    public void write(Slice slice, OutputStream out) throws IOException {
        StoredHashes hashes = new StoredHashes(archive, slice.size());
        line(out, TITLE);
        line(out, RANGE + slice.from() + " " + slice.to());
        for (TreeHash peak : hashes.frontier(slice.from()).peaks()) {
            line(out, LEFT + peak);
        }
        for (TreeHash beside : Consistency.prove(slice.to(), slice.size(), hashes).path()) {
            line(out, PROOF + beside);
        }
        checkpoint(out, slice.head());
        // Before the entries that it covers: whoever reads holds each root against it in passing.
        for (long at = slice.from(); at < slice.to(); at += ENTRIES_A_CHECKPOINT) {
            long next = Math.min(slice.to(), at + ENTRIES_A_CHECKPOINT);
            Optional<SignedNote> within = archive.signed(at, Math.min(next, slice.size() - 1));
            if (within.isPresent()) {
                checkpoint(out, within.get());
            }
            entries(out, at, next);
        }
        line(out, END);
    }

    private void entries(OutputStream out, long from, long to) throws IOException {
        try {
            archive.each(
                    from,
                    to,
                    kept -> {
                        try {
                            out.write(ascii(ENTRY + kept.hash() + " "));
                            out.write(kept.encoded().toArray());
                            out.write('\n');
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void checkpoint(OutputStream out, SignedNote note) throws IOException {
        byte[] text = note.toString().getBytes(StandardCharsets.UTF_8);
        line(out, CHECKPOINT + Base64.getEncoder().encodeToString(text));
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(ascii(text + "\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
