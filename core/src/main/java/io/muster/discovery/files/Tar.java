package io.muster.discovery.files;

import io.muster.discovery.ContentStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads tar archives: POSIX.1-2024 pax interchange and ustar, and the long names of GNU tar.
final class Tar {
    static final int BLOCK_BYTES = 512;

    /// No path is longer; what says so is not read into memory.
    private static final int NAME_BYTES_MAX = 64 << 10;

    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX_AT = 345;

    private Tar() {}

    /// Whether that block is a header: the magic, and a checksum that holds.
    static boolean isHeader(byte[] block) {
        return Arrays.equals(block, MAGIC_AT, MAGIC_AT + MAGIC.length, MAGIC, 0, MAGIC.length)
                && isIntact(block);
    }

    /// Old archives have no magic, but every header has a checksum.
    private static boolean isIntact(byte[] block) {
        int sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? ' ' : block[i] & 0xff;
        }
        return number(block, CHECKSUM_AT, 8) == sum;
    }

    /// Tells `visitor` of every regular file in `tar`; of a [ContentStream] as stored where it is.
    ///
    /// @throws IOException when it is damaged or ends early
    static void visit(InputStream tar, EntryVisitor visitor)
            throws IOException, InterruptedException {
        Optional<byte[]> longName = Optional.empty();
        byte[] block = new byte[BLOCK_BYTES];
        while (true) {
            int count = tar.readNBytes(block, 0, BLOCK_BYTES);
            if (count == 0 || isEnd(block)) {
                return;
            }
            if (count < BLOCK_BYTES) {
                throw new EOFException("it ends within a header");
            }
            if (!isIntact(block)) {
                throw new IOException("a header is damaged");
            }
            long size = number(block, SIZE_AT, 12);
            if (size < 0) {
                throw new IOException("an entry has an impossible size");
            }
            switch (block[TYPE_AT]) {
                case 'L' -> longName = Optional.of(trimmed(text(tar, size)));
                case 'x' -> longName = paxPath(text(tar, size)).or(() -> Optional.empty());
                case 'S' -> {
                    visitor.refused(name(block, longName), "a sparse entry, which is not unpacked");
                    longName = Optional.empty();
                    skipSparseMap(tar, block);
                    tar.skipNBytes(size);
                }
                case 0, '0', '7' -> {
                    file(tar, name(block, longName), size, visitor);
                    longName = Optional.empty();
                }
                default -> {
                    longName = isGlobal(block[TYPE_AT]) ? longName : Optional.empty();
                    tar.skipNBytes(size);
                }
            }
            tar.skipNBytes(padding(size));
        }
    }

    private static void file(InputStream tar, byte[] name, long size, EntryVisitor visitor)
            throws IOException, InterruptedException {
        boolean folder = name.length > 0 && name[name.length - 1] == '/';
        if (folder || size == 0) {
            tar.skipNBytes(size);
        } else if (tar instanceof ContentStream content) {
            long start = content.position();
            content.skipNBytes(size);
            visitor.stored(name, start, size);
        } else {
            var part = new PartStream(tar, size);
            visitor.streamed(name, part);
            part.skipNBytes(part.remaining());
        }
    }

    /// GNU tar: more blocks of the map follow while a flag says so, at another offset than in the
    /// header.
    private static void skipSparseMap(InputStream tar, byte[] header) throws IOException {
        boolean more = header[482] != 0;
        while (more) {
            byte[] map = tar.readNBytes(BLOCK_BYTES);
            more = map.length == BLOCK_BYTES && map[504] != 0;
        }
    }

    private static boolean isGlobal(byte type) {
        return type == 'g' || type == 'K';
    }

    private static boolean isEnd(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK_BYTES]);
    }

    private static int padding(long size) {
        return (int) (-size & (BLOCK_BYTES - 1));
    }

    private static byte[] text(InputStream tar, long size) throws IOException {
        if (size > NAME_BYTES_MAX) {
            throw new IOException("an entry has a name of more than " + NAME_BYTES_MAX + " bytes");
        }
        byte[] text = tar.readNBytes((int) size);
        if (text.length < size) {
            throw new EOFException("it ends within a name");
        }
        return text;
    }

    private static byte[] name(byte[] block, Optional<byte[]> longName) {
        if (longName.isPresent()) {
            return longName.get();
        }
        byte[] name = trimmed(Arrays.copyOfRange(block, 0, 100));
        boolean posix = block[MAGIC_AT + 5] == 0;
        byte[] prefix = trimmed(Arrays.copyOfRange(block, PREFIX_AT, PREFIX_AT + 155));
        if (!posix || prefix.length == 0) {
            return name;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    private static byte[] trimmed(byte[] field) {
        int end = 0;
        while (end < field.length && field[end] != 0) {
            end++;
        }
        return Arrays.copyOf(field, end);
    }

    /// The `path` of a pax extended header: records of `length key=value\n`.
    private static Optional<byte[]> paxPath(byte[] records) throws IOException {
        String text = new String(records, StandardCharsets.ISO_8859_1);
        int at = 0;
        Optional<byte[]> path = Optional.empty();
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int length = space < 0 || space - at > 6 ? -1 : decimal(text.substring(at, space));
            if (length <= space - at + 1 || length > text.length() - at) {
                throw new IOException("an extended header is damaged");
            }
            String pair = text.substring(space + 1, at + length - 1);
            if (pair.startsWith("path=")) {
                path = Optional.of(pair.substring(5).getBytes(StandardCharsets.ISO_8859_1));
            }
            at += length;
        }
        return path;
    }

    private static int decimal(String digits) {
        boolean numeric =
                !digits.isEmpty() && digits.chars().allMatch(it -> it >= '0' && it <= '9');
        return numeric ? Integer.parseInt(digits) : -1;
    }

    /// Octal digits, or binary when the first bit is set (GNU); -1 when it is neither.
    private static long number(byte[] block, int at, int length) {
        if (block[at] < 0) {
            return binary(block, at, length);
        }
        long value = 0;
        for (int i = at; i < at + length; i++) {
            if (block[i] >= '0' && block[i] <= '7') {
                value = value << 3 | (block[i] - '0');
            } else if (block[i] != ' ' && block[i] != 0) {
                return -1;
            } else if (value > 0) {
                break;
            }
        }
        return value;
    }

    private static long binary(byte[] block, int at, int length) {
        long value = 0;
        for (int i = at + length - 8; i < at + length; i++) {
            value = value << 8 | (block[i] & 0xff);
        }
        for (int i = at + 1; i < at + length - 8; i++) {
            if (block[i] != 0) {
                return -1;
            }
        }
        return (block[at] & 0x7f) == 0 ? value : -1;
    }
}
