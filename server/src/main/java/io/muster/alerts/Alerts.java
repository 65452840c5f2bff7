package io.muster.alerts;

import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Alerts that were raised.
public interface Alerts {

    /// Keeps `alert` unless the same was raised before; its level follows from those before it of
    /// the same kind and subject that nobody acknowledged.
    ///
    /// @return whether it is new
    boolean raise(Unit unit, Alert alert);

    /// Newest first.
    Listing list(Viewer viewer, Question question);

    Optional<Row> find(Viewer viewer, String id);

    /// Somebody knows: this one, and those before it of the same kind and subject.
    ///
    /// @return how many
    /// @throws io.muster.inventory.Refused when there is no such alert
    int acknowledge(Unit unit, String id, Actor actor, Instant now);

    /// Removes what was raised before `before`, some rows at once.
    ///
    /// @return how many
    int tidy(Unit unit, Instant before);

    /// How it is with an alert.
    enum State {
        /// On its way to somebody, or held.
        PENDING,
        /// Everybody who should has it.
        SENT,
        /// Somebody could not be reached, and nobody tries any more.
        FAILED,
        /// There is no channel for it.
        UNROUTED,
        /// Somebody said that they know.
        ACKNOWLEDGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> named(String word) {
            return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
        }
    }

    /// What is asked for; what is empty is anything.
    ///
    /// @param text to be in the title or the message
    /// @param before only rows below this number
    record Question(
            Optional<State> state,
            Optional<AlertKind> kind,
            String text,
            Optional<Long> before,
            int limit) {}

    /// An alert as it is kept.
    record Row(
            long number,
            Alert alert,
            State state,
            Optional<Instant> acknowledged,
            String acknowledgedBy) {}

    /// @param total how many there are, counted to 10,000
    record Listing(List<Row> rows, boolean more, long total) {
        public Listing {
            rows = List.copyOf(rows);
        }
    }
}
