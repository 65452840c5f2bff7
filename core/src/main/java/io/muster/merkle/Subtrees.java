package io.muster.merkle;

/// Where the hashes of a log are kept.
@FunctionalInterface
public interface Subtrees {

    /// The hash of the complete subtree of 2^level entries that has `index` such subtrees left of
    /// it.
    ///
    /// @throws IllegalArgumentException when the log has no such subtree
    TreeHash hash(int level, long index);
}
