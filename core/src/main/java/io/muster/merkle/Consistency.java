package io.muster.merkle;

import java.util.ArrayList;
import java.util.List;

/// That a log is the continuation of an earlier one: nothing in it was changed or taken away (RFC
/// 9162, 2.1.4).
///
/// @param earlier size of the log then
/// @param size of the log now
/// @param path the hashes from which both roots can be made
public record Consistency(long earlier, long size, List<TreeHash> path) {
    public Consistency {
        path = List.copyOf(path);
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException(
                    "a log of %d entries never had %d".formatted(size, earlier));
        }
    }

    /// The proof between two sizes of the log whose hashes `subtrees` knows.
    public static Consistency prove(long earlier, long size, Subtrees subtrees) {
        List<TreeHash> path = new ArrayList<>();
        if (earlier > 0 && earlier < size) {
            walk(earlier, 0, size, subtrees, path);
        }
        return new Consistency(earlier, size, path);
    }

    private static void walk(
            long earlier, long from, long width, Subtrees subtrees, List<TreeHash> path) {
        if (earlier == width) {
            // The verifier knows the root of the earlier log when that is a subtree of this one.
            if (from > 0) {
                path.add(Range.hash(from, width, subtrees));
            }
            return;
        }
        long left = Range.leftOf(width);
        if (earlier <= left) {
            walk(earlier, from, left, subtrees, path);
            path.add(Range.hash(from + left, width - left, subtrees));
        } else {
            walk(earlier - left, from + left, width - left, subtrees, path);
            path.add(Range.hash(from, left, subtrees));
        }
    }

    /// Whether this proves that the log with the root `now` continues the one with the root `then`
    /// (RFC 9162, 2.1.4.2).
    public boolean holds(TreeHash then, TreeHash now) {
        if (earlier == 0) {
            return path.isEmpty() && then.equals(TreeHash.OF_NOTHING);
        }
        if (earlier == size) {
            return path.isEmpty() && then.equals(now);
        }
        boolean wasComplete = Long.bitCount(earlier) == 1;
        if (!wasComplete && path.isEmpty()) {
            return false;
        }
        int shift = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >> shift;
        long last = (size - 1) >> shift;
        TreeHash before = wasComplete ? then : path.getFirst();
        TreeHash after = before;
        for (TreeHash beside : wasComplete ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = TreeHash.above(beside, before);
                after = TreeHash.above(beside, after);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                after = TreeHash.above(after, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(then) && after.equals(now);
    }
}
