package io.muster.discovery;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// A content reader that remembers what it was handed. It says a revocation list for whatever
/// begins with `SEEN`, so that tests have something to count, and a reference for `USES path`.
public final class ContentRecorder implements ContentReader {
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private final Map<String, Handed> handed = new ConcurrentHashMap<>();
    private final LongAdder times = new LongAdder();

    /// @param size what the content said its size is
    /// @param text its first bytes
    public record Handed(String name, long size, String text, Facts facts) {}

    @Override
    public void read(Content content, String source, Consumer<Observation> out) {
        try {
            times.increment();
            byte[] bytes = bytes(content);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            handed.put(
                    content.place().text(),
                    new Handed(content.name(), content.size(), text, content.facts()));
            if (text.startsWith("SEEN")) {
                out.accept(new Observation.RevocationList(content.place(), Bytes.of(bytes)));
            }
            if (text.startsWith("USES ")) {
                out.accept(
                        new Observation.Referenced(
                                content.place(), new Place(text.substring(5)), Facts.NONE));
            }
            if (text.startsWith("FAIL")) {
                throw new IllegalStateException("a fault in a reader");
            }
        } catch (IOException e) {
            out.accept(new Observation.Unreadable(content.place(), "recorder: " + e.getMessage()));
        }
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 << 10];
        int count = content.read(0, buffer, 0, buffer.length);
        while (count >= 0 && bytes.size() < KEPT_BYTES_MAX) {
            bytes.write(buffer, 0, count);
            count = content.read(bytes.size(), buffer, 0, buffer.length);
        }
        return bytes.toByteArray();
    }

    /// What was handed over, by place.
    public Map<String, Handed> handed() {
        return handed;
    }

    /// How often something was handed over.
    public long times() {
        return times.sum();
    }
}
