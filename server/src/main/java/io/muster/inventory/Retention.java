package io.muster.inventory;

import io.muster.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is kept for how long. Everything else stays.
public interface Retention {

    /// Removes some of what is older than its time: a few milliseconds of work.
    ///
    /// @return how many rows went; call again while any did
    Removed tidy(Unit unit, Periods periods, Instant now);

    /// @param gone credentials that are nowhere any more, with all that is known of them
    /// @param runs ended runs, with their changes; each source's last one stays
    /// @param history lines of history
    /// @param feed lines of the change feed
    record Periods(Duration gone, Duration runs, Duration history, Duration feed) {}

    /// @param rows how many rows went, by the kind of row
    record Removed(SortedMap<String, Long> rows) {
        public Removed {
            rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        }

        public boolean isNothing() {
            return rows.values().stream().allMatch(it -> it == 0);
        }
    }
}
