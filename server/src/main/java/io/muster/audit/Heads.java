package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Malformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The signed heads of a log of which a part is at hand, and which of them that part leads to.
final class Heads {
    private final NoteKey key;
    private final List<Fault> faults;

    /// Size to root, of those that can be believed.
    private final TreeMap<Long, TreeHash> signed = new TreeMap<>();

    /// Size to root, of those that the entries were seen to lead to.
    private final TreeMap<Long, TreeHash> roots = new TreeMap<>();

    private long newestExported;
    private long agreed;
    private boolean proven;

    /// @param from the first entry of the part
    Heads(NoteKey key, long from, List<Fault> faults) {
        this.key = key;
        this.agreed = from;
        this.faults = faults;
    }

    /// Whether the log of `size` entries with `root` continues the one at hand.
    @FunctionalInterface
    interface Continuation {
        boolean holds(long size, TreeHash root);
    }

    /// Takes a head that came with the entries.
    void exported(SignedNote note) {
        believe(note).ifPresent(it -> newestExported = Math.max(newestExported, it.size()));
    }

    /// Takes a head, if the log's key signed it.
    Optional<Checkpoint> believe(SignedNote note) {
        try {
            Checkpoint head = Checkpoint.parse(note.text());
            if (!note.isSignedBy(key) || !head.origin().equals(key.name())) {
                faults.add(new Fault.Unsigned(head.origin() + ", size " + head.size()));
                return Optional.empty();
            }
            TreeHash other = signed.putIfAbsent(head.size(), head.root());
            if (other != null && !other.equals(head.root())) {
                faults.add(new Fault.Diverged(0, head.size()));
            }
            return Optional.of(head);
        } catch (Malformed e) {
            faults.add(new Fault.Unsigned(e.reason()));
            return Optional.empty();
        }
    }

    /// The entries have led so far.
    void reached(Frontier log) {
        if (signed.containsKey(log.size())) {
            roots.put(log.size(), log.root());
        }
    }

    /// Holds every head against what the entries lead to. Heads from before them, and between their
    /// end and the head that they came with, cannot be compared.
    ///
    /// @param end to which the entries lead
    void compare(Frontier end, Continuation continuation) {
        long newest = Math.max(newestExported, end.size());
        for (Map.Entry<Long, TreeHash> head : signed.entrySet()) {
            long size = head.getKey();
            if (size > newest) {
                faults.add(new Fault.CutOff(newest, size));
                return;
            }
            Optional<Boolean> holds = holds(size, head.getValue(), end, continuation);
            if (holds.isPresent() && !holds.get()) {
                faults.add(new Fault.Diverged(agreed, size));
                return;
            }
            if (holds.isPresent()) {
                agreed = size;
                proven = true;
            }
        }
        if (!proven || agreed < end.size()) {
            faults.add(new Fault.Unsealed(agreed, end.size()));
        }
    }

    private Optional<Boolean> holds(
            long size, TreeHash root, Frontier end, Continuation continuation) {
        if (size == newestExported && size > end.size()) {
            return Optional.of(continuation.holds(size, root));
        }
        if (size == end.size()) {
            return Optional.of(root.equals(end.root()));
        }
        return Optional.ofNullable(roots.get(size)).map(root::equals);
    }

    /// How many entries the newest head was signed for that the entries lead to; 0 for none.
    long provenSize() {
        return proven ? agreed : 0;
    }
}
