package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.ContentStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/// Where the central directory of a ZIP archive is.
///
/// @param start of the directory in the content
/// @param end just after the directory
/// @param shift how far all offsets are off, because something stands before the archive (a
///   launcher script)
record ZipDirectory(long start, long end, long shift) {
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int COMMENT_BYTES_MAX = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final long IN_ZIP64 = 0xffffffffL;

    /// @throws IOException when there is none
    static ZipDirectory of(Content content) throws IOException {
        long tailStart = Math.max(content.size() - END_BYTES - COMMENT_BYTES_MAX, 0);
        ByteBuffer tail = bytes(content, tailStart, (int) (content.size() - tailStart));
        for (int i = tail.limit() - END_BYTES; i >= 0; i--) {
            int comment = Short.toUnsignedInt(tail.getShort(i + 20));
            if (tail.getInt(i) == END_SIGNATURE && i + END_BYTES + comment <= tail.limit()) {
                return of(content, tail, i, tailStart + i);
            }
        }
        throw new ZipException("it has no directory at its end");
    }

    /// @param at where the end record stands in `tail`
    /// @param endAt where it stands in the content
    private static ZipDirectory of(Content content, ByteBuffer tail, int at, long endAt)
            throws IOException {
        long size = Integer.toUnsignedLong(tail.getInt(at + 12));
        long start = Integer.toUnsignedLong(tail.getInt(at + 16));
        if (size == IN_ZIP64 || start == IN_ZIP64) {
            return ofZip64(content, endAt);
        }
        if (start < endAt && bytes(content, start, 4).getInt(0) == CENTRAL_SIGNATURE) {
            // Offsets hold as they are; whoever added something at the end got the size wrong.
            return checked(start, endAt, 0);
        }
        return checked(endAt - size, endAt, endAt - size - start);
    }

    private static ZipDirectory ofZip64(Content content, long endAt) throws IOException {
        ByteBuffer locator = bytes(content, endAt - LOCATOR_BYTES, LOCATOR_BYTES);
        if (locator.getInt(0) != LOCATOR_SIGNATURE) {
            throw new ZipException("its zip64 directory is missing");
        }
        long end64At = locator.getLong(8);
        ByteBuffer end64 = bytes(content, end64At, END64_BYTES);
        if (end64.getInt(0) != END64_SIGNATURE) {
            throw new ZipException("its zip64 directory is missing");
        }
        long size = end64.getLong(40);
        long start = end64.getLong(48);
        return checked(end64At - size, end64At, end64At - size - start);
    }

    private static ZipDirectory checked(long start, long end, long shift) throws ZipException {
        if (start < 0 || start > end || shift < 0) {
            throw new ZipException("its directory is damaged");
        }
        return new ZipDirectory(start, end, shift);
    }

    private static ByteBuffer bytes(Content content, long start, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (start < 0
                || new ContentStream(content, start, start + length).readNBytes(bytes, 0, length)
                        < length) {
            throw new ZipException("it ends early");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
