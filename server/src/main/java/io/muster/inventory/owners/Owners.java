package io.muster.inventory.owners;

import io.muster.policy.checks.IdentityCondition;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What rules say of identities, and which of them they have yet to be asked about: new ones, those
/// that have something or are somewhere that they were not, and all when the rules are others.
public interface Owners {

    /// The rules that hold.
    List<OwnerRule> rules();

    /// Makes these the rules that hold. Teams that they name and that are not there are made.
    void replace(Unit unit, List<OwnerRule> rules);

    /// Identities that the rules are to be asked about.
    ///
    /// @param limit how many at most
    Due due(int limit);

    /// Keeps what was said. What a person has set stays as it is; an identity that changed since it
    /// was read is left for the next time.
    ///
    /// @param edition of the rules that said so
    /// @return how many identities are something else now
    int keep(Unit unit, long edition, List<Said> said, Instant now);

    /// @param rules those that hold
    /// @param edition grows when the rules are changed
    record Due(long edition, List<OwnerRule> rules, List<Candidate> identities) {
        public Due {
            rules = List.copyOf(rules);
            identities = List.copyOf(identities);
        }
    }

    /// An identity, with what rules ask for.
    ///
    /// @param number its row
    /// @param mark tells whether it changed since
    /// @param names its own and its aliases
    /// @param types of its credentials
    /// @param places those patterns of the rules that fit one of its places
    /// @param environment when a person has set it
    /// @param tags those that people have set
    /// @param known all that conditions may ask for; absent when no rule has one
    /// @param maker who made or uses it, where that is its owner unless a rule of the configuration
    ///   says otherwise; absent when no rule has a condition
    record Candidate(
            long number,
            long mark,
            String kind,
            Set<String> names,
            Set<String> types,
            Set<Wildcard> places,
            Optional<String> environment,
            Set<String> tags,
            Optional<IdentityCondition.Known> known,
            Optional<Word> maker) {

        /// One of which no condition asks.
        public Candidate(
                long number,
                long mark,
                String kind,
                Set<String> names,
                Set<String> types,
                Set<Wildcard> places,
                Optional<String> environment,
                Set<String> tags) {
            this(
                    number,
                    mark,
                    kind,
                    names,
                    types,
                    places,
                    environment,
                    tags,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// What the rules say of one.
    record Said(
            Candidate identity,
            Optional<Word> team,
            Optional<Word> criticality,
            Optional<Word> environment,
            Set<String> tags) {}

    /// What one rule says.
    ///
    /// @param rule its name
    record Word(String text, SaidBy by, String rule) {}
}
