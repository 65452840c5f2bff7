package io.muster.alerts;

import io.muster.alerts.Alert.About;
import io.muster.model.Severity;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Tells of work of the server itself that fails: once for each time from the first failure until
/// it goes well again.
public final class Jobs {
    /// What fails once and goes well the next time is nobody's business.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Units units;
    private final Alerts alerts;
    private final Supplier<SortedMap<String, String>> troubles;
    private final String node;
    private final InstantSource clock;
    private final Map<String, Failing> failing = new HashMap<>();

    /// @param troubles what hinders now, by the names of the jobs
    /// @param node tells this process from the others
    public Jobs(
            Units units,
            Alerts alerts,
            Supplier<SortedMap<String, String>> troubles,
            String node,
            InstantSource clock) {
        this.units = units;
        this.alerts = alerts;
        this.troubles = troubles;
        this.node = node;
        this.clock = clock;
    }

    private record Failing(Instant since, boolean told) {}

    /// Looks what fails. By one thread, some times a minute.
    public void look() {
        Instant now = clock.instant();
        SortedMap<String, String> trouble = troubles.get();
        failing.keySet().retainAll(trouble.keySet());
        trouble.forEach((job, reason) -> {
            Failing it = failing.computeIfAbsent(job, _ -> new Failing(now, false));
            if (!it.told() && !now.isBefore(it.since().plus(PATIENCE))) {
                boolean _ =
                        units.write(
                                unit -> alerts.raise(unit, alert(job, it.since(), reason, now)));
                failing.put(job, new Failing(it.since(), true));
            }
        });
    }

    private Alert alert(String job, Instant since, String reason, Instant now) {
        return new Alert(
                AlertKind.JOB_FAILED,
                Severity.HIGH,
                new About(About.Kind.JOB, node + "/" + job, job),
                since.truncatedTo(ChronoUnit.SECONDS).toString(),
                "'%s' of the server %s fails since %s: %s"
                        .formatted(job, node, Wording.time(since), reason),
                "Look into the log of that server, and at what /readyz and 'muster doctor' say.",
                List.of(),
                0,
                Optional.empty(),
                0,
                now);
    }
}
