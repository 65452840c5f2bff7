package io.muster.policy.checks;

import io.muster.model.Account;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/// A credential or an account has not been used for more than `days` days, as its provider tells.
///
/// Many credentials have no provider, so nothing is said where it tells no last use; of an account
/// that is old enough it is said that nobody can judge.
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

    @Override
    public Stream<Verdict> check(Account account, Instant now) {
        return Ask.lastDone(account, "lastUsed", now, Duration.ofDays(days), "was last used");
    }
}
