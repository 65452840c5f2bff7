package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/// A credential whose provider tells its last use has not been used for more than `days` days.
public record Unused(int days) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.sightings().stream()
                .flatMap(it -> it.facts().text("lastUsed").stream())
                .flatMap(it -> Ask.instant(it).stream())
                .max(Comparator.naturalOrder())
                .filter(_ -> !entry.foreign())
                .filter(used -> Duration.between(used, now).compareTo(Duration.ofDays(days)) > 0)
                .stream()
                .flatMap(used -> Ask.broken("was last used on " + Ask.day(used)));
    }
}
