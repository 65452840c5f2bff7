package io.muster.scan;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.model.Severity;
import io.muster.roll.RollResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The second half of a run: policy over every entry of the roll.
///
/// @param about with the policy and the instant to judge by
/// @param baseline findings that were known before and are left out, as `<rule> <id>`, where the id
///   is that of a credential or an account
public record Judgement(ScanResult.About about, Set<String> baseline) {
    /// A roll of so many lines is kept as it was judged. A longer one is judged anew whenever it is
    /// read, instead of keeping the findings of a million credentials: judging is pure.
    private static final int KEPT_MAX = 4_096;

    public Judgement {
        baseline = Set.copyOf(baseline);
    }

    /// What a baseline calls the finding of `rule` against `entry`.
    public static String known(String rule, Entry entry) {
        return rule + " " + entry.credential().id();
    }

    /// What came of judging.
    ///
    /// @param lines of the roll, to be read as often as needed while it is open
    /// @param accounts in order of anchor
    /// @param findings how many of each severity
    /// @param unjudged what could not be judged
    public record Outcome(
            ScanResult.Lines<Judged> lines,
            List<JudgedAccount> accounts,
            Map<Severity, Long> findings,
            List<ScanResult.Unjudged> unjudged) {
        public Outcome {
            accounts = List.copyOf(accounts);
            findings = Map.copyOf(findings);
            unjudged = List.copyOf(unjudged);
        }
    }

    /// Judges every line and every account of `roll`.
    public Outcome of(RollResult roll) {
        Map<Severity, Long> findings = new EnumMap<>(Severity.class);
        Map<String, Long> missing = new TreeMap<>();
        List<Judged> kept = new ArrayList<>();
        long lines = 0;
        try (Stream<Entry> entries = roll.entries()) {
            for (Entry entry : (Iterable<Entry>) entries::iterator) {
                Judged judged = judged(entry, missing);
                judged.findings().forEach(it -> findings.merge(it.severity(), 1L, Long::sum));
                lines++;
                if (lines <= KEPT_MAX) {
                    kept.add(judged);
                }
            }
        }
        List<JudgedAccount> accounts =
                roll.accounts().stream().map(it -> judged(it, missing)).toList();
        accounts.forEach(account ->
                account.findings().forEach(it -> findings.merge(it.severity(), 1L, Long::sum)));
        return new Outcome(
                lines <= KEPT_MAX ? kept::stream : anew(roll),
                accounts,
                findings,
                unjudged(missing));
    }

    private ScanResult.Lines<Judged> anew(RollResult roll) {
        return () -> roll.entries().map(entry -> judged(entry, new TreeMap<>()));
    }

    private Judged judged(Entry entry, Map<String, Long> missing) {
        List<Finding> findings =
                about.policy()
                        .judge(
                                entry,
                                about.started(),
                                (rule, fact) -> missing.merge(rule + " " + fact, 1L, Long::sum));
        return new Judged(
                entry,
                findings.stream()
                        .filter(it -> !baseline.contains(known(it.rule(), entry)))
                        .toList());
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

    private static List<ScanResult.Unjudged> unjudged(Map<String, Long> missing) {
        return missing.entrySet().stream()
                .map(it -> {
                    String[] names = it.getKey().split(" ", 2);
                    return new ScanResult.Unjudged(names[0], names[1], it.getValue());
                })
                .toList();
    }
}
