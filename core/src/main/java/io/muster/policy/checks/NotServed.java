package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A server that presents the credential offers none of what it should, as far as its offer is
/// known.
///
/// @param fact which list of the sighting is looked at: `groups`, `kex`
/// @param values of which at least one should be in it
public record NotServed(String fact, Set<String> values) implements Check {
    public NotServed {
        values = Set.copyOf(values);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        List<Sighting> asked = Ask.servedAsLeaf(entry).filter(it -> it.facts().has(fact)).toList();
        return asked.stream()
                .filter(it -> it.facts().list(fact).stream().noneMatch(values::contains))
                .limit(1)
                .flatMap(it ->
                        Ask.broken(
                                "%s offers none of %s"
                                        .formatted(
                                                it.place(),
                                                String.join(", ", new TreeSet<>(values)))));
    }
}
