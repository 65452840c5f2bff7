package io.muster.retirement;

import io.muster.retirement.Retirement.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A step that follows by itself: from the clock, or from what scans see.
///
/// @param note why, for people
public record Move(State to, String note, Optional<Confirmed> confirmed) {

    /// How long the clocks run.
    ///
    /// @param flagged until it is proposed to disable what is unused
    /// @param observing until it is proposed to delete what is disabled
    public record Clocks(Duration flagged, Duration observing) {
        /// Of one that comes into `state`.
        public Optional<Duration> of(State state) {
            return switch (state) {
                case FLAGGED -> Optional.of(flagged);
                case OBSERVING -> Optional.of(observing);
                case PROPOSED, DISABLING, DELETING, GONE, KEPT -> Optional.empty();
            };
        }
    }

    /// What follows now; empty when it waits.
    public static Optional<Move> of(Retirement it, Seen seen, Instant now) {
        if (!it.state().isOver() && seen.isGone()) {
            return Optional.of(by(State.GONE, "no scan sees it any more", Confirmed.SCAN));
        }
        boolean over = it.due().filter(due -> !due.isAfter(now)).isPresent();
        return switch (it.state()) {
            case FLAGGED -> {
                if (it.why() == Retirement.Why.UNUSED && !seen.unused()) {
                    yield Optional.of(by(State.KEPT, "it is in use again", Confirmed.SCAN));
                }
                yield over
                        ? Optional.of(clock(State.PROPOSED, "nobody has objected"))
                        : Optional.empty();
            }
            case PROPOSED ->
                    it.why() == Retirement.Why.UNUSED && !seen.unused()
                            ? Optional.of(by(State.KEPT, "it is in use again", Confirmed.SCAN))
                            : Optional.empty();
            case DISABLING ->
                    seen.isDisabled()
                            ? Optional.of(
                                    by(State.OBSERVING, "its provider says so", Confirmed.SCAN))
                            : Optional.empty();
            case OBSERVING -> {
                if (seen.isUsedAfter(it.since())) {
                    yield Optional.of(
                            by(
                                    State.PROPOSED,
                                    "it was used on %s although it was to be disabled"
                                            .formatted(seen.lastUsed().orElseThrow()),
                                    Confirmed.SCAN));
                }
                yield over
                        ? Optional.of(clock(State.DELETING, "nobody has missed it"))
                        : Optional.empty();
            }
            case DELETING, GONE, KEPT -> Optional.empty();
        };
    }

    private static Move by(State to, String note, Confirmed confirmed) {
        return new Move(to, note, Optional.of(confirmed));
    }

    private static Move clock(State to, String note) {
        return new Move(to, note, Optional.empty());
    }
}
