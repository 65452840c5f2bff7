package io.muster.discovery.files;

import java.util.Arrays;
import java.util.HexFormat;

/// What some content is packed as, told by its first bytes and never by its name.
enum ArchiveFormat {
    /// Not packed, or in no way that is known here.
    NONE,
    /// ZIP (APPNOTE.TXT), so also JAR, WAR, APK and office documents.
    ZIP,
    /// POSIX ustar and pax, and GNU tar.
    TAR,
    /// RFC 1952.
    GZIP,
    /// Packed with bzip2, xz or zstd, which are not unpacked.
    UNSUPPORTED;

    /// How many bytes it takes to tell: one tar header.
    static final int HEAD_BYTES = Tar.BLOCK_BYTES;

    private static final byte[] ZIP_ENTRY = HexFormat.of().parseHex("504b0304");
    private static final byte[] ZIP_EMPTY = HexFormat.of().parseHex("504b0506");
    private static final byte[] DEFLATED_GZIP = HexFormat.of().parseHex("1f8b08");
    private static final byte[] BZIP2 = HexFormat.of().parseHex("425a68");
    private static final byte[] BZIP2_BLOCK = HexFormat.of().parseHex("314159265359");
    private static final byte[] XZ = HexFormat.of().parseHex("fd377a585a00");
    private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");

    static ArchiveFormat of(byte[] head, int length) {
        if (starts(head, 0, length, ZIP_ENTRY) || starts(head, 0, length, ZIP_EMPTY)) {
            return ZIP;
        }
        if (starts(head, 0, length, DEFLATED_GZIP)) {
            return GZIP;
        }
        if (length >= Tar.BLOCK_BYTES && Tar.isHeader(head)) {
            return TAR;
        }
        boolean bzip2 = starts(head, 0, length, BZIP2) && starts(head, 4, length, BZIP2_BLOCK);
        return bzip2 || starts(head, 0, length, XZ) || starts(head, 0, length, ZSTD)
                ? UNSUPPORTED
                : NONE;
    }

    private static boolean starts(byte[] head, int from, int length, byte[] magic) {
        return length >= from + magic.length
                && Arrays.equals(head, from, from + magic.length, magic, 0, magic.length);
    }
}
