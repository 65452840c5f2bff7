package io.muster.cli;

import io.muster.config.PrivateFile;
import io.muster.secret.FingerprintKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// The key under which a scan without a server fingerprints secrets: made on first use, mode 0600,
/// one for each person and machine.
///
/// If it is lost, the next one gives other fingerprints and baselines no longer match; if it is
/// stolen, short secrets can be guessed from documents that carry their fingerprints.
record FingerprintKeyFile(Path path) {
    private static final int LENGTH = 32;

    /// The key, made now when there is none.
    ///
    /// @throws IOException when it cannot be read or made, or is open to others; the message says
    ///   what to do
    FingerprintKey read(SecureRandom random) throws IOException {
        if (!Files.exists(path)) {
            make(random);
        }
        if (new PrivateFile(path).isOpenToOthers()) {
            throw new IOException(
                    "the fingerprint key %s can be read or changed by other accounts; remove it (a new one is made) or run chmod 600"
                            .formatted(path));
        }
        byte[] key = Files.readAllBytes(path);
        if (key.length != LENGTH) {
            throw new IOException(
                    "the fingerprint key %s does not have 32 bytes; remove it, a new one is made"
                            .formatted(path));
        }
        return FingerprintKey.of(key);
    }

    /// Complete or not there at all: written beside and linked into place, so that of two first
    /// runs one wins whole.
    private void make(SecureRandom random) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("the fingerprint key needs a folder to be in");
        }
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path beside =
                Files.createTempFile(
                        folder,
                        "fingerprint",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            byte[] key = new byte[LENGTH];
            random.nextBytes(key);
            Files.write(beside, key);
            Files.createLink(path, beside);
        } catch (FileAlreadyExistsException _) {
            // Another first run was quicker; its key is as good.
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
