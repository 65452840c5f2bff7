package io.muster.jobs;

import java.time.Duration;
import java.time.Instant;

/// Who does what: at most one node holds a name at a time, and a node that died loses it by itself.
public interface Leases {

    /// Takes `name` for `holder`, or keeps it when `holder` has it already.
    ///
    /// @param now the holder's clock; nodes whose clocks differ by more than `length` are not kept
    ///   apart
    /// @return false when somebody else holds it
    boolean hold(String name, String holder, Instant now, Duration length);

    /// Gives `name` back; nothing happens when `holder` does not have it.
    void release(String name, String holder);
}
