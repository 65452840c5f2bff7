package io.muster.policy.checks;

import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// A credential of ours ends soon: more than `daysMin` days from now (none when 0) and within
/// `daysMax`.
///
/// What lives shorter than three times `daysMax` is asked about in the last third of its life
/// instead, or everything that renews often would always be "soon".
public record ExpiresWithin(int daysMin, int daysMax) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        Credential credential = entry.credential();
        return credential.notAfter().stream()
                .filter(_ -> !entry.foreign())
                .filter(end -> !now.isAfter(end))
                .filter(end -> soon(credential, Duration.between(now, end)))
                .flatMap(end ->
                        Ask.broken(
                                "expires on %s, in %s"
                                        .formatted(
                                                Ask.day(end),
                                                Ask.days(Duration.between(now, end)))));
    }

    private boolean soon(Credential credential, Duration remaining) {
        Duration within = Duration.ofDays(daysMax);
        Duration third =
                credential
                        .notBefore()
                        .flatMap(start ->
                                credential.notAfter().map(end -> Duration.between(start, end)))
                        .map(life -> life.dividedBy(3))
                        .orElse(within);
        boolean notSooner = daysMin == 0 || remaining.compareTo(Duration.ofDays(daysMin)) > 0;
        return notSooner && remaining.compareTo(within) <= 0 && remaining.compareTo(third) <= 0;
    }
}
