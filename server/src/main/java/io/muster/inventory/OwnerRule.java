package io.muster.inventory;

import java.util.List;
import java.util.Optional;

/// Says whose an identity is, when it is what the rule asks for.
///
/// @param team the id of a team
/// @param tags what it adds
public record OwnerRule(
        Match match,
        Optional<String> team,
        Optional<String> criticality,
        Optional<String> environment,
        List<String> tags) {

    public OwnerRule {
        tags = List.copyOf(tags);
    }

    /// What an identity must be; what is missing matches all.
    ///
    /// @param place one of the places where it, or a credential of it, was seen
    /// @param type of one of its credentials
    /// @param environment that a person or an earlier rule gave it
    /// @param tag likewise
    /// @param name its own, or an alias
    public record Match(
            Optional<Wildcard> place,
            Optional<Wildcard> kind,
            Optional<Wildcard> type,
            Optional<Wildcard> environment,
            Optional<Wildcard> tag,
            Optional<Wildcard> name) {}
}
