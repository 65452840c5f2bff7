package io.muster.monitor;

import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Where figures are counted and kept. One node counts, every node answers from what was kept: an
/// answer costs the same however large the estate is.
public interface Figures {
    /// Days for which a series is kept: three years.
    int DAYS_KEPT = 3 * 365 + 1;

    /// Days for which each day of a team is kept; of those before, one of seven.
    int TEAM_DAYS_KEPT = 100;

    /// Counts what can be counted now, for the estate and for each team that owns something, as
    /// [Figure#ofTeam] calls it. What nothing tells of is not in the list.
    List<Figure> count(Instant now);

    /// Keeps `figures` as what is so now and, in UTC, today, and removes days that are too old.
    void keep(Unit unit, List<Figure> figures);

    /// What was kept last of all whose names begin with `prefix`, if that was within a day of the
    /// newest: what is not counted any more is not there any more.
    List<Figure> latest(String prefix);

    /// The same of what these teams own, all together.
    List<Figure> latest(String prefix, Set<String> teams);

    /// The last of each day of all whose names begin with `prefix`, by name and day.
    ///
    /// @param days how many at most, the newest ones
    List<Figure> series(String prefix, int days);

    /// The same of what these teams own, all together.
    List<Figure> series(String prefix, int days, Set<String> teams);
}
