package io.muster.access;

import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where it is kept who has which role.
public interface RoleGrants {
    /// How many there may be.
    int MAX = 10_000;

    /// All, those that wait included, the newest first.
    List<RoleGrant> all();

    /// Those in force that `account` holds by itself or by a group.
    List<RoleGrant> of(Account account);

    Optional<RoleGrant> find(String id);

    /// Is any there over `team`, in force or not?
    boolean isOver(String team);

    /// Is any in force that gives `role`?
    boolean isGiven(Unit unit, Role role);

    /// @return whether it was new: one holder has a role over a team, or over everything, once
    boolean keep(Unit unit, RoleGrant grant);

    /// Puts a proposal in force, when it still waits.
    ///
    /// @return whether it did
    boolean confirm(Unit unit, RoleGrant confirmed);

    /// @return whether it was there
    boolean remove(Unit unit, String id);

    /// Removes proposals made before `at`.
    ///
    /// @return them
    List<RoleGrant> removeWaiting(Unit unit, Instant at);
}
