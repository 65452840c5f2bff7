package io.muster.compliance;

import io.muster.inventory.search.Total;
import java.time.Instant;
import java.util.Locale;

/// What a piece of evidence was at a time.
///
/// @param evidence its id
/// @param found how many gaps there are, or of what there should be, how many
/// @param of of how many
public record Counted(String evidence, Instant at, Total found, Total of, State state) {

    /// How it stands.
    public enum State {
        GOOD,
        /// Between a target and an alert line.
        PARTLY,
        GAP,
        /// Nobody can tell.
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Of rows that were counted.
    static Counted of(String evidence, Instant at, Total found, Total of, Evidence.Wanted wanted) {
        boolean some = found.number() > 0 || found.isAtLeast();
        boolean known = some || of.number() > 0 || of.isAtLeast();
        State state =
                !known
                        ? State.UNKNOWN
                        : some == (wanted == Evidence.Wanted.SOME) ? State.GOOD : State.GAP;
        return new Counted(evidence, at, found, of, state);
    }
}
