package io.muster.store.search;

import java.util.concurrent.locks.LockSupport;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.graph.Surroundings.Thing;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.store.Database;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.SqliteDatabase;
import io.muster.store.SyntheticRoll;
import io.muster.store.Times;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.graph.JdbcSurroundings;
import io.muster.unit.Unavailable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks a roll what people ask, one question after the other, while a scanner reports what it sees
/// again: `SearchRun FOLDER CREDENTIALS ROUNDS [each]`. Makes the roll when the folder has none;
/// `each` prints a line for each query.
public final class SearchRun {
    private static final Viewer ALL = new Viewer.Everything();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int KNOWN_A_SECOND = 5_000;
    private static final int UNIT = 500;

    private static final List<String> SORTS =
            List.of("", "-expires", "title", "-seen", "-places", "-severity", "first");

    private static final List<String> QUERIES =
            List.of(
                    "", "zebra", "ledger", "example", "pay", "pay-shop", "issuing",
                    "web-77.example.org", "nothing-has-this", "kind:service", "type:pgp-key",
                    "type:ssh-key", "state:active", "state:expired", "state:gone|revoked",
                    "state:not-yet-valid", "owner:none", "owner:team-7", "environment:test",
                    "tag:rare", "tag:pci", "source:source-2", "place:tls*", "place:/etc/ssl/pay",
                    "host:web-3.example.org", "role:private-key", "role:trusted",
                    "issuer:\"issuing ca 7\"", "issuerkind:ad-hoc", "algorithm:rsa*", "bits<2048",
                    "class:weak", "expires<30d", "expires:none", "seen>3d", "first<7d",
                    "severity:critical", "rule:weak-key", "foreign:yes", "managed:no", "samekey>1",
                    "places>100", "findings>0", "name:pay",
                    "kind:service expires<30d owner:none place:tls* \"pay\"",
                    "type:ssh-key class:weak environment:test", "ledger severity:critical",
                    "owner:team-7 severity:high", "-state:gone -foreign:yes",
                    "type:secret -owner:none", "pay -shop severity:critical|high",
                    "expires<90d owner:none", "key:none", "fingerprint:abc*");

    private SearchRun() {}

    public static void main(String[] arguments) throws Exception {
        int credentials = Integer.parseInt(arguments[1]);
        try (Database roll = opened(arguments[0], credentials)) {
            AtomicBoolean over = new AtomicBoolean();
            Thread scanner = Thread.ofPlatform().start(() -> report(roll, over));
            new SearchRun().run(roll, Integer.parseInt(arguments[2]), arguments.length > 3);
            over.set(true);
            scanner.join();
        }
    }

    /// @param where a folder, or the address of a PostgreSQL database
    private static Database opened(String where, int credentials) throws Exception {
        Database roll;
        if (where.startsWith("jdbc:")) {
            roll = PostgresqlDatabase.open(where);
        } else {
            Files.createDirectories(Path.of(where));
            roll = SqliteDatabase.roll(Path.of(where));
        }
        if (roll.read(session -> session.number("SELECT count(*) FROM team")) == 0) {
            new SyntheticRoll(credentials, 1).write(roll);
        }
        SyntheticRoll.index(roll);
        return roll;
    }

