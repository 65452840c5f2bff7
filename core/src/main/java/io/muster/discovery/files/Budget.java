package io.muster.discovery.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// What may still be unpacked from one file, at all depths together.
final class Budget {
    private static final int CHUNK_BYTES = 8 << 10;

    private final Limits limits;
    private final long fileSize;
    private final Deadline deadline;
    private long entries;
    private long unpackedBytes;
    private long storedBytes;
    private long heldBytes;

    Budget(Limits limits, long fileSize, Deadline deadline) {
        this.limits = limits;
        this.fileSize = fileSize;
        this.deadline = deadline;
    }

    long entries() {
        return entries;
    }

    /// One more entry.
    void entry() throws LimitReached {
        if (++entries > limits.archiveEntries()) {
            throw new LimitReached(
                    "it holds more than "
                            + limits.archiveEntries()
                            + " entries; the rest was not looked at");
        }
    }

    /// An entry that is read where it lies. Entries that overlap could otherwise make one file as
    /// long as they like.
    void stored(long size) throws LimitReached {
        storedBytes += Math.max(size, 0);
        if (storedBytes > limits.archiveBytes() + fileSize * limits.archiveDepth()) {
            throw new LimitReached("its entries overlap; the rest was not looked at");
        }
    }

    /// `packed`, every byte of which is counted.
    InputStream counted(InputStream packed) {
        return new FilterInputStream(packed) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int index, int length) throws IOException {
                int count = super.read(target, index, length);
                count(Math.max(count, 0));
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                byte[] skipped = new byte[Math.clamp(count, 0, CHUNK_BYTES)];
                return Math.max(read(skipped, 0, skipped.length), 0);
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void count(int bytes) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new LimitReached("the scan was stopped");
        }
        deadline.check();
        unpackedBytes += bytes;
        boolean bomb =
                unpackedBytes > Limits.RATIO_FREE_BYTES
                        && unpackedBytes / limits.archiveRatio() > fileSize;
        if (bomb || unpackedBytes > limits.archiveBytes()) {
            throw new LimitReached(
                    "it unpacks to more than "
                            + (unpackedBytes >> 20)
                            + " MiB"
                            + (bomb ? ", suspiciously many for its size" : "")
                            + "; the rest was not looked at");
        }
    }

    /// The first bytes of `stream`, as many as may be held in memory. [#release] gives them back.
    EntryContent.Unpacked hold(InputStream stream) throws IOException {
        // Half of what is left, so that an archive in an archive in an archive holds no more than
        // two entries' worth.
        int most = (int) Math.min(limits.entryBytes(), 2L * limits.entryBytes() - heldBytes);
        byte[] bytes = new byte[Math.min(CHUNK_BYTES, most)];
        int length = 0;
        while (length < most) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, most));
            }
            int count = stream.read(bytes, length, bytes.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        heldBytes += length;
        return new EntryContent.Unpacked(bytes, length);
    }

    void release(EntryContent.Unpacked held) {
        heldBytes -= held.length();
    }
}
