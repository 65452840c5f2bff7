package io.muster.policy;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Watch;
import java.time.Instant;
import java.util.ArrayList;
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
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            rule.judge(entry, now, findings::add, fact -> cannotJudge.accept(rule.id(), fact));
        }
        return worstFirst(findings);
    }

    /// Everything that is wrong with `account` itself, likewise.
    public List<Finding> judge(
            Account account, Instant now, BiConsumer<String, String> cannotJudge) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            rule.judge(account, now, findings::add, fact -> cannotJudge.accept(rule.id(), fact));
        }
        return worstFirst(findings);
    }

    /// Everything that is wrong with a source that is counted on.
    public List<Finding> judge(Watch watch, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            rule.judge(watch, now, findings::add);
        }
        return worstFirst(findings);
    }

    private static List<Finding> worstFirst(List<Finding> findings) {
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::rule));
        return List.copyOf(findings);
    }
}
