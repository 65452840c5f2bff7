package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// A credential of ours is past its end.
public record Expired() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.credential().notAfter().stream()
                .filter(_ -> !entry.foreign())
                .filter(now::isAfter)
                .flatMap(end ->
                        Ask.broken(
                                "expired on %s, %s ago"
                                        .formatted(
                                                Ask.day(end),
                                                Ask.days(Duration.between(end, now)))));
    }
}
