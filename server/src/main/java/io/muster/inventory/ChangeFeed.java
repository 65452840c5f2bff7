package io.muster.inventory;

import java.time.Instant;
import java.util.List;

/// Everything that changed, in order, for those who follow along. Old lines are removed: who was
/// away for long reads everything again.
public interface ChangeFeed {

    /// The number of the newest line; 0 when there is none.
    long newest();

    /// Those of the `limit` lines after `number` that `viewer` may see, in order.
    Part after(Viewer viewer, long number, int limit);

    /// @param last the number of the last line that was looked at, seen or not
    record Part(List<Change> changes, long last) {
        public Part {
            changes = List.copyOf(changes);
        }
    }

    /// @param kind `new`, `changed`, `gone`, `back`, `merged`, `split`, `judged`, `removed`
    record Change(long number, Instant at, Entity entity, String kind) {}
}
