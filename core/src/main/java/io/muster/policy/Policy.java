package io.muster.policy;

import io.muster.model.Entry;
import io.muster.model.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/// A set of rules that is maintained and versioned as one.
///
/// @param name in kebab case
/// @param version a whole number that grows with each change
/// @param rules in the order of the file; ids are unique
public record Policy(String name, int version, String description, List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /// Everything that is wrong with `entry` as of `now`, worst first.
    ///
    /// @param cannotJudge is told a rule's id and the fact it lacks
    public List<Finding> judge(Entry entry, Instant now, BiConsumer<String, String> cannotJudge) {
        return rules.stream()
                .flatMap(rule ->
                        rule
                                .judge(entry, now, fact -> cannotJudge.accept(rule.id(), fact))
                                .stream())
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::rule))
                .toList();
    }
}
