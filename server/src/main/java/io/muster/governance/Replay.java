package io.muster.governance;

import io.muster.governance.PolicyDiff.Difference;
import io.muster.inventory.Due;
import io.muster.inventory.Entity;
import io.muster.inventory.Judging;
import io.muster.model.Finding;
import io.muster.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
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
        Policy before = only(inForce, asked);
        Policy after = only(tried, asked);
        long total = subjects.size();
        long done = 0;
        try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            for (Entity.Kind kind : KINDS) {
                List<Subjects.Subject> step = subjects.after(kind, 0, STEP, now);
                while (!step.isEmpty()) {
                    long last = step.getLast().due().number();
                    // Read while this one is judged: each takes about as long.
                    CompletableFuture<List<Subjects.Subject>> next =
                            CompletableFuture.supplyAsync(
                                    () -> subjects.after(kind, last, STEP, now), ahead);
                    step.forEach(it -> compare(it, before, after, now, tally));
                    done += step.size();
                    listener.judged(done, Math.max(done, total));
                    step = read(next);
                }
            }
        }
        return tally.diff(changes, done, now);
    }

    private static List<Subjects.Subject> read(CompletableFuture<List<Subjects.Subject>> step) {
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

    private static void compare(
            Subjects.Subject subject, Policy before, Policy after, Instant now, Tally tally) {
        Due due = subject.due();
        if (due.isOver()) {
            return;
        }
        Map<String, Finding> old = byRule(Judging.answers(before, due).apply(now));
        Map<String, Finding> young = byRule(Judging.answers(after, due).apply(now));
        young.values().stream()
                .filter(it -> !old.containsKey(it.rule()))
                .forEach(it -> tally.broken.add(difference(it, subject.name())));
        old.values().stream()
                .filter(it -> !young.containsKey(it.rule()))
                .forEach(it -> tally.passing.add(difference(it, subject.name())));
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
