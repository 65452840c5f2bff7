package io.muster.policy.checks;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Entry;
import io.muster.model.X509Certificate;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A certificate is signed with an algorithm of one of the named classes. A self-issued one is left
/// out: nobody relies on a root's own signature.
public record SignatureStrength(Set<Strength> strengths) implements Check {
    public SignatureStrength {
        strengths = Set.copyOf(strengths);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, X509Certificate.class)
                .filter(it -> !it.usage().selfIssued())
                .map(it -> it.keys().signature())
                .filter(it -> strengths.contains(it.strength()))
                .map(Algorithm::label)
                .stream()
                .flatMap(it -> Ask.broken("is signed with " + it));
    }
}
