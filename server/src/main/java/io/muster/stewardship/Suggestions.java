package io.muster.stewardship;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.search.Page;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who may own what nobody does, as it was last inferred.
public interface Suggestions {

    /// A team, and why.
    ///
    /// @param confidence 0 to 1
    /// @param evidence the heaviest first
    record Suggestion(TeamName team, double confidence, List<Evidence> evidence) {
        public Suggestion {
            evidence = List.copyOf(evidence);
        }
    }

    /// @param kind where it comes from, such as `code-owners`
    /// @param says what is written there
    /// @param share of what was looked at, above 0 and at most 1
    record Evidence(String kind, String says, String where, double share) {}

    /// An identity with the team that is the most probable.
    record Suggested(String id, String kind, String name, Suggestion suggestion) {}

    /// Of one identity, the most probable first.
    ///
    /// @throws Refused when the viewer sees no such identity
    List<Suggestion> of(Viewer viewer, String id);

    /// Of all, the most probable first.
    Page<Suggested> suggested(Viewer viewer, Optional<String> cursor, int limit);

    /// Makes `team` the owner.
    ///
    /// @param team the id of one of its candidates
    /// @throws Refused when it is none, or the identity has an owner
    void accept(Unit unit, String id, String team, Actor actor, Instant now);

    /// Makes the first candidate the owner of all where its confidence is `threshold` or more.
    ///
    /// @param limit how many at once
    /// @return how many
    int acceptAll(Unit unit, Viewer viewer, double threshold, int limit, Actor actor, Instant now);
}
