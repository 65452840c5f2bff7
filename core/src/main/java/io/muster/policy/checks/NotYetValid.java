package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// A server presents a credential whose validity has not begun.
public record NotYetValid() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.credential().notBefore().stream()
                .filter(now::isBefore)
                .filter(_ -> Ask.servedAsLeaf(entry).findAny().isPresent())
                .flatMap(start ->
                        Ask.broken(
                                "is valid only from %s, in %s"
                                        .formatted(
                                                Ask.day(start),
                                                Ask.days(Duration.between(now, start)))));
    }
}
