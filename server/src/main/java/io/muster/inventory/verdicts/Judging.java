package io.muster.inventory.verdicts;

import io.muster.model.Entry;
import io.muster.model.Finding;
import io.muster.policy.Policy;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds policy against everything that has changed, and against what time alone changes.
///
/// Rules are not asked which of them depend on the clock. Each credential, account and source is
/// judged for now and for a day later; where the answers differ, the moment in between at which
/// they begin to is found by halving, and it is due then; otherwise it is due in a day.
///
/// @param standard by which, at each step; another node may have put another in force
public record Judging(
        Units units, Verdicts verdicts, Supplier<Standard> standard, InstantSource clock) {
    private static final Duration HORIZON = Duration.ofDays(1);

    private static final Duration PRECISION = Duration.ofSeconds(1);

    /// So that what came together is not judged together for ever.
    private static final long SPREAD_SECONDS = 7200;

    /// By one policy for ever.
    public Judging(Units units, Verdicts verdicts, Policy policy, InstantSource clock) {
        this(units, verdicts, () -> new Standard(policy, "", 0), clock);
    }

    /// Judges some of what is due. What was judged while another policy was put in force is not
    /// kept.
    ///
    /// @param limit how much at once
    /// @return how many were due; as long as that is `limit`, there is more to do now
    public int judge(int limit) {
        Standard by = standard.get();
        Instant now = clock.instant();
        List<Due> due = verdicts.due(now, limit);
        if (due.isEmpty()) {
            return 0;
        }
        List<Verdicts.Verdict> judged =
                due.parallelStream().map(it -> judged(by.policy(), it, now)).toList();
        boolean kept =
                units.writeInBulk(unit -> {
                    boolean holds = verdicts.holds(unit, by.activation(), judged.size());
                    if (holds) {
                        verdicts.keep(unit, judged, now);
                    }
                    return holds;
                });
        return kept ? due.size() : 0;
    }

    /// Joins issuers that came late, until there are none.
    public void joinIssuers() {
        while (units.writeInBulk(verdicts::joinIssuers) > 0) {
            // The next ones.
        }
    }

    /// Finds everything due once, after the policy became another one.
    ///
    /// @param mark tells one policy from another, as [Standard#mark] does
    public void judgeBy(String mark) {
        if (verdicts.judgedBy().filter(mark::equals).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        long after = 0;
        do {
            long from = after;
            after = units.writeInBulk(unit -> verdicts.judgeAgain(unit, from, now));
        } while (after > 0);
        units.write(unit -> {
            verdicts.judgedBy(unit, mark);
            return mark;
        });
    }

    private static Verdicts.Verdict judged(Policy policy, Due due, Instant now) {
        if (due.isOver()) {
            return new Verdicts.Verdict(due, List.of(), Instant.MAX);
        }
        Function<Instant, List<Finding>> answers = answers(policy, due);
        List<Finding> findings = answers.apply(now);
        Set<String> broken = rules(findings);
        Instant later = now.plus(HORIZON);
        Instant again =
                rules(answers.apply(later)).equals(broken)
                        ? later.plusSeconds(Math.floorMod(due.number() * 31, SPREAD_SECONDS))
                        : change(answers, broken, now, later);
        return new Verdicts.Verdict(due, findings, again);
    }

    /// The first moment after `from`, to the second, at which other rules are broken; they are at
    /// `to`.
    private static Instant change(
            Function<Instant, List<Finding>> answers,
            Set<String> broken,
            Instant from,
            Instant to) {
        Instant same = from;
        Instant other = to;
        while (Duration.between(same, other).compareTo(PRECISION) > 0) {
            Instant middle = same.plus(Duration.between(same, other).dividedBy(2));
            if (rules(answers.apply(middle)).equals(broken)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    /// What `policy` says of it, at any instant: at most one finding of each rule.
    public static Function<Instant, List<Finding>> answers(Policy policy, Due due) {
        return switch (due) {
            case Due.OfCredential it -> {
                Entry entry = it.known().entry();
                yield at -> once(policy.judge(entry, at, Judging::untold).stream());
            }
            case Due.OfIdentity it ->
                    at ->
                            once(
                                    it.accounts().stream()
                                            .flatMap(one ->
                                                    policy
                                                            .judge(one, at, Judging::untold)
                                                            .stream()));
            case Due.OfSource it ->
                    at -> once(it.watch().stream().flatMap(one -> policy.judge(one, at).stream()));
        };
    }

    /// What could not be judged is told by a scan; here it would be told again each day.
    private static void untold(String rule, String fact) {}

    /// At most one of each rule: what a rule says twice becomes one message.
    private static List<Finding> once(Stream<Finding> findings) {
        Map<String, Finding> byRule = new LinkedHashMap<>();
        findings.forEach(finding ->
                byRule.merge(
                        finding.rule(),
                        finding,
                        (one, other) ->
                                one.message().equals(other.message())
                                        ? one
                                        : new Finding(
                                                one.rule(),
                                                one.severity(),
                                                one.message() + "; " + other.message(),
                                                one.remedy())));
        return List.copyOf(byRule.values());
    }

    private static Set<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).collect(Collectors.toUnmodifiableSet());
    }
}
