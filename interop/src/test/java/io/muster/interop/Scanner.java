package io.muster.interop;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.testing.Samples;
import io.muster.wire.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A scanner that reports without end, and remembers what it was promised.
final class Scanner {
    private static final int LINES = 40;
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final String name;
    private final Random random;
    private Map<String, Entry> pending = Map.of();
    private String run = "";
    private int made;

    /// Sightings that were acknowledged: `credential place`.
    private final Set<String> kept = new ConcurrentSkipListSet<>();

    private volatile List<String> last = List.of();
    private final AtomicInteger acknowledged = new AtomicInteger();

    Scanner(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    String name() {
        return name;
    }

    Set<String> kept() {
        return kept;
    }

    /// How many batches were.
    int acknowledged() {
        return acknowledged.get();
    }

    /// Those that were acknowledged last, and are most in danger.
    List<String> last() {
        return last;
    }

    /// Reports until the server is gone. What was not acknowledged is sent again the next time, as
    /// a scanner would.
    void report(Client client) throws InterruptedException {
        try {
            while (true) {
                if (run.isEmpty()) {
                    run =
                            client.post("/api/v1/runs", "{\"source\":\"" + name + "\"}")
                                    .good()
                                    .json()
                                    .path("id")
                                    .asString();
                }
                if (pending.isEmpty()) {
                    pending = batch();
                }
                send(client);
                // What was over already, an earlier life ended.
                if (!run.isEmpty() && random.nextInt(6) == 0) {
                    client.post("/api/v1/runs/" + run + "/complete", closing()).good();
                    run = "";
                }
            }
        } catch (IOException _) {
            // It was killed.
        }
    }

    /// Reports a few batches.
    ///
    /// @return the status of the first that was refused; 0 when none was
    int reportUntilRefused(Client client, int batches) throws IOException, InterruptedException {
        for (int i = 0; i < batches; i++) {
            if (run.isEmpty()) {
                Client.Answer begun = client.post("/api/v1/runs", "{\"source\":\"" + name + "\"}");
                if (begun.status() != 201) {
                    return begun.status();
                }
                run = begun.json().path("id").asString();
            }
            pending = pending.isEmpty() ? batch() : pending;
            int status = post(client).status();
            if (status != 200) {
                return status;
            }
            kept.addAll(pending.keySet());
            pending = Map.of();
        }
        return 0;
    }

    private void send(Client client) throws IOException, InterruptedException {
        Client.Answer answer = post(client);
        if (answer.text().contains("urn:muster:problem:run-ended")) {
            // Its end was kept, and the answer was lost.
            run = "";
            return;
        }
        if (!answer.good().json().path("rejected").isEmpty()) {
            throw new AssertionError(answer.text());
        }
        kept.addAll(pending.keySet());
        last = List.copyOf(pending.keySet());
        acknowledged.incrementAndGet();
        pending = Map.of();
    }

    private Client.Answer post(Client client) throws IOException, InterruptedException {
        String lines =
                pending.values().stream()
                        .map(it -> new Line.OfEntry(it).text() + "\n")
                        .collect(Collectors.joining());
        return client.ask(
                "POST",
                "/api/v1/runs/" + run + "/entries",
                lines,
                "Content-Type",
                "application/x-ndjson");
    }

    private static String closing() {
        return "{\"completed\":[],\"files\":1,\"bytes\":1,\"endpoints\":0}";
    }

    /// Some new, some known, some of them of two scanners.
    private Map<String, Entry> batch() {
        Map<String, Entry> batch = new TreeMap<>();
        IntStream.range(0, LINES)
                .forEach(_ -> {
                    boolean shared = random.nextInt(4) == 0;
                    int number = random.nextInt(5) == 0 ? random.nextInt(made + 1) : made++;
                    Entry entry = entry(shared ? "shared-" + number % 50 : name + "-" + number);
                    batch.put(
                            entry.credential().id()
                                    + " "
                                    + entry.sightings().getFirst().place().text(),
                            entry);
                });
        return batch;
    }

    private Entry entry(String key) {
        Credential credential =
                switch (Math.floorMod(key.hashCode(), 3)) {
                    case 0 -> Samples.sshKey(key);
                    case 1 -> Samples.publicKey(key);
                    default ->
                            Samples.certificate(
                                    key + ".example.com",
                                    "Example CA",
                                    Instant.parse("2024-01-01T00:00:00Z"),
                                    Instant.parse("2025-01-01T00:00:00Z"));
                };
        Place place = new Place("file://" + name + "/etc/ssl/" + key);
        return new Entry(
                credential,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE, "", key + ".example.com"),
                                "test",
                                List.of("test"))),
                List.of(new Sighting(credential.id(), place, Role.STORED, name, NOW, Facts.NONE)),
                Facts.NONE);
    }
}
