package io.muster.merkle;

/// A run of entries that begins where a subtree as large as it begins.
final class Range {
    private Range() {}

    /// The largest power of two below `width`: how many of `width` entries the left child has.
    static long leftOf(long width) {
        return Long.highestOneBit(width - 1);
    }

    /// The hash over `width` entries from `from`.
    static TreeHash hash(long from, long width, Subtrees subtrees) {
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return subtrees.hash(level, from >> level);
        }
        long left = leftOf(width);
        return TreeHash.above(
                hash(from, left, subtrees), hash(from + left, width - left, subtrees));
    }
}
