package io.muster.channels;

import io.muster.alerts.Channel.Undelivered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// A secret in a file of its own, read each time it is needed: who changes the file need not start
/// anything again.
public record SecretFile(Path path) {
    private static final int BYTES_MAX = 4_096;

    /// Without the end of its line.
    ///
    /// @throws Undelivered when it cannot be read, or anybody can read it
    String read() throws Undelivered {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new Undelivered(path + " is open to everybody; chmod 600 closes it");
            }
            try (InputStream in = Files.newInputStream(path)) {
                String secret =
                        new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8).strip();
                if (secret.isEmpty()) {
                    throw new Undelivered(path + " is empty");
                }
                return secret;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new Undelivered(path + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
