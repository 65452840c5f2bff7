package io.muster.ownership;

import java.util.List;

/// A team that a thing may belong to.
///
/// @param team its id
/// @param confidence how probable it is, 0 to 1
/// @param evidence what speaks for it, the heaviest first
public record Candidate(String team, double confidence, List<Clue> evidence) {
    public Candidate {
        evidence = List.copyOf(evidence);
    }
}
