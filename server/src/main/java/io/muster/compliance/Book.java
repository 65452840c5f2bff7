package io.muster.compliance;

import io.muster.unit.Unit;
import java.util.List;
import java.util.Map;

/// Where what was counted is kept. One node counts, every node answers from here: an answer costs
/// the same however large the estate is.
public interface Book {
    /// Days for which the series is kept: three years.
    int DAYS_KEPT = 3 * 365 + 1;

    /// Keeps `counts` as what is so now and, in UTC, today, and removes days that are too old.
    void keep(Unit unit, List<Counted> counts);

    /// What was counted last, by evidence.
    Map<String, Counted> latest();

    /// The last count of each day, the oldest first.
    ///
    /// @param days how many at most, the newest ones
    List<Counted> series(String evidence, int days);
}
