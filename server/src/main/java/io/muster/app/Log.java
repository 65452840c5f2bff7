package io.muster.app;

import io.muster.http.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// What happened, one JSON object a line: `at`, `level`, `message`, and what belongs to it.
///
/// A file is put aside at 16 MB as `.1`, and the one before that goes. A log that cannot be written
/// stops nothing. Of an exception there stand its class and where it arose, never its words: nobody
/// has checked that they are free of secrets.
final class Log implements Closeable {
    private static final long BYTES_MAX = 16 << 20;
    private static final int FRAMES_MAX = 12;

    private final InstantSource clock;
    private final Target target;
    private final ReentrantLock lock = new ReentrantLock();

    private Log(InstantSource clock, Target target) {
        this.clock = clock;
        this.target = target;
    }

    /// Where lines go.
    private interface Target extends Closeable {
        void write(byte[] line) throws IOException;
    }

    /// Opens the log once there is a data folder.
    @FunctionalInterface
    interface Maker {
        Log make(Path folder, InstantSource clock) throws IOException;
    }

    /// A log in a file.
    static Log into(Path file, InstantSource clock) throws IOException {
        return new Log(clock, new LogFile(file));
    }

    /// A log to a stream that somebody else closes.
    static Log to(OutputStream stream, InstantSource clock) {
        return new Log(
                clock,
                new Target() {
                    @Override
                    public void write(byte[] line) throws IOException {
                        stream.write(line);
                        stream.flush();
                    }

                    @Override
                    public void close() {}
                });
    }

    void info(String message, Map<String, ?> about) {
        write("info", message, about);
    }

    void error(String message, Throwable cause, Map<String, ?> about) {
        Map<String, Object> more = new LinkedHashMap<>(about);
        more.put("cause", trace(cause));
        write("error", message, more);
    }

    private void write(String level, String message, Map<String, ?> about) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("level", level);
        line.put("message", message);
        line.putAll(about);
        byte[] text = (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            target.write(text);
        } catch (IOException _) {
            // A full disk must not take the server with it; /readyz tells of the disk.
        } finally {
            lock.unlock();
        }
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable it = thrown; it != null && depth < 4; it = it.getCause(), depth++) {
            text.append(depth == 0 ? "" : " < ").append(it.getClass().getName());
            Stream.of(it.getStackTrace())
                    .limit(FRAMES_MAX)
                    .forEach(frame -> text.append(" | ").append(frame));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    private static final class LogFile implements Target {
        private final Path path;
        private OutputStream out;
        private long bytes;

        LogFile(Path path) throws IOException {
            this.path = path;
            this.out = open();
            this.bytes = Files.size(path);
        }

        @Override
        public void write(byte[] line) throws IOException {
            if (bytes > BYTES_MAX) {
                out.close();
                Files.move(
                        path,
                        path.resolveSibling(path.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
                out = open();
                bytes = 0;
            }
            out.write(line);
            bytes += line.length;
        }

        private OutputStream open() throws IOException {
            return Files.newOutputStream(
                    path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
