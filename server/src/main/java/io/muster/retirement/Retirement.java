package io.muster.retirement;

import io.muster.inventory.Entity;
import io.muster.inventory.TeamName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something on its way out.
///
/// @param kind of an identity its kind, of a credential its type
/// @param team whose it is
/// @param reason in words
/// @param since when it came into this state
/// @param due when the clock of the state runs down; empty without one
public record Retirement(
        long number,
        String id,
        Entity entity,
        String kind,
        String title,
        Optional<TeamName> team,
        State state,
        Why why,
        String reason,
        Instant begun,
        Instant since,
        Optional<Instant> due,
        long version) {

    /// Why it is on that way.
    public enum Why {
        UNUSED,
        REVIEW,
        PERSON,
        OWNER_GONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How it is known that something happened elsewhere.
    public enum Confirmed {
        /// A scan saw it.
        SCAN,
        /// Somebody said so.
        HAND;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A step there, or back.
    public record Step(
            Instant at,
            String actor,
            State from,
            State to,
            String note,
            Optional<Confirmed> confirmed) {}
}
