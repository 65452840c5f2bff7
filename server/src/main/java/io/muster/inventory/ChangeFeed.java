package io.muster.inventory;

import java.time.Instant;
import java.util.List;

/// Everything that changed, in order, for those who follow along. Old lines are removed: who was
/// away for long reads everything again.
public interface ChangeFeed {

    /// The number of the newest line; 0 when there is none.
    long newest();

    /// The lines after `number`, in order.
    List<Change> after(long number, int limit);

    /// @param kind `new`, `changed`, `gone`, `back`, `merged`, `split`, `judged`, `removed`
    record Change(long number, Instant at, Entity entity, String kind) {}
}
