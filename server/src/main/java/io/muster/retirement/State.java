package io.muster.retirement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where something stands on its way out.
public enum State {
    /// It was not used for long; its owner has some days to say why.
    FLAGGED,
    /// It is proposed to disable it; its owner decides.
    PROPOSED,
    /// It is to be disabled where it lives: a task.
    DISABLING,
    /// It is disabled, and it is watched whether anything breaks.
    OBSERVING,
    /// It is to be deleted where it lives: a task.
    DELETING,
    /// It is no more.
    GONE,
    /// It stays.
    KEPT;

    public static Optional<State> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing follows.
    public boolean isOver() {
        return this == GONE || this == KEPT;
    }

    /// The next one; empty at the end.
    public Optional<State> next() {
        return switch (this) {
            case FLAGGED -> Optional.of(PROPOSED);
            case PROPOSED -> Optional.of(DISABLING);
            case DISABLING -> Optional.of(OBSERVING);
            case OBSERVING -> Optional.of(DELETING);
            case DELETING -> Optional.of(GONE);
            case GONE, KEPT -> Optional.empty();
        };
    }

    /// Where taking it back leads; empty where only the history knows, or nothing can be.
    public Optional<State> before() {
        return switch (this) {
            case PROPOSED -> Optional.of(FLAGGED);
            // What was disabled is enabled again, which is a task too.
            case DISABLING, OBSERVING -> Optional.of(PROPOSED);
            case DELETING -> Optional.of(OBSERVING);
            case GONE -> Optional.of(DELETING);
            case FLAGGED, KEPT -> Optional.empty();
        };
    }

    /// Whether somebody must have done something elsewhere to get from here to the next one.
    public boolean isTask() {
        return this == DISABLING || this == DELETING;
    }
}