    private void run(Database roll, int rounds, boolean each) throws Exception {
        InstantSource clock = InstantSource.fixed(Times.instant(SyntheticRoll.NOW));
        JdbcSearch search = new JdbcSearch(roll, clock);
        String identity = id(roll, "identity", 3);
        String credential = id(roll, "credential", 7);
        List<Double> rows = new ArrayList<>();
        List<Double> giants = new ArrayList<>();
        List<Double> facets = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (String text : QUERIES) {
                List<Double> times = new ArrayList<>();
                Query query = Query.parse(Listing.CREDENTIALS, text);
                for (String sort : SORTS) {
                    PageRequest page = PageRequest.first(50, sort);
                    times.add(millis(() -> search.credentials(ALL, query, page)));
                }
                facets.add(millis(() -> search.facets(ALL, query)));
                if (each && round == rounds - 1) {
                    System.out.printf(
                            "%7.1f %7.1f  %s%n",
                            times.stream().sorted().toList().get(times.size() / 2),
                            times.stream().max(Double::compare).orElseThrow(),
                            text);
                }
                rows.addAll(times);
            }
            for (String text : List.of("", " expires<30d", " severity:critical", " pay")) {
                Query query = Query.parse(Listing.CREDENTIALS, "identity:" + identity + text);
                for (String sort : SORTS) {
                    PageRequest page = PageRequest.first(50, sort);
                    giants.add(millis(() -> search.credentials(ALL, query, page)));
                }
            }
            for (String text : List.of("", " gone:none", " role:served", " web-77")) {
                Query query = Query.parse(Listing.SIGHTINGS, "credential:" + credential + text);
                giants.add(millis(() -> search.sightings(ALL, query, PageRequest.first(50))));
            }
        }
        System.out.printf("%d questions were not answered in time%n", refused.get());
        print("roll, any filter and sort", rows);
        print("one of 100,000", giants);
        print("facets", facets);
        JdbcStatistics statistics = new JdbcStatistics(roll, clock);
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        print("overview", repeated(rounds, () -> statistics.overview(ALL, yesterday)));
        print("issuers", repeated(rounds, () -> statistics.issuers(ALL, 50)));
        JdbcDetails details = new JdbcDetails(roll, clock);
        print("identity", repeated(rounds, () -> details.identity(ALL, identity)));
        print("credential", repeated(rounds, () -> details.credential(ALL, credential)));
        JdbcSurroundings graph = new JdbcSurroundings(roll);
        for (Thing thing :
                List.of(
                        new Thing(Thing.Kind.IDENTITY, identity),
                        new Thing(Thing.Kind.CREDENTIAL, credential))) {
            print("graph, two steps", repeated(rounds, () -> graph.around(ALL, thing, 2, 500)));
        }
        Query open = Query.parse(Listing.FINDINGS, "resolved:none");
        Query rule = Query.parse(Listing.FINDINGS, "resolved:none rule:weak-key pay");
        print("findings", repeated(rounds, () -> search.findings(ALL, open, PageRequest.first(50))));
        print("findings", repeated(rounds, () -> search.findings(ALL, rule, PageRequest.first(50))));
        Query services = Query.parse(Listing.IDENTITIES, "kind:service pay");
        print(
                "identities",
                repeated(rounds, () -> search.identities(ALL, services, PageRequest.first(50))));
    }

    /// What a scanner sees again, at a steady rate.
    private static void report(Database roll, AtomicBoolean over) {
        long start = System.nanoTime();
        for (long unit = 0; !over.get(); unit++) {
            long first = unit * UNIT;
            long at = SyntheticRoll.NOW + unit;
            roll.writeInBulk(it ->
                    Database.in(
                            it,
                            session -> {
                                for (long i = first; i < first + UNIT; i++) {
                                    long n = 1 + i * 7_919 % 900_000;
                                    session.update(
                                            "UPDATE sighting SET last_at = ? WHERE credential_n = ?"
                                                    + " AND credential_n <> 7",
                                            at,
                                            n);
                                    session.update(
                                            "UPDATE credential SET last_seen = ? WHERE n = ?", at, n);
                                }
                                return true;
                            }));
            long due = start + (unit + 1) * UNIT * 1_000_000_000L / KNOWN_A_SECOND;
            LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
        }
    }

    private static String id(Database roll, String table, long n) {
        return roll.read(session ->
                session.first("SELECT id FROM " + table + " WHERE n = ?", row -> row.hex(1), n)
                        .orElseThrow());
    }

    private interface Work {
        Object done() throws Exception;
    }

    /// What the server would not answer in time counts with the time it took to say so.
    private static double millis(Work work) throws Exception {
        long start = CPU ? readers() : System.nanoTime();
        try {
            work.done();
        } catch (Unavailable | QueryRefused _) {
            refused.incrementAndGet();
        }
        return ((CPU ? readers() : System.nanoTime()) - start) / 1e6;
    }

    /// Processor time of the threads that read, which are those that answer.
    private static long readers() {
        long all = 0;
        for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-reader-")) {
                all += THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return all;
    }

    private static final AtomicInteger refused = new AtomicInteger();
    private static final boolean CPU = Boolean.getBoolean("cpu");

    private static List<Double> repeated(int rounds, Work work) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 10 * rounds; i++) {
            times.add(millis(work));
        }
        return times;
    }

    private static void print(String name, List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(it -> it).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%-28s %5d  p50 %7.1f  p95 %7.1f  p99 %7.1f  most %7.1f ms%n",
                name,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]);
    }
}
