package io.muster.discovery.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Where the objects of a pack are: a pack index, versions 1 and 2 (gitformat-pack(5)).
final class PackIndex {
    private static final int BYTES_MAX = 1 << 30;
    private static final int VERSION_2 = 0xff744f63;
    private static final int FANOUT_BYTES = 256 * 4;

    private final ByteBuffer index;
    private final byte[] bytes;
    private final int hashBytes;
    private final int fanoutAt;
    private final int count;

    private PackIndex(byte[] bytes, int hashBytes) throws Damaged {
        this.bytes = bytes;
        this.index = ByteBuffer.wrap(bytes);
        this.hashBytes = hashBytes;
        boolean versionTwo = bytes.length > 8 && index.getInt(0) == VERSION_2;
        this.fanoutAt = versionTwo ? 8 : 0;
        if (versionTwo && index.getInt(4) != 2) {
            throw new Damaged("the index of a pack has an unknown version");
        }
        this.count = checkedCount();
    }

    static PackIndex read(Path path, int hashBytes) throws IOException {
        if (Files.size(path) > BYTES_MAX) {
            throw new Damaged("the index of a pack is larger than 1 GiB");
        }
        return new PackIndex(Files.readAllBytes(path), hashBytes);
    }

    private int checkedCount() throws Damaged {
        if (bytes.length < fanoutAt + FANOUT_BYTES) {
            throw new Damaged("the index of a pack ends early");
        }
        int before = 0;
        for (int i = 0; i < 256; i++) {
            int upTo = index.getInt(fanoutAt + 4 * i);
            if (upTo < before) {
                throw new Damaged("the index of a pack is damaged");
            }
            before = upTo;
        }
        long row = fanoutAt == 0 ? 4L + hashBytes : 8L + hashBytes;
        if (fanoutAt + FANOUT_BYTES + before * row > bytes.length) {
            throw new Damaged("the index of a pack ends early");
        }
        return before;
    }

    int count() {
        return count;
    }

    /// The row of the object whose id stands at `from` in `id`, or -1.
    int find(byte[] id, int from) {
        int first = id[from] & 0xff;
        int low = first == 0 ? 0 : index.getInt(fanoutAt + 4 * (first - 1));
        int high = index.getInt(fanoutAt + 4 * first) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = idAt(middle);
            int order =
                    Arrays.compareUnsigned(bytes, at, at + hashBytes, id, from, from + hashBytes);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    boolean hasId(int row, byte[] id, int from) {
        int at = idAt(row);
        return Arrays.equals(bytes, at, at + hashBytes, id, from, from + hashBytes);
    }

    byte[] id(int row) {
        return Arrays.copyOfRange(bytes, idAt(row), idAt(row) + hashBytes);
    }

    private int idAt(int row) {
        int start = fanoutAt + FANOUT_BYTES;
        return fanoutAt == 0 ? start + row * (4 + hashBytes) + 4 : start + row * hashBytes;
    }

    /// Where in the pack the object of that row begins.
    long offset(int row) throws Damaged {
        if (fanoutAt == 0) {
            return Integer.toUnsignedLong(index.getInt(idAt(row) - 4));
        }
        int offsetsAt = fanoutAt + FANOUT_BYTES + count * (hashBytes + 4);
        int offset = index.getInt(offsetsAt + 4 * row);
        if (offset >= 0) {
            return offset;
        }
        long largeAt = offsetsAt + 4L * count + 8L * (offset & Integer.MAX_VALUE);
        if (largeAt + 8 > bytes.length) {
            throw new Damaged("the index of a pack is damaged");
        }
        return index.getLong((int) largeAt);
    }
}
