package io.muster.scan;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.policy.Policy;
import io.muster.roll.RollResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The second half of a run: policy over every entry of the roll.
///
/// Judging is pure, so it is done again whenever the lines are read, instead of keeping findings of
/// a million credentials.
///
/// @param about with the policy and the instant to judge by
/// @param baseline findings that were known before and are left out, as `<rule> <id>`, where the id
///   is that of a credential or an account
public record Judgement(ScanResult.About about, Set<String> baseline) {
    public Judgement {
        baseline = Set.copyOf(baseline);
    }

    /// What a baseline calls the finding of `rule` against `entry`.
    public static String known(String rule, Entry entry) {
        return rule + " " + entry.credential().id();
    }

    /// The lines, to be read as often as needed while the roll is open.
    public ScanResult.Lines<Judged> lines(RollResult roll) {
        return () -> roll.entries().map(entry -> judged(entry, about.policy(), new TreeMap<>()));
    }

    private Judged judged(Entry entry, Policy policy, Map<String, Long> missing) {
        List<Finding> findings =
                policy.judge(
                        entry,
                        about.started(),
                        (rule, fact) -> missing.merge(rule + " " + fact, 1L, Long::sum));
        return new Judged(
                entry,
                findings.stream()
                        .filter(it -> !baseline.contains(known(it.rule(), entry)))
                        .toList());
    }

    /// The accounts, in order of anchor.
    public List<JudgedAccount> accounts(RollResult roll) {
        return accounts(roll, new TreeMap<>());
    }

    private List<JudgedAccount> accounts(RollResult roll, Map<String, Long> missing) {
        return roll.accounts().stream().map(it -> judged(it, missing)).toList();
    }

    private JudgedAccount judged(Account account, Map<String, Long> missing) {
        List<Finding> findings =
                about.policy()
                        .judge(
                                account,
                                about.started(),
                                (rule, fact) -> missing.merge(rule + " " + fact, 1L, Long::sum));
        return new JudgedAccount(
                account,
                findings.stream()
                        .filter(it -> !baseline.contains(it.rule() + " " + account.id()))
                        .toList());
    }

    /// One reading of all lines: how many findings of each severity, and what could not be judged.
    public Count count(RollResult roll) {
        Map<Severity, Long> findings = new EnumMap<>(Severity.class);
        Map<String, Long> missing = new TreeMap<>();
        try (Stream<Entry> entries = roll.entries()) {
            entries.map(it -> judged(it, about.policy(), missing))
                    .flatMap(it -> it.findings().stream())
                    .forEach(it -> findings.merge(it.severity(), 1L, Long::sum));
        }
        accounts(roll, missing).stream()
                .flatMap(it -> it.findings().stream())
                .forEach(it -> findings.merge(it.severity(), 1L, Long::sum));
        List<ScanResult.Unjudged> unjudged =
                missing.entrySet().stream()
                        .map(it -> {
                            String[] names = it.getKey().split(" ", 2);
                            return new ScanResult.Unjudged(names[0], names[1], it.getValue());
                        })
                        .toList();
        return new Count(findings, unjudged);
    }

    /// What a reading of all lines counted.
    public record Count(Map<Severity, Long> findings, List<ScanResult.Unjudged> unjudged) {
        public Count {
            findings = Map.copyOf(findings);
            unjudged = List.copyOf(unjudged);
        }
    }
}
