package io.muster.stewardship;

import io.muster.ownership.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What follows for one identity.
///
/// @param candidates who may own it; none when somebody does
/// @param again when time alone may make it another
public record Assessment(
        Ward ward,
        Optional<Criticality> criticality,
        Risk risk,
        List<Candidate> candidates,
        Instant again) {
    public Assessment {
        candidates = List.copyOf(candidates);
    }
}
