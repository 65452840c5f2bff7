package io.muster.governance;

import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// In what a rule differs between two policies.
public enum RuleChange {
    ADDED,
    REMOVED,
    /// It asks something else.
    CHANGED,
    /// It asks the same and takes it more or less seriously.
    RATED;

    /// The rules that differ, by id. What is said to people about a rule makes no difference.
    static SortedMap<String, RuleChange> between(Policy before, Policy after) {
        Map<String, Rule> old = byId(before);
        Map<String, Rule> young = byId(after);
        TreeSet<String> ids = new TreeSet<>(old.keySet());
        ids.addAll(young.keySet());
        TreeMap<String, RuleChange> changes = new TreeMap<>();
        for (String id : ids) {
            of(Optional.ofNullable(old.get(id)), Optional.ofNullable(young.get(id)))
                    .ifPresent(it -> changes.put(id, it));
        }
        return changes;
    }

    private static Optional<RuleChange> of(Optional<Rule> before, Optional<Rule> after) {
        if (before.isEmpty()) {
            return Optional.of(ADDED);
        }
        if (after.isEmpty()) {
            return Optional.of(REMOVED);
        }
        Rule old = before.get();
        Rule young = after.get();
        if (!old.check().equals(young.check())) {
            return Optional.of(CHANGED);
        }
        return old.severity() == young.severity() ? Optional.empty() : Optional.of(RATED);
    }

    private static Map<String, Rule> byId(Policy policy) {
        return policy.rules().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
    }
}
