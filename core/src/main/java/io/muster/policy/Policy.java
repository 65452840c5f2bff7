package io.muster.policy;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Watch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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
        return worstFirst(
                rules.stream()
                        .flatMap(rule ->
                                rule
                                        .judge(
                                                entry,
                                                now,
                                                fact -> cannotJudge.accept(rule.id(), fact))
                                        .stream()));
    }

    /// Everything that is wrong with `account` itself, likewise.
    public List<Finding> judge(
            Account account, Instant now, BiConsumer<String, String> cannotJudge) {
        return worstFirst(
                rules.stream()
                        .flatMap(rule ->
                                rule
                                        .judge(
                                                account,
                                                now,
                                                fact -> cannotJudge.accept(rule.id(), fact))
                                        .stream()));
    }

    /// Everything that is wrong with a source that is counted on.
    public List<Finding> judge(Watch watch, Instant now) {
        return worstFirst(rules.stream().flatMap(rule -> rule.judge(watch, now).stream()));
    }

    private static List<Finding> worstFirst(Stream<Finding> findings) {
        return findings.sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::rule))
                .toList();
    }
}
