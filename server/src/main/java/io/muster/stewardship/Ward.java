package io.muster.stewardship;

import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.owners.SaidBy;
import io.muster.ownership.Clue;
import io.muster.policy.checks.IdentityCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One identity with all that its criticality, its risk and the candidates for its owner follow
/// from.
///
/// @param number its row
/// @param mark tells whether it changed since
/// @param owner the id of a team
/// @param criticality what is said now, by a person, a rule or nobody
/// @param present whether it is there and ours: neither gone nor foreign nor a part of another
/// @param oldest when the oldest of its credentials began
/// @param lastUsed where a source knows
/// @param clues who may own it; none when somebody does
/// @param dependents what depends on it
public record Ward(
        long number,
        long mark,
        IdentityCondition.Known known,
        Optional<String> owner,
        Optional<SaidBy> ownerBy,
        Optional<Criticality> criticality,
        FindingCounts findings,
        boolean present,
        Optional<Instant> oldest,
        Optional<Instant> lastUsed,
        List<Clue> clues,
        List<Dependent> dependents) {
    public Ward {
        clues = List.copyOf(clues);
        dependents = List.copyOf(dependents);
    }

    /// Whether nobody answers for it who should.
    public boolean isOrphan() {
        return present && owner.isEmpty();
    }

    /// Whether it may still find its owner: nobody has said who, or only what comes with Muster.
    public boolean isUnsettled() {
        return isOrphan() || (present && ownerBy.filter(SaidBy.FALLBACK::equals).isPresent());
    }

    /// Something that does not work without the ward.
    ///
    /// @param criticality of it
    /// @param how it depends, for people: `issued 12 that are critical`
    public record Dependent(Criticality.Level criticality, String how) {}
}
