package io.muster.store.policy;

import io.muster.catalog.Policies;
import io.muster.governance.PolicyDiff;
import io.muster.governance.Replay;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.policy.Policy;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import io.muster.store.intake.IngestRun;
import io.muster.store.intake.JdbcReports;
import io.muster.store.intake.JdbcRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The load behind `bench/policy-diff`: another policy is tried over an inventory, made in FOLDER
/// when there is none.
///
/// `main FOLDER LINES-FOLDER CREDENTIALS`. One rule that asks something else, then every rule.
final class ReplayRun {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LINES_AT_ONCE = 1000;

    private ReplayRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        boolean made = Files.exists(folder.resolve("roll.db"));
        try (Database database = SqliteDatabase.roll(folder)) {
            if (!made) {
                Path lines =
                        IngestRun.lines(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
                fill(database, lines);
            }
            Policy baseline = Policies.baseline();
            String stricter = Policies.baselineText().replace("daysMax: 30}", "daysMax: 60}");
            Replay replay = new Replay(new JdbcSubjects(database), InstantSource.fixed(NOW));
            Policy none = new Policy("none", 1, "", List.of());
            say("one rule", replay, baseline, Policies.parser().parse(stricter));
            say("every rule", replay, none, baseline);
        }
    }

    private static void say(String name, Replay replay, Policy inForce, Policy tried) {
        var processor =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long before = processor.getProcessCpuTime();
        long began = System.nanoTime();
        PolicyDiff diff = replay.diff(inForce, tried, (_, _) -> {});
        double seconds = (System.nanoTime() - began) / 1e9;
        double spent = (processor.getProcessCpuTime() - before) / 1e9;
        long broken = diff.newlyBroken().size() + diff.more().newlyBroken();
        System.out.printf(
                "%s: %d judged in %.1f s, %.0f/s, %.1f s of processor, %d newly broken%n",
                name, diff.judged(), seconds, diff.judged() / seconds, spent, broken);
    }

    private static void fill(Database database, Path lines) throws Exception {
        Intake intake =
                new Intake(
                        database,
                        new JdbcReports(database),
                        new JdbcRuns(database),
                        InstantSource.system(),
                        new Random());
        String run = intake.begin(new Reports.Beginning("load", "scanner", "bench"));
        try (BufferedReader reader = Files.newBufferedReader(lines)) {
            for (List<String> some = some(reader); !some.isEmpty(); some = some(reader)) {
                intake.take(run, Report.parse(some, 1));
            }
        }
        intake.complete(run, new Completion(List.of("file://"), Run.Work.NONE));
    }

    private static List<String> some(BufferedReader reader) throws IOException {
        List<String> some = new ArrayList<>();
        while (some.size() < LINES_AT_ONCE) {
            String line = reader.readLine();
            if (line == null) {
                break;
            }
            some.add(line);
        }
        return some;
    }
}
