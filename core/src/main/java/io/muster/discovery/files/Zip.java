package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.ContentStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads ZIP archives by their central directory (APPNOTE.TXT 6.3, 4.3), zip64 too.
///
/// The directory decides, as it does for every program that runs what is in the archive; local
/// headers only say where data starts.
final class Zip {
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED_FLAG = 1;
    private static final int ZIP64_EXTRA = 1;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final int BUFFER_BYTES = 8 << 10;

    private final Content content;
    private final ZipDirectory directory;

    private Zip(Content content, ZipDirectory directory) {
        this.content = content;
        this.directory = directory;
    }

    /// Tells `visitor` of every file in `content`.
    ///
    /// @throws IOException when its directory is damaged or missing
    static void visit(Content content, EntryVisitor visitor)
            throws IOException, InterruptedException {
        new Zip(content, ZipDirectory.of(content)).visit(visitor);
    }

    private void visit(EntryVisitor visitor) throws IOException, InterruptedException {
        Inflater inflater = new Inflater(true);
        try {
            var in = new ContentStream(content, directory.start(), directory.end());
            while (in.position() < directory.end()) {
                visit(Central.read(in), visitor, inflater);
            }
        } finally {
            inflater.end();
        }
    }

    private void visit(Central entry, EntryVisitor visitor, Inflater inflater)
            throws IOException, InterruptedException {
        if (entry.isFolder() || entry.size() == 0) {
            return;
        }
        if ((entry.flags() & ENCRYPTED_FLAG) != 0) {
            visitor.refused(entry.name(), "encrypted in the archive");
            return;
        }
        long start;
        try {
            start = dataOf(entry);
        } catch (ZipException e) {
            visitor.refused(entry.name(), Reason.of(e));
            return;
        }
        switch (entry.method()) {
            case STORED -> visitor.stored(entry.name(), start, entry.packedSize());
            case DEFLATED -> {
                inflater.reset();
                var packed = new ContentStream(content, start, start + entry.packedSize());
                visitor.streamed(
                        entry.name(), new InflaterInputStream(packed, inflater, BUFFER_BYTES));
            }
            default ->
                    visitor.refused(
                            entry.name(),
                            "packed with method " + entry.method() + ", which is not unpacked");
        }
    }

    private long dataOf(Central entry) throws IOException {
        long at = directory.shift() + entry.localAt();
        byte[] header = new byte[LOCAL_BYTES];
        boolean inside = at >= 0 && at <= content.size() - LOCAL_BYTES;
        if (!inside
                || new ContentStream(content, at, at + LOCAL_BYTES)
                                .readNBytes(header, 0, LOCAL_BYTES)
                        < LOCAL_BYTES) {
            throw new ZipException("the archive ends before it");
        }
        ByteBuffer local = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw new ZipException("the archive's directory points elsewhere");
        }
        long start = at + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28);
        if (entry.packedSize() < 0 || start > content.size() - entry.packedSize()) {
            throw new ZipException("the archive ends within it");
        }
        return start;
    }

    private static int unsigned(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    /// A row of the central directory (4.3.12).
    // The array is ours alone and never changed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Central(
            byte[] name, int flags, int method, long packedSize, long size, long localAt) {

        static Central read(ContentStream in) throws IOException {
            byte[] row = new byte[CENTRAL_BYTES];
            int count = in.readNBytes(row, 0, CENTRAL_BYTES);
            ByteBuffer fixed = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
            if (count < CENTRAL_BYTES || fixed.getInt(0) != CENTRAL_SIGNATURE) {
                throw new ZipException("its directory is damaged");
            }
            byte[] name = in.readNBytes(unsigned(fixed, 28));
            byte[] extra = in.readNBytes(unsigned(fixed, 30));
            in.skipNBytes(unsigned(fixed, 32));
            var entry =
                    new Central(
                            name,
                            unsigned(fixed, 8),
                            unsigned(fixed, 10),
                            Integer.toUnsignedLong(fixed.getInt(20)),
                            Integer.toUnsignedLong(fixed.getInt(24)),
                            Integer.toUnsignedLong(fixed.getInt(42)));
            return entry.withZip64(ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN));
        }

        /// 4.5.3: only the values that did not fit stand there, in this order.
        private Central withZip64(ByteBuffer extra) {
            while (extra.remaining() >= 4) {
                int id = Short.toUnsignedInt(extra.getShort());
                int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
                if (id == ZIP64_EXTRA) {
                    ByteBuffer values = extra.slice(extra.position(), length);
                    values.order(ByteOrder.LITTLE_ENDIAN);
                    long whole = size == IN_ZIP64 ? next(values) : size;
                    long packed = packedSize == IN_ZIP64 ? next(values) : packedSize;
                    long local = localAt == IN_ZIP64 ? next(values) : localAt;
                    return new Central(name, flags, method, packed, whole, local);
                }
                extra.position(extra.position() + length);
            }
            return this;
        }

        private static long next(ByteBuffer values) {
            return values.remaining() >= Long.BYTES ? values.getLong() : -1;
        }

        boolean isFolder() {
            return name.length > 0 && name[name.length - 1] == '/';
        }
    }
}
