package io.muster.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.search.Page;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Identities that nobody owns, each with a clock: when it has run down, it is escalated, and it is
/// proposed that the identity be decommissioned.
public interface Orphans {

    /// What has become of an orphan.
    enum State {
        /// Its clock runs.
        OPEN,
        /// Its clock has run down, and nobody has decided yet.
        ESCALATED,
        /// It is to be decommissioned: it is on its way out, step by step.
        ACCEPTED,
        /// It stays, and still needs an owner.
        DECLINED;

        public static Optional<State> named(String text) {
            return Arrays.stream(values()).filter(it -> it.toString().equals(text)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One of them.
    ///
    /// @param id of the identity
    /// @param assigned who looks for its owner; absent when that team is not there
    /// @param due when the clock runs down, or ran
    /// @param decidedBy who accepted or declined the proposal
    /// @param suggestion the most probable owner
    record Orphan(
            String id,
            String kind,
            String name,
            State state,
            Instant found,
            Instant due,
            Optional<TeamName> assigned,
            Optional<Instant> escalated,
            Optional<String> decidedBy,
            Optional<String> reason,
            long risk,
            Optional<Suggestions.Suggestion> suggestion) {}

    /// Those whose clock runs down first, first. Who sees some teams' things sees those that these
    /// teams look after, and which of their teams may own them.
    ///
    /// @param cursor of the page before
    Page<Orphan> orphans(Viewer viewer, Optional<State> state, Optional<String> cursor, int limit);

    /// Escalates those whose clock has run down.
    ///
    /// @return how many; as long as that is `limit`, there may be more
    int escalate(Unit unit, Instant now, int limit);

    /// Those that were escalated in `[from, until)` and that nobody has decided about, by the hour
    /// in which they were and the team that looks for their owners.
    List<Escalated> escalated(Instant from, Instant until);

    /// @param team its id; absent when that team is not there
    /// @param names of the first [#NAMED]
    record Escalated(Instant hour, Optional<String> team, long orphans, List<String> names) {
        /// How many are named.
        public static final int NAMED = 20;

        public Escalated {
            names = List.copyOf(names);
        }
    }

    /// Decides about the proposal to decommission one.
    ///
    /// @param state accepted or declined
    /// @throws Refused when there is no such orphan, or its clock still runs
    void decide(Unit unit, String id, State state, String reason, Actor actor, Instant now);
}
