package io.muster.policy.checks;

import io.muster.model.Algorithm.Strength;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/// A credential of ours is meant to be relied on after the day from which its kind of key is no
/// longer allowed.
///
/// @param bitsMax applies to keys of at most so many bits of classical strength
/// @param disallowedAfter the last day on which such keys are allowed
public record QuantumVulnerableUntil(int bitsMax, LocalDate disallowedAfter) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        Instant deadline = disallowedAfter.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean late =
                !entry.foreign()
                        && entry.credential()
                                .notAfter()
                                .filter(it -> !it.isBefore(deadline))
                                .isPresent();
        return entry.credential().algorithm().stream()
                .filter(_ -> late)
                .filter(it -> it.strength() == Strength.QUANTUM_VULNERABLE)
                .filter(it -> it.bits() > 0 && it.bits() <= bitsMax)
                .flatMap(it ->
                        Ask.broken(
                                "its key (%s) is to be used after %s"
                                        .formatted(it.label(), disallowedAfter)));
    }
}
