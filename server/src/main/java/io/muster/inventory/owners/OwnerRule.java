package io.muster.inventory.owners;

import io.muster.policy.checks.IdentityCondition;
import java.util.List;
import java.util.Optional;

/// Says whose an identity is, when it is what the rule asks for.
///
/// @param name what it is called; empty when nobody called it anything
/// @param by [SaidBy#RULE], or [SaidBy#FALLBACK] for one that comes with Muster
/// @param team the id of a team
/// @param tags what it adds
public record OwnerRule(
        String name,
        SaidBy by,
        Match match,
        Optional<String> team,
        Optional<String> criticality,
        Optional<String> environment,
        List<String> tags) {

    public OwnerRule {
        tags = List.copyOf(tags);
    }

    /// One of the configuration that has no name.
    public OwnerRule(
            Match match,
            Optional<String> team,
            Optional<String> criticality,
            Optional<String> environment,
            List<String> tags) {
        this("", SaidBy.RULE, match, team, criticality, environment, tags);
    }

    /// What an identity must be; what is missing matches all.
    ///
    /// @param place one of the places where it, or a credential of it, was seen
    /// @param type of one of its credentials
    /// @param environment that a person or an earlier rule gave it
    /// @param tag likewise
    /// @param name its own, or an alias
    /// @param when a condition on all that is known of it
    public record Match(
            Optional<Wildcard> place,
            Optional<Wildcard> kind,
            Optional<Wildcard> type,
            Optional<Wildcard> environment,
            Optional<Wildcard> tag,
            Optional<Wildcard> name,
            Optional<IdentityCondition> when) {

        /// Without a condition.
        public Match(
                Optional<Wildcard> place,
                Optional<Wildcard> kind,
                Optional<Wildcard> type,
                Optional<Wildcard> environment,
                Optional<Wildcard> tag,
                Optional<Wildcard> name) {
            this(place, kind, type, environment, tag, name, Optional.empty());
        }
    }
}
