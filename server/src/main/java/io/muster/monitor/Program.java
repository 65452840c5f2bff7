package io.muster.monitor;

import io.muster.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Where the figures of the program come from and are kept.
///
/// One node measures, every node answers from what was kept: an answer costs the same however large
/// the estate is, and all nodes say the same.
public interface Program {
    /// What a source of which nothing is expected gets to see its places again.
    Duration USUAL_FREQUENCY = Duration.ofDays(30);

    /// Days for which the series is kept: three years.
    int DAYS_KEPT = 3 * 365 + 1;

    /// Counts everything that can be counted, as of `now`, for the estate and for each team that
    /// something is counted of. A metric that nothing tells of is not in the list.
    List<Measure> measure(AgeLimits limits, Instant now);

    /// Keeps `measures` as what is so now and, in UTC, today, and removes days that are too old.
    void keep(Unit unit, List<Measure> measures);

    /// What was kept last of the estate; nothing for what was never measured.
    List<Measure> latest();

    /// The same of what these teams own, all together.
    List<Measure> latest(Set<String> teams);

    /// The last measure of each day, the oldest first.
    ///
    /// @param days how many at most, the newest ones
    List<Measure> series(ProgramMetric metric, int days);

    /// The same of what these teams own, all together: of days that are long ago, one of seven.
    List<Measure> series(ProgramMetric metric, int days, Set<String> teams);
}
