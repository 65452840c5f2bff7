package io.muster.reviews;

import io.muster.inventory.query.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One review: what is looked at, by when, and how far that has got.
///
/// @param list identities or credentials
/// @param q what of them
/// @param teams whose alone; empty for all
/// @param occasion of one that the server began by itself, such as `accounts 2026`; else empty
/// @param due by when all is decided
/// @param note of whoever closed it, or why it could not be begun
/// @param digest of a closed one: the SHA-256 over its decisions, in hex
/// @param counts of all parts that the viewer sees
public record Campaign(
        long number,
        String id,
        String name,
        Listing list,
        String q,
        List<String> teams,
        String occasion,
        State state,
        Instant started,
        String startedBy,
        Instant due,
        Optional<Instant> closed,
        String closedBy,
        String note,
        String digest,
        Counts counts,
        long version) {
    public Campaign {
        teams = List.copyOf(teams);
    }

    /// How far it is.
    public enum State {
        /// What is there is being written down.
        PREPARING,
        OPEN,
        CLOSED;

        public static Optional<State> named(String word) {
            return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether it should have been closed.
    public boolean isOverdue(Instant now) {
        return state == State.OPEN && !due.isAfter(now) && counts.undecided() > 0;
    }

    /// How many of what.
    ///
    /// @param attention how many must be looked at by themselves
    public record Counts(long items, long attention, long kept, long reduced, long retired) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public long decided() {
            return kept + reduced + retired;
        }

        public long undecided() {
            return items - decided();
        }
    }

    /// The part of one team.
    ///
    /// @param team who decides; empty when only those who see everything do
    /// @param parent whom it is escalated to
    /// @param told what its reviewers were last reminded of
    public record Part(
            Optional<String> team,
            Optional<String> name,
            Optional<String> parent,
            Counts counts,
            String told) {}
}
