package io.muster.discovery.files;

import java.time.Duration;

/// How much of a file, and of what is packed in it, is looked at. Whatever is beyond a limit is
/// reported, never passed over in silence.
///
/// @param fileBytes a file or entry with more bytes is not read, unless it is an archive
/// @param fileTime after this time nothing more of a file, or of what is packed in it, is read
/// @param archiveDepth how many archives may lie one in another; a compressed tar counts as one
/// @param archiveEntries how many entries one file may hold, at all depths together
/// @param archiveBytes how many bytes one file may unpack to, at all depths together
/// @param archiveRatio how many times its own size one file may unpack to, once that is more than
///   [#RATIO_FREE_BYTES]
/// @param entryBytes how many bytes of one compressed entry are unpacked, which is done in memory
public record Limits(
        long fileBytes,
        Duration fileTime,
        int archiveDepth,
        int archiveEntries,
        long archiveBytes,
        int archiveRatio,
        int entryBytes) {
    /// Up to here no ratio is suspicious: text that repeats itself packs well.
    public static final long RATIO_FREE_BYTES = 64L << 20;

    /// Limits under which any file that people and build tools make is looked at whole.
    public static final Limits DEFAULT =
            new Limits(1L << 30, Duration.ofMinutes(2), 5, 200_000, 2L << 30, 200, 16 << 20);

    public Limits {
        if (fileBytes < 1
                || !fileTime.isPositive()
                || archiveDepth < 0
                || archiveEntries < 0
                || archiveBytes < 0
                || archiveRatio < 1
                || entryBytes < 1) {
            throw new IllegalArgumentException("a limit is a positive number; 0 opens no archives");
        }
    }
}
