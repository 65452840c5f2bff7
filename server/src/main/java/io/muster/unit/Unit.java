package io.muster.unit;

/// One write in progress: what is written with it is kept together or not at all.
///
/// Valid only while the work it was handed to runs, and only in that thread.
public interface Unit {

    /// Runs `action` once when the unit has been kept, and never when it has not.
    void whenKept(Runnable action);
}
