package io.muster.store.intake;

import com.sun.management.OperatingSystemMXBean;
import io.muster.catalog.Policies;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.verdicts.Judging;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.store.Database;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.SqliteDatabase;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.testing.PostgresqlServer;
import io.muster.testing.Samples;
import io.muster.wire.Line;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The load behind `bench/ingest`: lines as a scanner sends them go into a fresh inventory, twice.
///
/// `main FOLDER sqlite|postgresql CREDENTIALS`. Prints one line of figures for each tenth.
public final class IngestRun {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LINES_AT_ONCE = 1000;
    private static final int SCANNERS = 2;
    private static final String INDEX = "index";
    private static final List<String> END = List.of();

    private IngestRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        Path lines = lines(folder, count);
        boolean embedded = arguments[1].equals("sqlite");
        Path data = Files.createTempDirectory(folder, "data");
        Database database =
                embedded
                        ? SqliteDatabase.roll(data)
                        : PostgresqlDatabase.open(
                                arguments.length > 3
                                        ? arguments[3]
                                        : PostgresqlServer.freshDatabase());
        try (database) {
            pass("new", database, lines, count);
            pass("known", database, lines, count);
            judge(database);
        }
        if (embedded) {
            try (var files = Files.list(data)) {
                for (Path file : files.filter(it -> it.toString().endsWith(".db")).toList()) {
                    say("%s: %d MB%n", file.getFileName(), Files.size(file) >> 20);
                }
            }
        }
    }

    private static void judge(Database database) {
        Judging judging =
                new Judging(
                        database,
                        new JdbcVerdicts(database),
                        Policies.baseline(),
                        InstantSource.fixed(START));
        long began = System.nanoTime();
        int judged = 0;
        for (int some = 1; some > 0 && judged < 20_000; judged += some) {
            some = judging.judge(200);
        }
        say("judged %d at %.0f/s%n", judged, judged / seconds(began));
    }

    private static void pass(String name, Database database, Path lines, int count)
            throws Exception {
        Intake intake =
                new Intake(
                        database,
                        new JdbcReports(database),
                        new JdbcRuns(database),
                        InstantSource.system(),
                        new Random());
        String run = intake.begin(new Reports.Beginning("load", "scanner", "bench"));
        BlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(16);
        Thread reader = Thread.ofPlatform().start(() -> read(lines, queue));
        AtomicBoolean over = new AtomicBoolean();
        long[] lag = new long[1];
        Thread index =
                Thread.ofPlatform().name(INDEX).start(() -> follow(database, over, lag));
        long began = System.nanoTime();
        long processor = processor();
        long writer = processor("muster-roll-writer");
        long indexed = processor(INDEX);
        long written = written();
        Progress progress = new Progress(name, count, lag);
        List<Thread> scanners = new ArrayList<>();
        for (int i = 0; i < SCANNERS; i++) {
            scanners.add(Thread.ofPlatform().start(() -> send(intake, run, queue, progress)));
        }
        for (Thread scanner : scanners) {
            scanner.join();
        }
        long done = progress.done;
        say(
                "%s: %.0f credentials/s, %.0f sightings/s in all%n",
                name, done / seconds(began), 3 * done / seconds(began));
        say(
                "%s: %.0f us of processor a credential, %.0f of them the writer's, %.0f the index's%n",
                name,
                (processor() - processor) / 1e3 / done,
                (processor("muster-roll-writer") - writer) / 1e3 / done,
                (processor(INDEX) - indexed) / 1e3 / done);
        say("%s: %d KB written a credential%n", name, ((written() - written) >> 10) / done);
        over.set(true);
        long waited = System.nanoTime();
        index.join();
        reader.join();
        say("index complete after %.1f s more%n", seconds(waited));
        Run ended = intake.complete(run, new Completion(List.of("file://"), Run.Work.NONE));
        say("completed in %.1f s: %s%n", seconds(waited), ended.counts());
    }

    /// One scanner: the next part when the last was answered for.
    private static void send(
            Intake intake, String run, BlockingQueue<List<String>> queue, Progress progress) {
        try {
            List<String> some = queue.take();
            for (; !some.isEmpty(); some = queue.take()) {
                progress.add(intake.take(run, Report.parse(some, 1)).seen());
            }
            queue.put(some);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What all scanners have sent.
    private static final class Progress {
        private final String name;
        private final int count;
        private final long[] lag;
        private long tenth = System.nanoTime();
        private long done;
        private long next;

        private Progress(String name, int count, long[] lag) {
            this.name = name;
            this.count = count;
            this.lag = lag;
            this.next = count / 10;
        }

        private synchronized void add(long lines) {
            done += lines;
            if (done >= next) {
                say(
                        "%s %d: %.0f lines/s, index %d rows behind%n",
                        name, done, count / 10 / seconds(tenth), lag[0]);
                tenth = System.nanoTime();
                next += count / 10;
            }
        }
    }

    /// The index follows as it does in the server, while the load goes on.
    private static void follow(Database database, AtomicBoolean over, long[] lag) {
        JdbcSearchIndex index = new JdbcSearchIndex(database);
        while (true) {
            boolean last = over.get();
            int rows;
            int some = 0;
            do {
                rows = index.follow();
                some += rows;
            } while (rows > 0 && some < 20_000);
            lag[0] = index.behind();
            if (rows == 0) {
                if (last) {
                    return;
                }
            }
            if (!last) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Path lines, BlockingQueue<List<String>> queue) {
        try (BufferedReader reader = Files.newBufferedReader(lines)) {
            List<String> some = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                some.add(line);
                if (some.size() == LINES_AT_ONCE) {
                    queue.put(some);
                    some = new ArrayList<>();
                }
            }
            if (!some.isEmpty()) {
                queue.put(some);
            }
            queue.put(END);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The lines that a scanner sends of `count` credentials, made once.
    public static Path lines(Path folder, int count) throws IOException {
        Path file = folder.resolve("lines-" + count + ".ndjson");
        if (Files.exists(file)) {
            return file;
        }
        Random random = new Random(20261122);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < count; i++) {
                out.write(new Line.OfEntry(entry(i, random)).text());
                out.write('\n');
            }
        }
        return file;
    }

    /// A certificate of one of a third as many services, at three places.
    private static Entry entry(int i, Random random) {
        String name =
                "svc-%s-%06d.team-%d.example.com"
                        .formatted(Integer.toString(random.nextInt(46_656), 36), i / 3, i % 97);
        Instant notBefore = START.minus(Duration.ofDays(random.nextInt(60)));
        Credential credential =
                Samples.certificate(
                        name,
                        "Example Issuing CA " + i % 20,
                        notBefore,
                        notBefore.plus(Duration.ofDays(30 + random.nextInt(400))));
        String host = "host-%05d".formatted(random.nextInt(50_000));
        List<Sighting> sightings = new ArrayList<>();
        for (String place :
                List.of(
                        "file://%s/etc/ssl/certs/%s.pem".formatted(host, name),
                        "file://%s/srv/%s/tls.crt".formatted(host, name),
                        "file://%s/var/lib/kubelet/pods/%08x/tls.crt"
                                .formatted(host, random.nextInt()))) {
            sightings.add(
                    new Sighting(
                            credential.id(),
                            new Place(place),
                            Role.STORED,
                            "files",
                            START,
                            Facts.of("mode", "0644").with("format", "PEM").with("line", 1L)));
        }
        return new Entry(
                credential,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE, "", name),
                                "certificate-names",
                                List.of("dns " + name))),
                sightings,
                Facts.of("chain", "incomplete").with("issuer.kind", "internal"));
    }

    /// Of this process, in nanoseconds.
    private static long processor() {
        return ((OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// Of the thread `name`, in nanoseconds; 0 where there is none.
    private static long processor(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo one : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (one != null && one.getThreadName().equals(name)) {
                return threads.getThreadCpuTime(one.getThreadId());
            }
        }
        return 0;
    }

    /// Bytes that this process has given to the system to be written.
    private static long written() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/io"))) {
            return lines.filter(it -> it.startsWith("wchar: "))
                    .mapToLong(it -> Long.parseLong(it.substring(7)))
                    .sum();
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format, values);
    }
}
