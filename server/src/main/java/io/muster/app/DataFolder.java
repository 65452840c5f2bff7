package io.muster.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder of everything a server keeps, open to its owner alone. One server at a time: the lock
/// goes when its process does, however that ends.
final class DataFolder implements AutoCloseable {
    private static final String ENTER_OWNER_ONLY = "rwx------";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes the folder when it is not there, and takes it.
    ///
    /// @throws IOException when it cannot be written, or another server has it; the message says
    ///   what to do
    static DataFolder take(Path path) throws IOException {
        make(path);
        Path lock = path.resolve("lock");
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            lock,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw notWritable(path, e);
        }
        try {
            if (!locked(channel)) {
                throw new IOException(
                        "another server (process %s) has the data folder %s; end it, or choose another with --data"
                                .formatted(owner(channel), path));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new DataFolder(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Makes the folder when it is not there, without taking it: for a command beside the server.
    static Path make(Path path) throws IOException {
        try {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(ENTER_OWNER_ONLY)));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "the data folder %s is a file; choose another with --data".formatted(path), e);
        } catch (FileSystemException e) {
            throw notWritable(path, e);
        }
        String permissions =
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        if (!permissions.endsWith("------")) {
            throw new IOException(
                    "the data folder %s can be entered by other accounts; run chmod 700 on it"
                            .formatted(path));
        }
        return path;
    }

    Path path() {
        return path;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.matches("[0-9]+") ? pid : "unknown";
    }

    private static IOException notWritable(Path path, IOException cause) {
        return new IOException(
                "the data folder %s cannot be written; make it yours, or choose another with --data"
                        .formatted(path),
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
