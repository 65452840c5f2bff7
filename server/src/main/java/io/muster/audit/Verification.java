package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a log is whole: every entry as it was recorded, none missing, moved or added, and all of
/// them those that the checkpoints were signed for.
///
/// @param size how many entries were read
/// @param forgotten how many of them, from the first on, are hashes alone, as the log itself says
/// @param signedSize how many of them the last good checkpoint covers
/// @param faults in the order of their places; none when the log is whole
public record Verification(long size, long forgotten, long signedSize, List<Fault> faults) {
    private static final int FAULTS_MAX = 1000;

    public Verification {
        faults = List.copyOf(faults);
    }

    /// One entry as it is kept.
    ///
    /// @param index where it is kept
    /// @param encoded its bytes; none when it was forgotten ([Keeping])
    /// @param hash what the tree has for it
    public record Kept(long index, Bytes encoded, TreeHash hash) {}

    /// Reads the whole log once, in order of index.
    ///
    /// @param checkpoints signed heads, those kept with the log and those kept elsewhere: only the
    ///   latter can tell that the end was cut off together with its checkpoints
    public static Verification of(
            Iterator<Kept> entries, List<SignedNote> checkpoints, NoteKey key) {
        Reading reading = new Reading(checkpoints, key);
        entries.forEachRemaining(reading::read);
        return reading.result();
    }

    /// Reads the whole of `log` once. What is decided meanwhile is not signed for yet: that is
    /// [Fault.Unsealed] and no harm.
    ///
    /// @param elsewhere signed heads that were kept outside of it
    public static Verification of(Log log, List<SignedNote> elsewhere, NoteKey key) {
        List<SignedNote> checkpoints = new ArrayList<>(log.checkpoints());
        checkpoints.addAll(elsewhere);
        Reading reading = new Reading(checkpoints, key);
        log.each(reading::read);
        return reading.result();
    }

    /// Whether nothing is wrong.
    public boolean holds() {
        return faults.isEmpty();
    }

    private static final class Reading {
        private final List<Fault> faults = new ArrayList<>();
        private final Map<Long, TreeHash> roots = new TreeMap<>();
        private Frontier log = Frontier.EMPTY;
        private final Map<Long, TreeHash> signed;
        private long next;
        private long agreed;

        /// Entries before it are hashes.
        private long forgotten;

        /// Up to where an entry of the log says that they may be.
        private long announced;

        private Reading(List<SignedNote> checkpoints, NoteKey key) {
            signed = signed(checkpoints, key);
            roots.put(0L, log.root());
        }

        private Verification result() {
            if (forgotten > announced) {
                found(new Fault.Removed(announced, forgotten - 1));
            }
            compare();
            return new Verification(log.size(), forgotten, agreed, faults);
        }

        private void found(Fault fault) {
            if (faults.size() < FAULTS_MAX) {
                faults.add(fault);
            }
        }

        /// Size to root, of the checkpoints that can be believed.
        private Map<Long, TreeHash> signed(List<SignedNote> checkpoints, NoteKey key) {
            Map<Long, TreeHash> signed = new TreeMap<>();
            for (SignedNote note : checkpoints) {
                try {
                    Checkpoint head = Checkpoint.parse(note.text());
                    if (!note.isSignedBy(key) || !head.origin().equals(key.name())) {
                        found(new Fault.Unsigned(head.origin() + ", size " + head.size()));
                        continue;
                    }
                    TreeHash other = signed.putIfAbsent(head.size(), head.root());
                    if (other != null && !other.equals(head.root())) {
                        found(new Fault.Diverged(0, head.size()));
                    }
                } catch (Malformed e) {
                    found(new Fault.Unsigned(e.reason()));
                }
            }
            return signed;
        }

        private void read(Kept kept) {
            if (kept.index() > next) {
                found(new Fault.Removed(next, kept.index() - 1));
            }
            boolean hash = kept.encoded().isEmpty() && kept.index() == forgotten;
            next = kept.index() + 1;
            if (hash) {
                forgotten = next;
            } else {
                check(kept);
            }
            log = log.append(hash ? kept.hash() : TreeHash.ofEntry(kept.encoded())).frontier();
            if (signed.containsKey(log.size())) {
                roots.put(log.size(), log.root());
            }
        }

        private void check(Kept kept) {
            try {
                Entry entry = Entry.decode(kept.encoded());
                if (entry.index() != kept.index()) {
                    found(new Fault.Misplaced(kept.index(), entry.index()));
                    return;
                }
                announced =
                        Math.max(
                                announced,
                                Math.min(entry.index(), Keeping.before(entry.decision())));
            } catch (Malformed e) {
                found(new Fault.Altered(kept.index()));
                return;
            }
            if (!TreeHash.ofEntry(kept.encoded()).equals(kept.hash())) {
                found(new Fault.Altered(kept.index()));
            }
        }

        private void compare() {
            boolean known = !faults.isEmpty();
            for (Map.Entry<Long, TreeHash> head : signed.entrySet()) {
                TreeHash root = roots.get(head.getKey());
                if (root == null) {
                    found(new Fault.CutOff(log.size(), head.getKey()));
                    return;
                }
                if (!root.equals(head.getValue())) {
                    // Said already, more exactly, when single entries were found at fault.
                    if (!known) {
                        found(new Fault.Diverged(agreed, head.getKey()));
                    }
                    return;
                }
                agreed = head.getKey();
            }
            if (agreed < log.size()) {
                found(new Fault.Unsealed(agreed, log.size()));
            }
        }
    }
}
