package io.muster.governance;

import io.muster.governance.PolicyDiff.Difference;
import io.muster.inventory.Entity;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Finding;
import io.muster.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Judges all that is known by two policies, and tells where they differ. Writes nothing, and reads
/// step by step: what changes meanwhile is judged as it was or as it is.
///
/// Both policies see the same, at the same moment; what was found before, by whatever policy, plays
/// no part. Rules that ask the same in both are not asked.
public record Replay(Subjects subjects, InstantSource clock) {
    private static final int STEP = 1000;

    /// So many steps at once: all of a small machine, and of a large one a part that others do not
    /// miss.
    private static final int WORKERS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final List<Entity.Kind> KINDS =
            List.of(Entity.Kind.SOURCE, Entity.Kind.IDENTITY, Entity.Kind.CREDENTIAL);

    /// Hears how far it is, after each step.
    ///
    /// @param <E> what it throws to end the replay
    @FunctionalInterface
    public interface Listener<E extends Exception> {
        /// @param total about how many there are to judge
        void judged(long done, long total) throws E;
    }

    /// What would be different if `tried` were in force instead of `inForce`.
    public <E extends Exception> PolicyDiff diff(Policy inForce, Policy tried, Listener<E> listener)
            throws E {
        SortedMap<String, RuleChange> changes = RuleChange.between(inForce, tried);
        Set<String> asked =
                changes.entrySet().stream()
                        .filter(it -> it.getValue() != RuleChange.RATED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        Instant now = clock.instant();
        Tally tally = new Tally();
        if (asked.isEmpty()) {
            return tally.diff(changes, 0, now);
        }
        Trial trial = new Trial(only(inForce, asked), only(tried, asked), now);
        long total = subjects.size();
        long done = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            try {
                for (Entity.Kind kind : KINDS) {
                    done = compare(kind, trial, workers, tally, done, total, listener);
                }
            } finally {
                workers.shutdownNow();
            }
        }
        return tally.diff(changes, done, now);
    }

    /// Steps are read and judged side by side, a few ahead, and counted in their order.
    ///
    /// @return how many were judged so far
    private <E extends Exception> long compare(
            Entity.Kind kind,
            Trial trial,
            ExecutorService workers,
            Tally tally,
            long before,
            long total,
            Listener<E> listener)
            throws E {
        long last = subjects.last(kind);
        long begun = 0;
        long done = before;
        Deque<CompletableFuture<Compared>> ahead = new ArrayDeque<>();
        while (begun < last || !ahead.isEmpty()) {
            while (begun < last && ahead.size() < 2 * WORKERS) {
                long after = begun;
                begun = Math.min(begun + STEP, last);
                long through = begun;
                ahead.add(
                        CompletableFuture.supplyAsync(
                                () ->
                                        trial.compare(
                                                subjects.between(
                                                        kind, after, through, trial.now())),
                                workers));
            }
            Compared step = compared(ahead.remove());
            if (step.judged() > 0) {
                tally.add(step);
                done += step.judged();
                listener.judged(done, Math.max(done, total));
            }
        }
        return done;
    }

    private static Compared compared(CompletableFuture<Compared> step) {
        try {
            return step.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Policy only(Policy policy, Set<String> rules) {
        return new Policy(
                policy.name(),
                policy.version(),
                policy.description(),
                policy.rules().stream().filter(it -> rules.contains(it.id())).toList());
    }

    /// Where two policies differ in one step.
    private record Compared(long judged, List<Difference> broken, List<Difference> passing) {}

    /// Two policies, and the moment for which both are asked.
    private record Trial(Policy before, Policy after, Instant now) {

        Compared compare(List<Subjects.Subject> subjects) {
            List<Difference> broken = new ArrayList<>();
            List<Difference> passing = new ArrayList<>();
            for (Subjects.Subject subject : subjects) {
                if (!subject.due().isOver()) {
                    Map<String, Finding> old = answers(before, subject);
                    Map<String, Finding> young = answers(after, subject);
                    differ(young, old, subject.name(), broken);
                    differ(old, young, subject.name(), passing);
                }
            }
            return new Compared(subjects.size(), broken, passing);
        }

        private Map<String, Finding> answers(Policy policy, Subjects.Subject subject) {
            return byRule(Judging.answers(policy, subject.due()).apply(now));
        }

        private static void differ(
                Map<String, Finding> these,
                Map<String, Finding> others,
                Subjects.Name name,
                List<Difference> differences) {
            these.values().stream()
                    .filter(it -> !others.containsKey(it.rule()))
                    .forEach(it -> differences.add(difference(it, name)));
        }
    }

    private static Map<String, Finding> byRule(List<Finding> findings) {
        return findings.isEmpty()
                ? Map.of()
                : findings.stream()
                        .collect(
                                Collectors.toMap(
                                        Finding::rule,
                                        Function.identity(),
                                        (one, _) -> one,
                                        TreeMap::new));
    }

    private static Difference difference(Finding it, Subjects.Name name) {
        return new Difference(
                it.rule(),
                it.severity(),
                it.message(),
                name.credential(),
                name.identity(),
                name.source());
    }

    /// What has been found so far.
    private static final class Tally {
        final Shown broken = new Shown();
        final Shown passing = new Shown();

        void add(Compared step) {
            step.broken().forEach(broken::add);
            step.passing().forEach(passing::add);
        }

        PolicyDiff diff(SortedMap<String, RuleChange> changes, long judged, Instant now) {
            return new PolicyDiff(
                    broken.items(),
                    passing.items(),
                    List.of(),
                    new PolicyDiff.More(broken.more(), passing.more(), 0),
                    changes.entrySet().stream()
                            .map(it ->
                                    new PolicyDiff.RuleDifference(
                                            it.getKey(),
                                            it.getValue(),
                                            broken.count(it.getKey()),
                                            passing.count(it.getKey())))
                            .toList(),
                    judged,
                    now);
        }
    }
}
