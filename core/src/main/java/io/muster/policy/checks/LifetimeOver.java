package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.X509Certificate;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// A server certificate was issued for longer than was allowed on its day of issue.
///
/// Both ends count (RFC 5280, 4.1.2.5), so a second too many is a day too many, as the Baseline
/// Requirements, 6.3.2, read it.
///
/// @param steps in order of date; the last one that has begun on the day of issue holds
public record LifetimeOver(List<Step> steps) implements Check {
    public LifetimeOver {
        steps = List.copyOf(steps);
    }

    /// From `issuedFrom` (UTC) on, at most `daysMax` days of 86,400 seconds.
    public record Step(LocalDate issuedFrom, int daysMax) {}

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.serverOrMeantFor(entry).stream().flatMap(this::check);
    }

    /// Days that have begun: a fraction of a day counts as one.
    private static long begun(Duration life) {
        return life.plusDays(1).minusNanos(1).toDays();
    }

    private Stream<Verdict> check(X509Certificate certificate) {
        Instant issued = certificate.validity().notBefore();
        LocalDate day = Ask.date(issued);
        Duration life = Duration.between(issued, certificate.validity().notAfter()).plusSeconds(1);
        return steps.stream()
                .filter(it -> !day.isBefore(it.issuedFrom()))
                .reduce((_, later) -> later)
                .filter(step -> life.compareTo(Duration.ofDays(step.daysMax())) > 0)
                .stream()
                .flatMap(step ->
                        Ask.broken(
                                "was issued on %s for %s; %d are allowed for that day"
                                        .formatted(
                                                day,
                                                Ask.counted(begun(life), "day"),
                                                step.daysMax())));
    }
}
