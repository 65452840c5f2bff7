package io.muster.model;

import java.util.List;

/// Who: the non-human thing that must prove itself, as one run has worked it out.
///
/// @param anchor what names it
/// @param rule the rule that led from credential to anchor, for example `spiffe-id`,
///   `certificate-names`
/// @param evidence what the rule saw, one fact a line, for people
public record Identity(Anchor anchor, String rule, List<String> evidence) {
    public Identity {
        evidence = List.copyOf(evidence);
    }
}
