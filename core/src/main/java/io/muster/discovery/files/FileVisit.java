package io.muster.discovery.files;

import io.muster.discovery.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads files one after another, for one thread.
final class FileVisit {
    private final String host;
    private final Unpacking unpacking;
    private final Consumer<Observation> out;
    private final ByteBuffer head = ByteBuffer.allocateDirect(FileContent.HEAD_BYTES);

    FileVisit(String host, Unpacking unpacking, Consumer<Observation> out) {
        this.host = host;
        this.unpacking = unpacking;
        this.out = out;
    }

    /// Opens a file.
    @FunctionalInterface
    interface Opener {
        SeekableByteChannel open(Path path) throws IOException;
    }

    void read(Path path, Status status, Opener opener) throws InterruptedException {
        try (SeekableByteChannel channel = opener.open(path)) {
            unpacking.read(
                    new FileContent(host, path, status, channel, unpacking.deadline(), head), out);
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("stopped while reading");
        } catch (NoSuchFileException e) {
            // Deleted since its folder was listed: it is not there, so there is nothing to say.
            return;
        } catch (IOException e) {
            out.accept(new Observation.Unreadable(FileContent.placeOf(host, path), Reason.of(e)));
        }
    }
}
