package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// An open file. Its beginning is read once and kept, so that a small file costs one system call
/// however often it is looked at.
///
/// What the file system said is turned into facts and a place only when somebody asks: almost no
/// file holds a credential.
final class FileContent implements Content {
    /// Most files that hold a credential are smaller.
    static final int HEAD_BYTES = 64 << 10;

    /// The platform copies what is read through a buffer of its own, of this size at most.
    private static final int READ_BYTES_MAX = 256 << 10;

    private final String host;
    private final Path path;
    private final Status status;
    private final SeekableByteChannel channel;
    private final Deadline deadline;
    private final ByteBuffer head;
    private long position;
    private Optional<Place> place = Optional.empty();

    /// @param head filled here; nobody else's while this is in use
    FileContent(
            String host,
            Path path,
            Status status,
            SeekableByteChannel channel,
            Deadline deadline,
            ByteBuffer head)
            throws IOException {
        this.host = host;
        this.path = path;
        this.status = status;
        this.channel = channel;
        this.deadline = deadline;
        this.head = head.clear();
        while (head.hasRemaining() && position < status.size()) {
            int count = channel.read(head);
            if (count < 0) {
                break;
            }
            position += count;
        }
        head.flip();
    }

    @Override
    public Place place() {
        Place known = place.orElseGet(() -> placeOf(host, path));
        place = Optional.of(known);
        return known;
    }

    static Place placeOf(String host, Path path) {
        return new Place("file://" + host).inside(Escaped.of(path));
    }

    @Override
    public String name() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public Facts facts() {
        return Facts.of(
                Map.of(
                        "mode", status.permissions(),
                        "owner", Integer.toUnsignedString(status.user()),
                        "group", Integer.toUnsignedString(status.group()),
                        "size", status.size(),
                        "modified", status.modified().toInstant().toString()));
    }

    /// As large as it was when it was opened: what is appended meanwhile belongs to the next run.
    @Override
    public long size() {
        return status.size();
    }

    @Override
    public int read(long from, byte[] target, int index, int length) throws IOException {
        if (from < head.limit()) {
            int count = Math.min(length, head.limit() - (int) from);
            head.get((int) from, target, index, count);
            return count;
        }
        if (from >= status.size() || head.limit() < head.capacity()) {
            return -1;
        }
        deadline.check();
        if (from != position) {
            channel.position(from);
        }
        int wanted = (int) Math.min(Math.min(length, READ_BYTES_MAX), status.size() - from);
        int count = channel.read(ByteBuffer.wrap(target, index, wanted));
        position = from + Math.max(count, 0);
        return count;
    }
}
