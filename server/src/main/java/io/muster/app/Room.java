package io.muster.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Whether the disk of the data folder has room left.
record Room(Path folder) {
    private static final long LEAST = 256L << 20;

    /// What to do when it has not; told before nothing more can be written.
    Optional<String> trouble() {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= LEAST
                    ? Optional.empty()
                    : Optional.of(
                            "less than 256 MB are free on the disk of the data folder; make room");
        } catch (IOException _) {
            return Optional.of("the disk of the data folder cannot be asked how much is free");
        }
    }
}
