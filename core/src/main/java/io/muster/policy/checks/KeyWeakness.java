package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The key itself is bad, whatever its size: somebody can work out its private half.
///
/// @param weaknesses codes of the fact `key.weak`
public record KeyWeakness(Set<String> weaknesses) implements Check {
    private static final Map<String, String> WORDS =
            Map.of(
                    "roca", "its modulus has the ROCA structure (CVE-2017-15361)",
                    "debian",
                            "it is one of the few keys that Debian's OpenSSL made (CVE-2008-0166)",
                    "close-primes", "its two primes are so close that Fermat's method finds them",
                    "shared-prime", "it shares a prime with another key that was seen",
                    "exponent", "its public exponent is even, 1 or below 3",
                    "explicit-parameters", "its curve is spelt out instead of named",
                    "known-compromised", "its private half is public");

    public KeyWeakness {
        weaknesses = Set.copyOf(weaknesses);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        Set<String> found = new TreeSet<>(entry.facts().list("key.weak"));
        found.retainAll(weaknesses);
        return found.stream()
                .map(it -> WORDS.getOrDefault(it, it))
                .flatMap(it -> Ask.broken("its key can be broken: " + it));
    }
}
