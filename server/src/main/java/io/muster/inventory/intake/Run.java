package io.muster.inventory.intake;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One look at a source's targets, by this server or by a scanner elsewhere.
///
/// @param reporter who looks: a node, or the name of a scanner's token
/// @param message why it failed; empty otherwise
public record Run(
        String id,
        String source,
        String reporter,
        State state,
        Instant started,
        Optional<Instant> ended,
        Counts counts,
        String message) {

    /// Where a run stands.
    public enum State {
        RUNNING,
        /// Everything that it could reach was reported; what it completed and did not see is gone.
        COMPLETED,
        /// It could not do its work; nothing is gone.
        FAILED,
        /// Nobody has heard of it for too long; nothing is gone.
        INTERRUPTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What reconciles: `seen = fresh + known + rejected`, in lines of credentials and accounts.
    ///
    /// @param gone sightings that were there before and are no more
    /// @param back sightings that had been gone
    /// @param unreadable places that could not be read
    public record Counts(
            long seen,
            long fresh,
            long known,
            long rejected,
            long gone,
            long back,
            long unreadable,
            long files,
            long bytes,
            long endpoints) {
        /// Nothing yet.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// How much was looked at.
    public record Work(long files, long bytes, long endpoints) {
        public static final Work NONE = new Work(0, 0, 0);
    }
}
