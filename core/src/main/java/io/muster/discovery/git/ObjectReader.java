package io.muster.discovery.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads objects, for one thread. Keeps what it unpacked last, because the next object is most
/// often a delta of one of these.
final class ObjectReader implements AutoCloseable {
    /// Twice what git itself writes at most.
    private static final int CHAIN_MAX = 8192;

    private static final int KEPT_BYTES_MAX = 32 << 20;
    private static final int WINDOW_BYTES = 16 << 10;
    private static final int FIRST_BYTES = 256 << 10;
    private static final int OFFSET_DELTA = 6;
    private static final int ID_DELTA = 7;

    /// Type and size, and a base of 32 bytes.
    private static final int HEADER_BYTES_MAX = 48;

    private final ObjectStore store;
    private final int bytesMax;
    private final Inflater inflater = new Inflater();
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private final LinkedHashMap<Key, GitObject> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long keptBytes;
    private @Nullable FileChannel windowOf;
    private long windowStart;
    private int windowLength;

    /// @param bytesMax a larger object is refused
    ObjectReader(ObjectStore store, int bytesMax) {
        this.store = store;
        this.bytesMax = bytesMax;
    }

    private record Key(int pack, long offset) {}

    /// @param dataAt where its packed bytes begin
    private record Link(long offset, long dataAt, long size) {}

    GitObject read(int number) throws IOException {
        return switch (store.location(number)) {
            case ObjectStore.Location.Loose it -> it.objects().read(it.row(), bytesMax);
            case ObjectStore.Location.Packed it ->
                    read(it.pack(), it.order(), it.pack().index().offset(it.row()));
        };
    }

    private GitObject read(Pack pack, int order, long start) throws IOException {
        Deque<Link> chain = new ArrayDeque<>();
        long offset = start;
        Optional<GitObject> base = kept(order, offset);
        while (base.isEmpty()) {
            Header header = new Header(pack, offset);
            if (header.type != OFFSET_DELTA && header.type != ID_DELTA) {
                var type = GitObject.Type.of(header.type);
                var whole = new GitObject(type, inflate(pack, header.end, header.size));
                keep(order, offset, whole);
                base = Optional.of(whole);
            } else if (chain.size() == CHAIN_MAX) {
                throw new Damaged("its chain of deltas has no end");
            } else {
                long baseAt =
                        header.type == OFFSET_DELTA ? offset - header.back() : header.baseById();
                chain.push(new Link(offset, header.end, header.size));
                offset = baseAt;
                base = kept(order, offset);
            }
        }
        return unfold(pack, order, base.get(), chain);
    }

    private GitObject unfold(Pack pack, int order, GitObject base, Deque<Link> chain)
            throws IOException {
        GitObject made = base;
        for (Link link : chain) {
            byte[] delta = inflate(pack, link.dataAt(), link.size());
            made = new GitObject(base.type(), Delta.apply(made.content(), delta, bytesMax));
            keep(order, link.offset(), made);
        }
        return made;
    }

    private Optional<GitObject> kept(int pack, long offset) {
        return Optional.ofNullable(kept.get(new Key(pack, offset)));
    }

    private void keep(int pack, long offset, GitObject object) {
        if (kept.put(new Key(pack, offset), object) == null) {
            keptBytes += object.content().length;
        }
        var oldest = kept.entrySet().iterator();
        while (keptBytes > KEPT_BYTES_MAX && oldest.hasNext()) {
            Map.Entry<Key, GitObject> entry = oldest.next();
            keptBytes -= entry.getValue().content().length;
            oldest.remove();
        }
    }

    /// Type, size and base of a packed object.
    private final class Header {
        private final int type;
        private final long size;
        private final Pack pack;
        private final long offset;
        private long end;

        Header(Pack pack, long offset) throws IOException {
            this.pack = pack;
            this.offset = offset;
            if (offset < 12 || offset >= pack.end()) {
                throw new Damaged("the pack ends before it");
            }
            aim(pack, offset, HEADER_BYTES_MAX);
            int b = next();
            this.type = b >> 4 & 7;
            long length = b & 0xf;
            for (int shift = 4; (b & 0x80) != 0; shift += 7) {
                b = next();
                if (shift > 53) {
                    throw new Damaged("an object has an impossible size");
                }
                length |= (long) (b & 0x7f) << shift;
            }
            this.size = length;
            this.end = position();
        }

        private int next() throws Damaged {
            if (!window.hasRemaining()) {
                throw new Damaged("the pack ends early");
            }
            return window.get() & 0xff;
        }

        /// How far before this object its base begins.
        private long back() throws Damaged {
            int b = next();
            long back = b & 0x7f;
            while ((b & 0x80) != 0) {
                b = next();
                back = (back + 1) << 7 | (b & 0x7f);
                if (back > offset) {
                    break;
                }
            }
            if (back < 1 || back > offset) {
                throw new Damaged("a delta's base is outside the pack");
            }
            end = position();
            return back;
        }

        private long baseById() throws Damaged {
            byte[] id = new byte[store.hashBytes()];
            for (int i = 0; i < id.length; i++) {
                id[i] = (byte) next();
            }
            end = position();
            int row = pack.index().find(id, 0);
            if (row < 0) {
                throw new Damaged("a delta's base is missing");
            }
            return pack.index().offset(row);
        }

        private long position() {
            return windowStart + window.position();
        }
    }

    /// Makes the window begin with what stands at `position`; what is there already is not read
    /// again.
    private void aim(Pack pack, long position, int bytesMin) throws IOException {
        long inWindow = position - windowStart;
        if (windowOf == pack.channel() && inWindow >= 0 && inWindow + bytesMin <= windowLength) {
            window.limit(windowLength).position((int) inWindow);
            return;
        }
        window.clear();
        while (window.hasRemaining()) {
            int count = pack.channel().read(window, position + window.position());
            if (count <= 0) {
                break;
            }
        }
        window.flip();
        windowOf = pack.channel();
        windowStart = position;
        windowLength = window.limit();
    }

    /// Unpacks `size` bytes, and checks that there are not more. Room is made as bytes come, not as
    /// the size promises.
    private byte[] inflate(Pack pack, long start, long size) throws IOException {
        if (size > bytesMax) {
            throw new Damaged("it is larger than " + (bytesMax >> 20) + " MiB");
        }
        inflater.reset();
        byte[] content = new byte[(int) Math.min(size, FIRST_BYTES)];
        int length = 0;
        long position = start;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    aim(pack, position, 1);
                    if (!window.hasRemaining()) {
                        throw new Damaged("the pack ends within it");
                    }
                    position += window.remaining();
                    inflater.setInput(window);
                }
                if (length == content.length && length < size) {
                    content = Arrays.copyOf(content, (int) Math.min(2L * length, size));
                }
                int count = inflater.inflate(content, length, content.length - length);
                length += count;
                if (count == 0 && length == size && !inflater.needsInput()) {
                    return endOf(content);
                }
                if (inflater.needsDictionary()) {
                    throw new Damaged("an object is damaged");
                }
            }
        } catch (DataFormatException e) {
            throw new Damaged("an object is damaged");
        }
        if (length < size) {
            throw new Damaged("an object ends early");
        }
        return content;
    }

    /// All bytes are there; what may be left is the checksum.
    private byte[] endOf(byte[] content) throws DataFormatException, Damaged {
        byte[] more = new byte[1];
        if (inflater.inflate(more) > 0) {
            throw new Damaged("an object is longer than it says");
        }
        return content;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
