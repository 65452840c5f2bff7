package io.muster.store.policy;

import io.muster.catalog.Policies;
import io.muster.inventory.verdicts.Judging;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/// Everything in an inventory judged by the baseline as the server does it, verdicts kept: once
/// when nothing was judged yet, once when all of it was: `JudgeRun FOLDER`.
public final class JudgeRun {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int AT_ONCE = 200;

    private JudgeRun() {}

    public static void main(String[] arguments) {
        try (Database database = SqliteDatabase.roll(Path.of(arguments[0]))) {
            Judging judging =
                    new Judging(
                            database,
                            new JdbcVerdicts(database),
                            Policies.baseline(),
                            InstantSource.fixed(NOW));
            judging.judgeBy("first");
            measured("never judged before", judging);
            judging.judgeBy("again");
            measured("judged before", judging);
        }
    }

    private static void measured(String what, Judging judging) {
        var processor =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long before = processor.getProcessCpuTime();
        long began = System.nanoTime();
        int judged = 0;
        for (int some = 1; some > 0; judged += some) {
            some = judging.judge(AT_ONCE);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double spent = (processor.getProcessCpuTime() - before) / 1e9;
        System.out.printf(
                "%s: %d in %.1f s, %.0f/s, %.0f us of processor each%n",
                what, judged, seconds, judged / seconds, 1e6 * spent / judged);
    }
}
