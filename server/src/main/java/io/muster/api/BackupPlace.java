package io.muster.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where copies of the databases are made, one at a time, while the server runs.
public interface BackupPlace {

    /// Begins a copy.
    ///
    /// @param name one that there is not yet
    /// @return false when another is being made
    boolean begin(String name);

    /// What is there, the newest first, with the one that is being made.
    List<Copy> all();

    /// One copy.
    ///
    /// @param made when it was begun to be made
    /// @param size of all its files in bytes
    /// @param sha256 of the file `backup.properties`, which has those of the others
    /// @param keptUntil when it is removed; empty as long as it is one of the newest, which stay
    /// @param trouble why there is none
    record Copy(
            String name,
            State state,
            Optional<Instant> made,
            long size,
            Optional<String> sha256,
            Optional<Instant> keptUntil,
            Optional<String> trouble) {

        /// How far it is.
        public enum State {
            RUNNING,
            MADE,
            FAILED;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
