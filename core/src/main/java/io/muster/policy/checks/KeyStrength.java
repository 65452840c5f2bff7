package io.muster.policy.checks;

import io.muster.model.Algorithm.Strength;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A credential of ours has a key of one of the named classes.
public record KeyStrength(Set<Strength> strengths) implements Check {
    public KeyStrength {
        strengths = Set.copyOf(strengths);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.credential().algorithm().stream()
                .filter(_ -> !entry.foreign())
                .filter(it -> strengths.contains(it.strength()))
                .flatMap(it ->
                        Ask.broken(
                                "its key is %s, which is %s".formatted(it.label(), it.strength())));
    }
}
