package io.muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A file with a secret in it: of use only while nobody but its owner may read or change it.
record PrivateFile(Path path) {
    private static final long BYTES_MAX = 1 << 16;
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    /// Its text, without blanks around it.
    ///
    /// @throws IOException when others may read or change it; the message says what to do
    String read() throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OTHERS);
        permissions.retainAll(Files.getPosixFilePermissions(path));
        if (!permissions.isEmpty()) {
            throw new IOException(
                    "%s can be read or changed by other accounts; run chmod 600 on it"
                            .formatted(path));
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new IOException(path + " is too large to be what it should be");
        }
        return Files.readString(path).strip();
    }
}
