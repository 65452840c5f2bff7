package io.muster.reviews;

import io.muster.inventory.Entity;
import io.muster.inventory.TeamName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Rights that are to be taken away, because a review decided so: a task of a team.
///
/// @param review the id of the review
/// @param reviewed when that began: what it showed may be less by now
/// @param kind of an identity its kind, of a credential its type
/// @param team whose task it is
/// @param decided what was decided, why, by whom and when
/// @param since when the review was closed
/// @param due until when it is to be done
/// @param ended how it ended; empty while it is open
public record Reduction(
        long number,
        String id,
        String review,
        String reviewName,
        Instant reviewed,
        Entity entity,
        String kind,
        String title,
        Optional<TeamName> team,
        Item.Decided decided,
        State state,
        Instant since,
        Instant due,
        Optional<Ended> ended,
        long version) {

    /// How far it is.
    public enum State {
        OPEN,
        /// It may do less.
        DONE,
        /// A later review decided anew.
        DROPPED;

        public static Optional<State> named(String word) {
            return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How it is known that it was done.
    public enum Confirmed {
        /// A scan saw it.
        SCAN,
        /// Somebody said so.
        HAND;

        public static Optional<Confirmed> named(String word) {
            return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The end.
    ///
    /// @param note what was seen, or what somebody says and where it can be seen
    public record Ended(Instant at, String by, Optional<Confirmed> confirmed, String note) {}

    /// Whether it should be done by now and is not.
    public boolean isOverdue(Instant now) {
        return state == State.OPEN && !due.isAfter(now);
    }
}
