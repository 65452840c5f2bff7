package io.muster.audit;

import io.muster.merkle.Frontier;
import io.muster.merkle.Subtrees;
import io.muster.merkle.Tile;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Hashes of subtrees, from the tiles of a log.
///
/// @param size how many entries of the log are meant; it may have grown since
record StoredHashes(Log log, long size) implements Subtrees {
    private static final int LEVELS_A_TILE = 8;
    private static final int LEVEL_MAX = 62;

    @Override
    public TreeHash hash(int level, long index) {
        int row = level / LEVELS_A_TILE;
        int above = level % LEVELS_A_TILE;
        long first = index << above;
        long tile = first / Tile.FULL;
        long there = (size >> (LEVELS_A_TILE * row)) - tile * Tile.FULL;
        if (there < 1) {
            throw new IllegalArgumentException("the log has no such subtree");
        }
        int width = (int) Math.min(Tile.FULL, there);
        Bytes hashes =
                log.tile(new Tile(Tile.Kind.HASHES, row, tile, width))
                        .orElseThrow(
                                () -> new IllegalArgumentException("the log has no such tile"));
        return fold(hashes, (int) (first % Tile.FULL), 1 << above);
    }

    private static TreeHash fold(Bytes hashes, int first, int count) {
        if (count == 1) {
            int at = first * TreeHash.SIZE;
            return new TreeHash(hashes.slice(at, at + TreeHash.SIZE));
        }
        int half = count / 2;
        return TreeHash.above(fold(hashes, first, half), fold(hashes, first + half, half));
    }

    /// The right edge of the log when it had `earlier` entries.
    Frontier frontier(long earlier) {
        List<TreeHash> peaks = new ArrayList<>();
        long before = 0;
        for (int level = LEVEL_MAX; level >= 0; level--) {
            if (((earlier >> level) & 1) == 1) {
                peaks.add(hash(level, before >> level));
                before += 1L << level;
            }
        }
        return new Frontier(earlier, peaks);
    }
}
