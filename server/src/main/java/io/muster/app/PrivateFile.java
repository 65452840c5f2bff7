package io.muster.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A file that its owner alone may read: keys, the sign-in link.
record PrivateFile(Path path) {
    private static final long BYTES_MAX = 1 << 20;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    /// Its text.
    ///
    /// @throws IOException when others may read or change it; the message says what to do
    String read() throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
        others.retainAll(Files.getPosixFilePermissions(path));
        if (!others.isEmpty()) {
            throw new IOException(
                    "%s can be read or changed by other accounts; run chmod 600 on it"
                            .formatted(path));
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new IOException("%s is too large to be what it should be".formatted(path));
        }
        return Files.readString(path);
    }

    /// Puts `text` there, whole or not at all.
    void write(String text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path beside =
                Files.createTempFile(
                        folder,
                        "." + path.getFileName(),
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(
                    beside,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
