package io.muster.governance;

import io.muster.inventory.verdicts.Standard;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The policies that everything is judged by, as one.
///
/// @param parts in order of name
/// @param policy the rules of all of them
/// @param activation the number of the activation that made it so; 0 before the first
public record PolicyInForce(List<PolicyText> parts, Policy policy, long activation) {
    public PolicyInForce {
        parts = List.copyOf(parts);
    }

    /// @throws Malformed when two of them have a rule of the same id
    public static PolicyInForce of(List<PolicyText> parts, long activation) throws Malformed {
        List<PolicyText> sorted =
                parts.stream().sorted(Comparator.comparing(it -> it.policy().name())).toList();
        return new PolicyInForce(sorted, joined(sorted), activation);
    }

    private static Policy joined(List<PolicyText> parts) throws Malformed {
        if (parts.size() == 1) {
            return parts.getFirst().policy();
        }
        Map<String, String> homes = new HashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (PolicyText part : parts) {
            for (Rule rule : part.policy().rules()) {
                String other = homes.put(rule.id(), part.policy().name());
                if (other != null) {
                    throw new Malformed(
                            "the policies %s and %s both have a rule '%s'; give one another id"
                                    .formatted(other, part.policy().name(), rule.id()));
                }
                rules.add(rule);
            }
        }
        return new Policy(names(parts), parts.size(), "All policies that are in force.", rules);
    }

    private static String names(List<PolicyText> parts) {
        return parts.isEmpty()
                ? "none"
                : parts.stream().map(it -> it.policy().name()).collect(Collectors.joining(" + "));
    }

    /// As they were written, one after the other.
    public String text() {
        return parts.stream().map(PolicyText::text).collect(Collectors.joining("---\n"));
    }

    /// The SHA-256 in hex of the text, or of the digests of several: tells it from every other.
    public String edition() {
        return parts.size() == 1
                ? parts.getFirst().digest()
                : PolicyText.digest(
                        parts.stream()
                                .map(it -> it.policy().name() + " " + it.digest() + "\n")
                                .collect(Collectors.joining()));
    }

    /// By which things are judged.
    public Standard standard() {
        return new Standard(policy, edition(), activation);
    }

    /// What would be in force with `part` as the policy `name`; with none, without it.
    ///
    /// @throws Malformed when a rule of it is one of another policy already
    public PolicyInForce with(String name, Optional<PolicyText> part) throws Malformed {
        List<PolicyText> others =
                new ArrayList<>(
                        parts.stream().filter(it -> !it.policy().name().equals(name)).toList());
        part.ifPresent(others::add);
        return of(others, activation);
    }

    /// What somebody who tries `part` means: it stands in the place of the policy of its name, and
    /// of those whose rules it has too, for two in force cannot have a rule of one id.
    public PolicyInForce trying(PolicyText part) throws Malformed {
        Set<String> rules = ids(part);
        List<PolicyText> all = new ArrayList<>(List.of(part));
        for (PolicyText other : parts) {
            if (!other.policy().name().equals(part.policy().name())
                    && Collections.disjoint(rules, ids(other))) {
                all.add(other);
            }
        }
        return of(all, activation);
    }

    private static Set<String> ids(PolicyText part) {
        return part.policy().rules().stream().map(Rule::id).collect(Collectors.toSet());
    }
}
