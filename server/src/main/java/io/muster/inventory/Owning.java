package io.muster.inventory;

import io.muster.unit.Units;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Asks the owner rules about everything that is new or has changed.
///
/// Rules are asked in order. Of team, criticality and environment the first that says something
/// counts, each by itself; tags add up.
public record Owning(Units units, Owners owners, InstantSource clock) {

    /// Asks about some.
    ///
    /// @param limit how many at once
    /// @return how many there were; as long as that is `limit`, there is more to do now
    public int ask(int limit) {
        Owners.Due due = owners.due(limit);
        if (!due.identities().isEmpty()) {
            List<Owners.Said> said =
                    due.identities().stream().map(it -> said(due.rules(), it)).toList();
            units.writeInBulk(unit -> owners.keep(unit, due.edition(), said, clock.instant()));
        }
        return due.identities().size();
    }

    static Owners.Said said(List<OwnerRule> rules, Owners.Candidate it) {
        Optional<String> team = Optional.empty();
        Optional<String> criticality = Optional.empty();
        Optional<String> environment = Optional.empty();
        Set<String> tags = new TreeSet<>();
        for (OwnerRule rule : rules) {
            Optional<String> current =
                    it.environment().isPresent() ? it.environment() : environment;
            Set<String> all = new HashSet<>(it.tags());
            all.addAll(tags);
            if (matches(rule.match(), it, current, all)) {
                team = team.or(rule::team);
                criticality = criticality.or(rule::criticality);
                environment = environment.or(rule::environment);
                tags.addAll(rule.tags());
            }
        }
        return new Owners.Said(it, team, criticality, environment, tags);
    }

    private static boolean matches(
            OwnerRule.Match match,
            Owners.Candidate it,
            Optional<String> environment,
            Set<String> tags) {
        return match.kind().stream().allMatch(one -> one.matches(it.kind()))
                && match.place().stream().allMatch(it.places()::contains)
                && any(match.type(), it.types())
                && any(match.name(), it.names())
                && any(match.tag(), tags)
                && any(match.environment(), environment.stream().toList());
    }

    private static boolean any(Optional<Wildcard> pattern, Iterable<String> values) {
        if (pattern.isEmpty()) {
            return true;
        }
        for (String value : values) {
            if (pattern.get().matches(value)) {
                return true;
            }
        }
        return false;
    }
}
