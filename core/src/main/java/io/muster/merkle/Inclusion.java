package io.muster.merkle;

import java.util.ArrayList;
import java.util.List;

/// That an entry is in a log (RFC 9162, 2.1.3).
///
/// @param index of the entry
/// @param size of the log
/// @param path the hashes beside the way from the entry to the root, lowest first
public record Inclusion(long index, long size, List<TreeHash> path) {
    public Inclusion {
        path = List.copyOf(path);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "a log of %d entries has no entry %d".formatted(size, index));
        }
    }

    /// The proof for entry `index` of the log of `size` entries whose hashes `subtrees` knows.
    public static Inclusion prove(long index, long size, Subtrees subtrees) {
        List<TreeHash> path = new ArrayList<>();
        climb(index, 0, size, subtrees, path);
        return new Inclusion(index, size, path);
    }

    /// The way within the `width` entries from `from`, `index` counted from there.
    private static void climb(
            long index, long from, long width, Subtrees subtrees, List<TreeHash> path) {
        if (width == 1) {
            return;
        }
        long left = Range.leftOf(width);
        if (index < left) {
            climb(index, from, left, subtrees, path);
            path.add(Range.hash(from + left, width - left, subtrees));
        } else {
            climb(index - left, from + left, width - left, subtrees, path);
            path.add(Range.hash(from, left, subtrees));
        }
    }

    /// Whether this proves that `entry` is in the log with this `root` (RFC 9162, 2.1.3.2).
    public boolean holds(TreeHash entry, TreeHash root) {
        long node = index;
        long last = size - 1;
        TreeHash hash = entry;
        for (TreeHash beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.above(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.above(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
