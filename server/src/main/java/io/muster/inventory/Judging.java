package io.muster.inventory;

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
import java.util.stream.Collectors;

/// Holds policy against everything that has changed, and against what time alone changes.
///
/// Rules are not asked which of them depend on the clock. Each credential is judged for now and for
/// a day later; where the answers differ, the moment in between at which they begin to is found by
/// halving, and the credential is due then; otherwise it is due in a day.
public record Judging(Units units, Verdicts verdicts, Policy policy, InstantSource clock) {
    private static final Duration HORIZON = Duration.ofDays(1);
    private static final Duration PRECISION = Duration.ofSeconds(1);

    /// So that what came together is not judged together for ever.
    private static final long SPREAD_SECONDS = 7200;

    /// Judges some of what is due.
    ///
    /// @param limit credentials at once
    /// @return how many were due; as long as that is `limit`, there is more to do now
    public int judge(int limit) {
        Instant now = clock.instant();
        List<Verdicts.Due> due = verdicts.due(now, limit);
        if (!due.isEmpty()) {
            List<Verdicts.Verdict> judged = due.stream().map(it -> judged(it, now)).toList();
            units.writeInBulk(unit -> verdicts.keep(unit, judged, now));
        }
        return due.size();
    }

    /// Joins issuers that came late, until there are none.
    public void joinIssuers() {
        while (units.writeInBulk(verdicts::joinIssuers) > 0) {
            // The next ones.
        }
    }

    private Verdicts.Verdict judged(Verdicts.Due due, Instant now) {
        if (due.known().sightings().isEmpty()) {
            return new Verdicts.Verdict(due, List.of(), Instant.MAX);
        }
        Entry entry = due.known().entry();
        List<Finding> findings = findings(entry, now);
        Set<String> broken = rules(findings);
        Instant later = now.plus(HORIZON);
        Instant again =
                rules(findings(entry, later)).equals(broken)
                        ? later.plusSeconds(Math.floorMod(due.number() * 31, SPREAD_SECONDS))
                        : change(entry, broken, now, later);
        return new Verdicts.Verdict(due, findings, again);
    }

    /// The first moment after `from`, to the second, at which other rules are broken; they are at
    /// `to`.
    private Instant change(Entry entry, Set<String> broken, Instant from, Instant to) {
        Instant same = from;
        Instant other = to;
        while (Duration.between(same, other).compareTo(PRECISION) > 0) {
            Instant middle = same.plus(Duration.between(same, other).dividedBy(2));
            if (rules(findings(entry, middle)).equals(broken)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    /// At most one of each rule: what a rule says twice becomes one message.
    private List<Finding> findings(Entry entry, Instant at) {
        Map<String, Finding> byRule = new LinkedHashMap<>();
        for (Finding finding : policy.judge(entry, at, (_, _) -> {})) {
            byRule.merge(
                    finding.rule(),
                    finding,
                    (one, other) ->
                            new Finding(
                                    one.rule(),
                                    one.severity(),
                                    one.message() + "; " + other.message(),
                                    one.remedy()));
        }
        return List.copyOf(byRule.values());
    }

    private static Set<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).collect(Collectors.toUnmodifiableSet());
    }
}
