package io.muster.merkle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a log that can be fetched and cached for ever: up to 256 hashes of one level in
/// eight, or up to 256 entries (C2SP tlog-tiles).
///
/// @param kind of hashes or of entries
/// @param level 0 to 7: hashes of subtrees of 256^level entries; 0 for entries
/// @param index how many full tiles lie left of it
/// @param width how many hashes or entries it has: 256, or fewer at the right edge
public record Tile(Kind kind, int level, long index, int width) {
    /// How many hashes or entries a full tile has.
    public static final int FULL = 256;

    private static final int LEVEL_MAX = 7;
    private static final Pattern PATH =
            Pattern.compile(
                    "tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < 0 || level > LEVEL_MAX || (kind == Kind.ENTRIES && level != 0)) {
            throw new IllegalArgumentException("a tile has a level of 0 to 7, entries have 0");
        }
        if (index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("a tile has 1 to 256 hashes or entries");
        }
    }

    /// What a tile is made of.
    public enum Kind {
        HASHES,
        ENTRIES
    }

    /// The tile of entries, full or not, in which entry `index` of a log of `size` entries lies.
    public static Tile ofEntry(long index, long size) {
        long tile = index / FULL;
        return new Tile(Kind.ENTRIES, 0, tile, (int) Math.min(FULL, size - tile * FULL));
    }

    /// The tile that `path` names; empty when it names none.
    public static Optional<Tile> at(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean entries = parts.group(1).equals("entries");
        int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
        String digits = parts.group(2).replace("x", "").replace("/", "");
        Tile tile =
                width > FULL
                        ? null
                        : new Tile(
                                entries ? Kind.ENTRIES : Kind.HASHES,
                                entries ? 0 : Integer.parseInt(parts.group(1)),
                                Long.parseLong(digits),
                                width);
        // One tile, one path: no `x000/` in front, no `.p/256`.
        return Optional.ofNullable(tile).filter(it -> it.path().equals(path));
    }

    /// `tile/0/x001/x234/067`, `tile/entries/000.p/17`.
    public String path() {
        StringBuilder name = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            name.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/"
                + switch (kind) {
                    case HASHES -> Integer.toString(level);
                    case ENTRIES -> "entries";
                }
                + "/"
                + name
                + (width == FULL ? "" : ".p/" + width);
    }

    /// Whether a log of `size` entries has this tile.
    public boolean isIn(long size) {
        return firstHash() + width <= size >> (8 * level);
    }

    /// The index of its first hash among those of its level, or of its first entry.
    public long firstHash() {
        return index * FULL;
    }
}
