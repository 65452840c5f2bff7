package io.muster.monitor;

import io.muster.model.CredentialType;
import io.muster.policy.Policy;
import io.muster.policy.checks.LifetimeOver;
import io.muster.policy.checks.OlderThan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How old a policy lets credentials become.
///
/// @param kept what does not end by itself, by type; the strictest rule counts
/// @param served certificates of servers, by the day of issue from which a limit holds
public record AgeLimits(Map<CredentialType, Duration> kept, SortedMap<Instant, Duration> served) {
    public AgeLimits {
        kept = Map.copyOf(kept);
        served = Collections.unmodifiableSortedMap(new TreeMap<>(served));
    }

    public static AgeLimits of(Policy policy) {
        Map<CredentialType, Duration> kept = new EnumMap<>(CredentialType.class);
        SortedMap<Instant, Duration> served = new TreeMap<>();
        policy.rules().stream()
                .map(it -> it.check())
                .forEach(check -> {
                    if (check instanceof OlderThan it) {
                        it.types()
                                .forEach(type ->
                                        kept.merge(
                                                type, Duration.ofDays(it.days()), AgeLimits::less));
                    } else if (check instanceof LifetimeOver it) {
                        it.steps()
                                .forEach(step ->
                                        served.merge(
                                                step.issuedFrom()
                                                        .atStartOfDay(ZoneOffset.UTC)
                                                        .toInstant(),
                                                Duration.ofDays(step.daysMax()),
                                                AgeLimits::less));
                    }
                });
        return new AgeLimits(kept, served);
    }

    private static Duration less(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
