package io.muster.store.audit;

import java.util.concurrent.TimeUnit;
import com.sun.management.OperatingSystemMXBean;
import io.muster.audit.Decision;
import io.muster.audit.Export;
import io.muster.audit.ExportCheck;
import io.muster.audit.Sealing;
import io.muster.audit.Verification;
import io.muster.merkle.NoteKey;
import io.muster.store.Database;
import io.muster.store.SqliteDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Entries appended one to a unit, each kept before its caller goes on, by many callers at once,
/// signed once a second; then the log exported, and both verified: `AuditRun FOLDER ENTRIES
/// CALLERS`.
public final class AuditRun {
    private static final InstantSource CLOCK = InstantSource.system();

    private AuditRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "audit");
        long count = Long.parseLong(arguments[1]);
        int callers = Integer.parseInt(arguments[2]);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteKey key = NoteKey.of("bench/audit", pair.getPublic());
        try (Database database = SqliteDatabase.authority(folder)) {
            JdbcAuditLog log = new JdbcAuditLog(database);
            Sealing sealing = new Sealing(log, database, key, pair.getPrivate(), CLOCK);
            timed("appended", count, () -> append(database, log, sealing, count, callers));
            sealing.seal();
            System.out.println("checkpoints: " + log.checkpoints().size());
            timed("verified in the database", count, () -> holds(Verification.of(log, List.of(), key).faults()));
            Path file = folder.resolve("export");
            timed("exported", count, () -> export(new Export(log, sealing), file));
            System.out.println("megabytes: " + Files.size(file) / 1_000_000);
            timed("verified from the file", count, () -> check(file, key));
        }
        try (var files = Files.walk(folder)) {
            for (Path it : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(it);
            }
        }
    }

    private static long append(
            Database database, JdbcAuditLog log, Sealing sealing, long count, int callers)
            throws Exception {
        AtomicLong next = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var seal = clock.scheduleWithFixedDelay(sealing::seal, 1, 1, TimeUnit.SECONDS);
            List<? extends Future<?>> all =
                    IntStream.range(0, callers)
                            .mapToObj(_ -> threads.submit(() -> {
                                for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                                    Decision decision = decision(n);
                                    database.write(unit -> log.append(unit, decision));
                                }
                            }))
                            .toList();
            for (Future<?> it : all) {
                it.get();
            }
            seal.cancel(false);
        }
        return count;
    }

    private static Decision decision(long n) {
        return Decision.of(
                CLOCK.instant(),
                "token:ci-" + n % 50,
                "4f2c9b1e-%012d".formatted(n),
                "credential.note",
                "credential:%064x".formatted(n % 10_000),
                Map.of("tag", "reviewed", "environment", "production"));
    }

    private static long export(Export export, Path file) throws Exception {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            export.write(export.slice(Optional.empty(), Optional.empty()).orElseThrow(), out);
        }
        return 0;
    }

    private static long check(Path file, NoteKey key) throws Exception {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return holds(ExportCheck.of(in, List.of(), key).faults());
        }
    }

    private static long holds(List<?> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.toString());
        }
        return 0;
    }

    private static void timed(String what, long count, Callable<Long> work) throws Exception {
        var processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = processor.getProcessCpuTime();
        long begun = System.nanoTime();
        Object _ = work.call();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double spent = (processor.getProcessCpuTime() - before) / 1e9;
        System.out.printf(
                "%s: %.1f s, %.0f/s, %.1f s of processor, %.1f us each%n",
                what, seconds, count / seconds, spent, 1e6 * spent / count);
    }
}
