package io.muster.store.wards;

import com.sun.management.OperatingSystemMXBean;
import io.muster.inventory.Viewer;
import io.muster.stewardship.Charge;
import io.muster.stewardship.Stewardship;
import io.muster.stewardship.Suggestions;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import io.muster.store.stewardship.JdbcOrphans;
import io.muster.store.stewardship.JdbcSuggestions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Every identity of a made-up roll assessed once: `AssessRun FOLDER CREDENTIALS`. Prints
/// identities a second, processor time of each, and how long the lists that come of it take.
public final class AssessRun {
    private static final Viewer ALL = new Viewer.Everything();

    private AssessRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int credentials = Integer.parseInt(arguments[1]);
        try (Database roll = SqliteDatabase.roll(folder)) {
            if (roll.read(session -> session.number("SELECT count(*) FROM identity")) == 0) {
                new SyntheticRoll(credentials, 1).write(roll);
            }
            Stewardship stewardship =
                    new Stewardship(
                            roll,
                            new JdbcWards(roll),
                            new Charge("platform", "cloud", "security", Duration.ofDays(3)),
                            () -> Times.instant(SyntheticRoll.NOW));
            var processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long before = processor.getProcessCpuTime();
            long begun = System.nanoTime();
            long assessed = 0;
            for (int some = 1; some > 0; assessed += some) {
                some = stewardship.assess(100);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            double spent = (processor.getProcessCpuTime() - before) / 1e9;
            System.out.printf(
                    "%d assessed in %.1f s: %.0f/s, %.3f ms of processor each%n",
                    assessed, seconds, assessed / seconds, 1000 * spent / assessed);
            Suggestions suggestions = new JdbcSuggestions(roll);
            time("orphans", () -> new JdbcOrphans(roll).orphans(ALL, Optional.empty(), Optional.empty(), 100));
            time("suggestions", () -> suggestions.suggested(ALL, Optional.empty(), 100));
        }
    }

    private static void time(String what, Callable<?> work) throws Exception {
        for (int round = 0; round < 3; round++) {
            work.call();
        }
        long begun = System.nanoTime();
        work.call();
        System.out.printf("%s: %.1f ms%n", what, (System.nanoTime() - begun) / 1e6);
    }
}
