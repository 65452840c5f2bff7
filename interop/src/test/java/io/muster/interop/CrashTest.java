package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The server is killed at any moment while scanners report and people tag, again and again on the
/// same data. Whatever it has acknowledged is there after the next start, once.
///
/// After each start it is asked for what it acknowledged last; for everything after each fifth and
/// at the end: what is lost or doubled stays so, and reading it all takes longer than a life.
class CrashTest {
    private static final long SEED = Long.getLong("muster.seed", 20261122);
    private static final int KILLS = Integer.getInteger("muster.kills", 20);

    /// Who lives for a second has nothing of code that was compiled well.
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final int LIFE_MILLIS_MAX = 300;
    private static final int LIFE_BATCHES_MAX = 4;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int ALL_EACH = 5;
    private static final int LAST_ASKED = 3;

    @TempDir private Path folder;
    private final Random random = new Random(SEED);
    private final List<Scanner> scanners =
            List.of(new Scanner("web-1", SEED + 1), new Scanner("web-2", SEED + 2));
    private final Set<String> tagged = new ConcurrentSkipListSet<>();
    private final Set<String> foundBefore = new TreeSet<>();

    @Test
    void theEmbeddedDatabaseKeepsWhatItAcknowledged() throws Exception {
        Sandbox sandbox = Sandbox.in(folder).with(SHORT_LIVED);
        killed(sandbox);
    }

    @Test
    void postgresqlKeepsWhatWasAcknowledged() throws Exception {
        Sandbox sandbox = Sandbox.in(folder).with(SHORT_LIVED);
        Path cluster = Files.createTempDirectory("muster-postgresql");
        try (Postgresql database = new Postgresql(cluster)) {
            killed(sandbox, "--database-url", database.url());
        } finally {
            Removal.of(cluster);
        }
    }

    private void killed(Sandbox sandbox, String... options) throws Exception {
        Path data = sandbox.root().resolve("data");
        String token = Served.token(sandbox, data, "read,report,write,administer,audit", options);
        for (int kill = 1; kill <= KILLS; kill++) {
            Served server = Served.quiet(sandbox, data, options);
            try {
                Client client = server.as(token);
                acknowledged(client, kill);
                if (kill % ALL_EACH == 0) {
                    check(client, kill);
                }
                load(server, token);
            } finally {
                server.kill();
            }
        }
        try (Served server = Served.quiet(sandbox, data, options)) {
            Client client = server.as(token);
            check(client, KILLS + 1);
            assertThat(scanners).allMatch(it -> it.acknowledged() > 1);
            assertThat(scanners.stream().mapToInt(Scanner::acknowledged).sum())
                    .isGreaterThan(KILLS);
            assertThat(tagged).isNotEmpty();
            assertThat(foundBefore).isNotEmpty();
            AuditLog.of(client).check();
        }
    }

    /// Two scanners and a person at work until the kill.
    private void load(Served server, String token) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work =
                    new ArrayList<>(
                            scanners.stream()
                                    .<Future<?>>map(it ->
                                            threads.submit(() -> {
                                                it.report(server.as(token));
                                                return it;
                                            }))
                                    .toList());
            work.add(threads.submit(() -> tag(server, token)));
            live();
            server.kill();
            for (Future<?> one : work) {
                one.get();
            }
        }
    }

    /// Some moments after some batches were acknowledged; every third time, sooner: on a slow
    /// machine a life counted in time alone would end before anything was kept.
    private void live() throws InterruptedException {
        int batches = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(LIFE_BATCHES_MAX);
        int wanted = batches + scanners.stream().mapToInt(Scanner::acknowledged).sum();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (scanners.stream().mapToInt(Scanner::acknowledged).sum() < wanted
                && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LIFE_MILLIS_MAX));
    }

    private int tag(Served server, String token) throws InterruptedException {
        Client client = server.as(token);
        int tags = 0;
        try {
            while (server.handle().isAlive()) {
                List<String> ids =
                        scanners.stream()
                                .flatMap(it -> it.kept().stream())
                                .map(it -> it.split(" ", -1)[0])
                                .toList();
                if (ids.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                    continue;
                }
                String id = ids.get(Math.floorMod(31 * tagged.size() + 7, ids.size()));
                String tag = "t" + tagged.size() % 7;
                client.post(
                                "/api/v1/tags/apply",
                                "{\"list\":\"credentials\",\"ids\":[\"%s\"],\"add\":[\"%s\"],\"preview\":false}"
                                        .formatted(id, tag))
                        .good();
                tagged.add(id + " " + tag);
                tags++;
            }
        } catch (IOException _) {
            // It was killed.
        }
        return tags;
    }

    /// It needed nobody to start, and has what it acknowledged last.
    private void acknowledged(Client client, int start) throws Exception {
        String when = when(start);
        assertThat(client.get("/readyz").status()).as(when).isEqualTo(200);
        for (Scanner scanner : scanners) {
            for (String sighting : scanner.last().stream().limit(LAST_ASKED).toList()) {
                String[] parts = sighting.split(" ", 2);
                assertThat(client.all("/api/v1/sightings?q=credential:" + parts[0]))
                        .as("%s: %s", when, sighting)
                        .extracting(it -> it.path("place").asString())
                        .contains(parts[1]);
            }
        }
    }

    private static String when(int start) {
        return "seed %d, start %d".formatted(SEED, start);
    }

    private void check(Client client, int start) throws Exception {
        String when = when(start);
        assertThat(client.get("/readyz").status()).as(when).isEqualTo(200);
        Set<String> credentials = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (JsonNode it : client.all("/api/v1/credentials")) {
            String id = it.path("id").asString();
            assertThat(credentials.add(id)).as("%s: twice: %s", when, id).isTrue();
            it.path("tags").forEach(tag -> tags.add(id + " " + tag.asString()));
        }
        Set<String> sightings = new HashSet<>();
        for (JsonNode it : client.all("/api/v1/sightings")) {
            String sighting =
                    it.at("/credential/id").asString() + " " + it.path("place").asString();
            assertThat(sightings.add(sighting)).as("%s: twice: %s", when, sighting).isTrue();
        }
        for (Scanner scanner : scanners) {
            assertThat(missing(scanner.kept(), sightings)).as(when + ": sightings").isEmpty();
        }
        assertThat(missing(tagged, tags)).as(when + ": tags").isEmpty();
        Set<String> findings = new HashSet<>();
        for (JsonNode it : client.all("/api/v1/findings")) {
            String finding =
                    it.at("/credential/id").asString("")
                            + it.at("/identity/id").asString("")
                            + it.at("/source/id").asString("")
                            + it.path("rule").asString();
            assertThat(findings.add(finding)).as("%s: twice: %s", when, finding).isTrue();
        }
        assertThat(missing(foundBefore, findings)).as(when + ": findings").isEmpty();
        foundBefore.addAll(findings);
        for (JsonNode run : client.all("/api/v1/runs")) {
            JsonNode counts = run.path("counts");
            assertThat(counts.path("seen").asLong())
                    .as(when + ": " + run)
                    .isEqualTo(
                            counts.path("fresh").asLong()
                                    + counts.path("known").asLong()
                                    + counts.path("rejected").asLong());
        }
    }

    /// At most ten of what is not there.
    private static List<String> missing(Set<String> expected, Set<String> there) {
        return expected.stream().filter(it -> !there.contains(it)).limit(10).toList();
    }
}
