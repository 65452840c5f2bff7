package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;

/// What lies in an archive: a part of the archive's bytes when it is stored as it is, or unpacked
/// bytes.
///
/// @param file what all of it lies in; its facts are the entry's too: who may read the file may
///   read what is in it
/// @param archive the place of the archive that the entry is in, which may itself be an entry
/// @param bytes where the entry's bytes are
record EntryContent(Content file, Place archive, Place place, String name, Region bytes)
        implements Content {

    /// Bytes that can be read at random.
    sealed interface Region {
        long size();

        int read(long position, byte[] target, int index, int length) throws IOException;
    }

    /// Bytes that stand in the archive as they are.
    record Stored(Content archive, long start, long size) implements Region {
        @Override
        public int read(long position, byte[] target, int index, int length) throws IOException {
            if (position >= size) {
                return -1;
            }
            int wanted = (int) Math.min(length, size - position);
            return archive.read(start + position, target, index, wanted);
        }
    }

    /// Bytes that were unpacked.
    // The array is never handed out and never changed: copying it would double the memory of every
    // entry.
    @SuppressWarnings("ArrayRecordComponent")
    record Unpacked(byte[] content, int length) implements Region {
        @Override
        public long size() {
            return length;
        }

        @Override
        public int read(long position, byte[] target, int index, int wanted) {
            if (position >= length) {
                return -1;
            }
            int count = (int) Math.min(wanted, length - position);
            System.arraycopy(content, (int) position, target, index, count);
            return count;
        }
    }

    @Override
    public Facts facts() {
        return file.facts().with("archive", archive.text());
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public int read(long position, byte[] target, int index, int length) throws IOException {
        return bytes.read(position, target, index, length);
    }
}
