package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A server presents a certificate from which no valid path leads to anything trusted here (RFC
/// 5280, 6).
///
/// @param chains values of the fact `chain` that count
public record Untrusted(Set<String> chains) implements Check {
    public Untrusted {
        chains = Set.copyOf(chains);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        if (Ask.server(entry).isEmpty()) {
            return Stream.empty();
        }
        return entry.facts().text("chain").stream()
                .filter(chains::contains)
                .flatMap(it ->
                        Ask.broken(
                                "its chain is %s%s"
                                        .formatted(
                                                it,
                                                entry.facts()
                                                        .text("chain.reason")
                                                        .map(why -> ": " + why)
                                                        .orElse(""))));
    }
}
