package io.muster.inventory.owners;

import io.muster.policy.checks.IdentityCondition;
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
/// counts, each by itself; tags add up. Who made it goes before what comes with Muster, and after
/// what the configuration says.
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
        Optional<Owners.Word> team = Optional.empty();
        Optional<Owners.Word> criticality = Optional.empty();
        Optional<Owners.Word> environment = Optional.empty();
        Set<String> tags = new TreeSet<>();
        for (OwnerRule rule : rules) {
            Optional<String> current =
                    it.environment().isPresent()
                            ? it.environment()
                            : environment.map(Owners.Word::text);
            Set<String> all = new HashSet<>(it.tags());
            all.addAll(tags);
            if (matches(rule.match(), it, current, all)) {
                team = team.or(() -> word(rule, rule.team()));
                criticality = criticality.or(() -> word(rule, rule.criticality()));
                environment = environment.or(() -> word(rule, rule.environment()));
                tags.addAll(rule.tags());
            }
        }
        boolean ruled = team.filter(word -> word.by() != SaidBy.FALLBACK).isPresent();
        return new Owners.Said(
                it,
                ruled || it.maker().isEmpty() ? team : it.maker(),
                criticality,
                environment,
                tags);
    }

    private static Optional<Owners.Word> word(OwnerRule rule, Optional<String> text) {
        return text.map(it -> new Owners.Word(it, rule.by(), rule.name()));
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
                && any(match.environment(), environment.stream().toList())
                && match.when().stream().allMatch(one -> holds(one, it, environment, tags));
    }

    /// By what earlier rules have said too.
    private static boolean holds(
            IdentityCondition condition,
            Owners.Candidate it,
            Optional<String> environment,
            Set<String> tags) {
        return it.known()
                .filter(known ->
                        condition.holds(known.said(environment.orElse(""), List.copyOf(tags))))
                .isPresent();
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
