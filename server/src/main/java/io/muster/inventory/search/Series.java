package io.muster.inventory.search;

import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Instant;
import java.time.InstantSource;

/// Rolling series: of certificates that live less than a day the newest of each identity, issuer
/// and place is listed, and those before it are counted ([Details.RollingSeries]). Ten thousand
/// workloads that renew every hour stay ten thousand rows.
public interface Series {

    /// Folds some of those that are gone, or a week past their end, and have a successor at their
    /// place. What has a finding that its successor has not, was revoked, or was marked by somebody
    /// keeps its row.
    ///
    /// @param after where the step before ended; 0 at first
    Step fold(Unit unit, long after, Instant now);

    /// @param next for the next step; 0 when there is none
    record Step(long next, int folded) {}

    /// Folds everything that can be, step by step.
    ///
    /// @return how many
    static int foldAll(Units units, Series series, InstantSource clock) {
        int folded = 0;
        long after = 0;
        do {
            long from = after;
            Step step = units.writeInBulk(unit -> series.fold(unit, from, clock.instant()));
            folded += step.folded();
            after = step.next();
        } while (after != 0);
        return folded;
    }
}
