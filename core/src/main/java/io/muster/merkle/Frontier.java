package io.muster.merkle;

import io.muster.model.Bytes;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a log: all that is needed to append to it and to say its root.
///
/// A log of `size` entries is a row of complete subtrees, one for each bit that is set in `size`,
/// largest first. So a log of a billion entries grows with thirty hashes at hand.
///
/// @param size how many entries the log has
/// @param peaks the hashes of those subtrees, left to right
public record Frontier(long size, List<TreeHash> peaks) {
    /// The log before its first entry.
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        peaks = List.copyOf(peaks);
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException(
                    "a log of %d entries has not %d peaks".formatted(size, peaks.size()));
        }
    }

    /// Reads what [#encoded] wrote.
    public static Frontier of(long size, Bytes encoded) {
        List<TreeHash> peaks = new ArrayList<>();
        for (int at = 0; at < encoded.size(); at += TreeHash.SIZE) {
            peaks.add(new TreeHash(encoded.slice(at, at + TreeHash.SIZE)));
        }
        return new Frontier(size, peaks);
    }

    /// The peaks one after another, 32 bytes each.
    public Bytes encoded() {
        byte[] all = new byte[peaks.size() * TreeHash.SIZE];
        for (int i = 0; i < peaks.size(); i++) {
            System.arraycopy(
                    peaks.get(i).digest().toArray(), 0, all, i * TreeHash.SIZE, TreeHash.SIZE);
        }
        return Bytes.of(all);
    }

    /// The log with one more entry, and the subtrees that it completed, smallest first; the first
    /// is the entry itself.
    public Growth append(TreeHash entry) {
        List<TreeHash> edge = new ArrayList<>(peaks);
        List<Subtree> completed = new ArrayList<>();
        TreeHash hash = entry;
        int level = 0;
        completed.add(new Subtree(level, size, hash));
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = TreeHash.above(edge.removeLast(), hash);
            level++;
            completed.add(new Subtree(level, rest >> 1, hash));
        }
        edge.add(hash);
        return new Growth(new Frontier(size + 1, edge), completed);
    }

    /// The root of the log (RFC 9162, 2.1.1).
    public TreeHash root() {
        if (peaks.isEmpty()) {
            return TreeHash.OF_NOTHING;
        }
        TreeHash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = TreeHash.above(peaks.get(i), root);
        }
        return root;
    }

    /// A complete subtree.
    ///
    /// @param level it spans 2^level entries
    /// @param index how many such subtrees lie left of it
    public record Subtree(int level, long index, TreeHash hash) {}

    /// What appending one entry leads to.
    public record Growth(Frontier frontier, List<Subtree> completed) {
        public Growth {
            completed = List.copyOf(completed);
        }
    }
}
