package io.muster.roll;

import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sightings in the order in which they came, kept out of the heap's way: about 150 bytes each, in
/// memory up to a limit and in a temporary file beyond it. A sighting is addressed by its offset.
///
/// For one thread at a time, but for [#encode].
final class SightingLog implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int READ_AHEAD = 512;

    private final Path folder;
    private final long memoryLimit;
    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long flushed;
    private Optional<FileChannel> file = Optional.empty();

    /// @param folder where a temporary file may be made
    /// @param memoryLimit bytes to keep in memory before that
    SightingLog(Path folder, long memoryLimit) {
        this.folder = folder;
        this.memoryLimit = memoryLimit;
    }

    /// A sighting as bytes; its subject is not among them. Needs no lock.
    static byte[] encode(Sighting sighting) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(sighting.role().name(), out);
            Instant at = sighting.at();
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            write(sighting.place().text(), out);
            write(sighting.source(), out);
            out.writeShort(sighting.facts().values().size());
            for (Map.Entry<String, Object> fact : sighting.facts().values().entrySet()) {
                write(fact.getKey(), out);
                writeValue(fact.getValue(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Appends what `encode` made.
    ///
    /// @return its address
    long append(byte[] encoded) throws IOException {
        long address = end();
        put(
                new byte[] {
                    (byte) (encoded.length >>> 24),
                    (byte) (encoded.length >>> 16),
                    (byte) (encoded.length >>> 8),
                    (byte) encoded.length
                });
        put(encoded);
        if ((long) chunks.size() * CHUNK > memoryLimit) {
            flushFullChunks();
        }
        return address;
    }

    /// The sighting at `address`, of `subject`.
    Sighting read(long address, Subject subject) throws IOException {
        // One access to the file for all but the largest.
        byte[] begin = get(address, (int) Math.min(READ_AHEAD, end() - address));
        int length = ByteBuffer.wrap(begin).getInt();
        byte[] encoded =
                Integer.BYTES + length <= begin.length
                        ? Arrays.copyOfRange(begin, Integer.BYTES, Integer.BYTES + length)
                        : get(address + Integer.BYTES, length);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            Role role = Role.valueOf(read(in));
            Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
            Place place = new Place(read(in));
            String source = read(in);
            TreeMap<String, Object> facts = new TreeMap<>();
            for (int i = in.readShort(); i > 0; i--) {
                facts.put(read(in).intern(), readValue(in));
            }
            return new Sighting(subject, place, role, source.intern(), at, new Facts(facts));
        }
    }

    private long end() {
        return chunks.isEmpty() ? flushed : flushed + (chunks.size() - 1L) * CHUNK + used;
    }

    private void put(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            if (used == CHUNK) {
                chunks.add(new byte[CHUNK]);
                used = 0;
            }
            int length = Math.min(bytes.length - from, CHUNK - used);
            System.arraycopy(bytes, from, chunks.getLast(), used, length);
            used += length;
            from += length;
        }
    }

    private void flushFullChunks() throws IOException {
        if (file.isEmpty()) {
            Path path = Files.createTempFile(folder, "muster-sightings", ".tmp");
            file =
                    Optional.of(
                            FileChannel.open(
                                    path,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.DELETE_ON_CLOSE));
        }
        FileChannel channel = file.get();
        for (byte[] chunk : chunks.subList(0, chunks.size() - 1)) {
            ByteBuffer buffer = ByteBuffer.wrap(chunk);
            while (buffer.hasRemaining()) {
                flushed += channel.write(buffer, flushed);
            }
        }
        byte[] last = chunks.getLast();
        chunks.clear();
        chunks.add(last);
    }

    private byte[] get(long address, int length) throws IOException {
        byte[] bytes = new byte[length];
        int from = 0;
        while (from < length) {
            long position = address + from;
            if (position < flushed) {
                int wanted = (int) Math.min(length - from, flushed - position);
                int count = file.orElseThrow().read(ByteBuffer.wrap(bytes, from, wanted), position);
                if (count < 0) {
                    throw new IOException("the temporary file of sightings was cut short");
                }
                from += count;
            } else {
                int chunk = (int) ((position - flushed) / CHUNK);
                int offset = (int) ((position - flushed) % CHUNK);
                int wanted = Math.min(length - from, CHUNK - offset);
                System.arraycopy(chunks.get(chunk), offset, bytes, from, wanted);
                from += wanted;
            }
        }
        return bytes;
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void writeValue(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte('s');
                write(text, out);
            }
            case Long number -> {
                out.writeByte('n');
                out.writeLong(number);
            }
            case Boolean flag -> out.writeByte(flag ? 't' : 'f');
            case List<?> list -> {
                out.writeByte('l');
                out.writeInt(list.size());
                for (Object element : list) {
                    write(String.valueOf(element), out);
                }
            }
            default -> throw new IllegalStateException("facts hold nothing else");
        }
    }

    private static Object readValue(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        return switch (kind) {
            case 's' -> read(in);
            case 'n' -> in.readLong();
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> {
                List<String> list = new ArrayList<>();
                for (int i = in.readInt(); i > 0; i--) {
                    list.add(read(in));
                }
                yield list;
            }
            default -> throw new IOException("the temporary file of sightings was changed");
        };
    }

    /// Deletes the temporary file.
    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
