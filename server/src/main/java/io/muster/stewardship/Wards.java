package io.muster.stewardship;

import io.muster.inventory.Viewer;
import io.muster.ownership.Directory;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Identities as those see them who assess them.
public interface Wards {

    /// Those that are to be assessed now.
    List<Ward> due(Instant now, int limit);

    /// One, when `viewer` may see it.
    Optional<Ward> ward(Viewer viewer, String id);

    /// Who is known, by name.
    Directory directory();

    /// Tells one directory from another.
    String edition();

    /// The directory by which candidates were last inferred; empty when none were.
    Optional<String> inferredBy();

    void inferredBy(Unit unit, String edition);

    /// Finds some due whose owner is not settled.
    ///
    /// @param after the last row of the step before
    /// @return the last row of this step; 0 at the end
    long inferAgain(Unit unit, long after);

    /// Keeps what follows, and starts and ends the clocks of orphans. What changed since it was
    /// read is left for the next time.
    void keep(Unit unit, List<Assessment> assessed, Charge charge, Instant now);
}
