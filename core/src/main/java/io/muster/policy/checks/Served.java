package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A server that presents the credential offers something it should not.
///
/// @param fact which list of the sighting is looked at: `protocols`, `weakCiphers`, `kex`,
///   `hostKeyAlgorithms`, `macs`
/// @param values what must not be in it; empty when nothing may be in it at all
public record Served(String fact, Set<String> values) implements Check {
    public Served {
        values = Set.copyOf(values);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        Set<String> offered =
                Ask.servedAsLeaf(entry)
                        .flatMap(it -> it.facts().list(fact).stream())
                        .filter(it -> values.isEmpty() || values.contains(it))
                        .collect(Collectors.toCollection(TreeSet::new));
        return offered.isEmpty()
                ? Stream.empty()
                : Ask.broken("its server offers " + String.join(", ", offered));
    }
}
