package io.muster.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A file with a secret in it (a key, a token, the sign-in link): of use only while nobody but its
/// owner may read or change it.
public record PrivateFile(Path path) {
    private static final long BYTES_MAX = 1 << 20;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    /// Whether other accounts may read or change it.
    ///
    /// @throws IOException when it is not there
    public boolean isOpenToOthers() throws IOException {
        return !Collections.disjoint(OTHERS, Files.getPosixFilePermissions(path));
    }

    /// Its text, of 1 MiB at most.
    ///
    /// @throws IOException when others may read or change it; the message says what to do
    public String read() throws IOException {
        if (isOpenToOthers()) {
            throw new IOException(
                    "%s can be read or changed by other accounts; run chmod 600 on it"
                            .formatted(path));
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new IOException("%s is too large to be what it should be".formatted(path));
        }
        return Files.readString(path);
    }

    /// Puts `text` there, whole or not at all, with mode 0600 from its first byte.
    public void write(String text) throws IOException {
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
