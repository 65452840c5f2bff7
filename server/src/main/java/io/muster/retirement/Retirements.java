package io.muster.retirement;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is on its way out.
public interface Retirements {

    /// The newest first.
    List<Retirement> list(Viewer viewer, Optional<State> state, OptionalLong before, int limit);

    Optional<Retirement> find(Viewer viewer, String id);

    /// Those of one identity or credential, the newest first.
    List<Retirement> of(Viewer viewer, Entity entity);

    List<Retirement.Step> steps(String id);

    /// What scans see of it now.
    Seen seen(Retirement it);

    /// Proposes to disable something.
    ///
    /// @throws io.muster.inventory.Refused when it is not there, or on its way already
    Retirement propose(
            Unit unit, Viewer viewer, Entity entity, String reason, Actor actor, Instant now);

    /// Goes a step, there or back.
    ///
    /// @throws io.muster.inventory.Refused when it was changed meanwhile
    Retirement move(Unit unit, Retirement it, Move move, Actor actor, Instant now);

    /// The last step before the end `state` was reached.
    Optional<Retirement.Step> last(String id);

    /// Flags what policy finds unused.
    ///
    /// @param after the number that the part before answered; 0 at the beginning
    /// @return where the next part begins; 0 when there is none
    long flag(Unit unit, long after, Instant now);

    /// Those that are to be looked at.
    List<Retirement> due(Instant now, int limit);

    /// It was looked at and stays where it is.
    void looked(Unit unit, Retirement it, Instant again);
}
