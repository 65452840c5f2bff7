package io.muster.audit;

import io.muster.merkle.Consistency;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Whether an exported part of a log is what was recorded, found out from the file and the log's
/// public key alone.
///
/// The tree is grown again: from the hashes left of the range, entry by entry, to the range's end,
/// and from there by the proof to the head that was signed. Were one byte of an entry another, or
/// one entry too many, too few or elsewhere, no root would fit.
public final class ExportCheck {
    private static final int HASHES_MAX = 64;
    private static final int HASH_LENGTH = 44;
    private static final int CHECKPOINT_MAX = 1 << 16;

    private final ExportLines lines;
    private final List<TreeHash> left = new ArrayList<>();
    private final List<TreeHash> proof = new ArrayList<>();
    private final Heads heads;
    private final Gaps gaps;
    private final List<Fault> faults;
    private final long from;
    private final long to;

    private Frontier log = Frontier.EMPTY;
    private boolean begun;
    private long place;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    /// What an exported part of a log is found to be.
    ///
    /// @param from its first entry
    /// @param to behind its last
    /// @param signedSize how many entries the head was signed for that it leads to; 0 for none
    /// @param first when the first of its entries was decided
    /// @param last when the last was
    /// @param faults none when all of it is as it was recorded
    public record Result(
            long from,
            long to,
            long signedSize,
            Optional<Instant> first,
            Optional<Instant> last,
            List<Fault> faults) {
        public Result {
            faults = List.copyOf(faults);
        }
    }

    private ExportCheck(ExportLines lines, List<SignedNote> elsewhere, NoteKey key)
            throws IOException, Malformed {
        this.lines = lines;
        if (!lines.next() || !lines.is(Export.TITLE)) {
            throw new Malformed("this is no exported audit log");
        }
        long[] range = range();
        from = range[0];
        to = range[1];
        place = from;
        faults = new ArrayList<>();
        heads = new Heads(key, from, faults);
        gaps = new Gaps(from, to, faults);
        elsewhere.forEach(heads::believe);
    }

    /// Reads `export` once, from its beginning to its end.
    ///
    /// @param export buffered
    /// @param elsewhere signed heads that whoever checks has kept
    /// @throws Malformed when it is no export, or none that can be read
    public static Result of(InputStream export, List<SignedNote> elsewhere, NoteKey key)
            throws IOException, Malformed {
        return new ExportCheck(new ExportLines(export), elsewhere, key).check();
    }

    private long[] range() throws IOException, Malformed {
        if (lines.next()) {
            Optional<String> text = lines.after(Export.RANGE).map(ExportCheck::text);
            if (text.isPresent() && text.get().matches("[0-9]{1,18} [0-9]{1,18}")) {
                String[] parts = text.get().split(" ", -1);
                long begin = Long.parseLong(parts[0]);
                long end = Long.parseLong(parts[1]);
                if (begin <= end) {
                    return new long[] {begin, end};
                }
            }
        }
        throw new Malformed("the second line of an export names a range of entries");
    }

    private Result check() throws IOException, Malformed {
        boolean ended = false;
        while (!ended && lines.next()) {
            ended = lines.is(Export.END);
            if (!ended) {
                take();
            }
        }
        if (ended && lines.next()) {
            throw new Malformed("something stands behind the end of the export");
        }
        begin();
        gaps.close(ended);
        compare();
        return new Result(from, to, heads.provenSize(), first, last, faults);
    }

    private void take() throws Malformed {
        Optional<Bytes> entry = lines.after(Export.ENTRY);
        if (entry.isPresent()) {
            begin();
            entry(entry.get());
            return;
        }
        Optional<Bytes> head = lines.after(Export.CHECKPOINT);
        if (head.isPresent()) {
            heads.exported(checkpoint(head.get()));
            return;
        }
        Optional<Bytes> beside = lines.after(Export.PROOF);
        Optional<Bytes> peak = lines.after(Export.LEFT);
        List<TreeHash> list = beside.isPresent() ? proof : left;
        Bytes hash = beside.or(() -> peak).orElseThrow(this::unknown);
        if (begun || list.size() == 2 * HASHES_MAX) {
            throw unknown();
        }
        list.add(hash(text(hash)).orElseThrow(this::unknown));
    }

    /// What stands left of the range is known once its first entry comes.
    private void begin() throws Malformed {
        if (begun) {
            return;
        }
        begun = true;
        try {
            log = new Frontier(from, left);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the hashes left of the range are not all there", e);
        }
        heads.reached(log);
    }

    /// An entry that does not read as one, or not with its hash, was altered. One that does says
    /// itself where it belongs.
    private void entry(Bytes line) {
        int begin = Math.min(line.size(), HASH_LENGTH + 1);
        Bytes encoded = line.slice(begin, line.size());
        TreeHash hash = TreeHash.ofEntry(encoded);
        log = log.append(hash).frontier();
        heads.reached(log);
        boolean whole =
                begin > HASH_LENGTH && text(line.slice(0, begin)).equals(hash.toString() + " ");
        try {
            if (!whole) {
                throw new Malformed("not with its hash");
            }
            Entry entry = Entry.decode(encoded);
            gaps.stands(place, entry.index());
            first = first.or(() -> Optional.of(entry.decision().at()));
            last = Optional.of(entry.decision().at());
        } catch (Malformed _) {
            gaps.altered();
        }
        place++;
    }

    private void compare() {
        if (!faults.isEmpty()) {
            // Said already, entry by entry; the roots cannot fit.
            return;
        }
        heads.compare(
                log,
                (size, root) ->
                        new Consistency(to, size, List.copyOf(proof)).holds(log.root(), root));
    }

    private Malformed unknown() {
        return new Malformed("line %d is none of an export".formatted(lines.number()));
    }

    private SignedNote checkpoint(Bytes line) throws Malformed {
        try {
            if (line.size() > CHECKPOINT_MAX) {
                throw unknown();
            }
            byte[] note = Base64.getDecoder().decode(text(line));
            return SignedNote.parse(new String(note, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Malformed("line %d is no checkpoint in base64".formatted(lines.number()), e);
        }
    }

    private static Optional<TreeHash> hash(String text) {
        try {
            return Optional.of(new TreeHash(Bytes.of(Base64.getDecoder().decode(text))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }
}
