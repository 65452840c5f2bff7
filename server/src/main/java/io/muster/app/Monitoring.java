package io.muster.app;

import io.muster.api.Api;
import io.muster.http.Route;
import io.muster.inventory.ChangeFeed;
import io.muster.monitor.AgeLimits;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.policy.Policy;
import io.muster.store.Database;
import io.muster.store.access.JdbcTeamTree;
import io.muster.store.figures.JdbcProgram;
import io.muster.store.search.JdbcChangeFeed;
import io.muster.unit.Unavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Counts the figures of the program again and again, and tells them to Prometheus.
record Monitoring(Program program, Supplier<Policy> policy, Database roll, InstantSource clock) {
    private static final int SECONDS_UNTIL_AGAIN = 60;

    static Monitoring of(Inventory.Ground ground, Supplier<Policy> policy) {
        Database roll = ground.databases().roll();
        Monitoring monitoring = new Monitoring(new JdbcProgram(roll), policy, roll, ground.clock());
        for (ProgramMetric metric : ProgramMetric.values()) {
            ground.metrics()
                    .gauge(
                            "muster_program",
                            "The figures by which the program is steered, in per cent or as a"
                                    + " number; NaN while nobody can tell.",
                            "metric=\"%s\"".formatted(metric),
                            () -> monitoring.gauge(metric));
        }
        return monitoring;
    }

    List<Route> routes() {
        return Api.program(program, new JdbcTeamTree(roll));
    }

    /// To be called often: counts when something has changed and each minute, and rests longer than
    /// it works.
    Runnable measuring() {
        ChangeFeed feed = new JdbcChangeFeed(roll);
        return new Rested(
                () -> feed.newest() + clock.instant().getEpochSecond() / SECONDS_UNTIL_AGAIN,
                () -> {
                    List<Measure> measures =
                            program.measure(AgeLimits.of(policy.get()), clock.instant());
                    roll.write(unit -> {
                        program.keep(unit, measures);
                        return true;
                    });
                });
    }

    private double gauge(ProgramMetric metric) {
        try {
            return program.series(metric, 1).stream()
                    .flatMap(it -> it.value().stream())
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (Unavailable _) {
            return Double.NaN;
        }
    }
}
