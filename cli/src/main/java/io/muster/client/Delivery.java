package io.muster.client;

import io.muster.contract.RunClosing;
import io.muster.contract.RunOpening;
import io.muster.contract.ScannerKey;
import io.muster.contract.Taken;
import io.muster.model.Place;
import io.muster.roll.Roll;
import io.muster.roll.RollResult;
import io.muster.scan.Unreadable;
import io.muster.wire.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/// Reports a run to a server: opens it there, sends what was seen in packed batches, and completes
/// it. A run that could not be sent whole is ended as failed, so that nothing is taken for gone.
///
/// @param source under which name the server knows what is looked at
public record Delivery(RemoteServer server, String source) {
    private static final String RUNS = "/api/v1/runs";
    private static final String LINES = "application/x-ndjson";
    private static final int LINES_MAX = 10_000;
    // With one line of the longest kind less than the 8 MB that a server takes, packed or not.
    private static final int BYTES_MAX = 4_000_000;
    private static final int REJECTED_MAX = 20;
    private static final int CONFLICT = 409;

    /// What the run has looked at, besides what it has seen.
    ///
    /// @param failure why it could not do its work, when it could not
    public record Work(long files, long bytes, long endpoints, Optional<String> failure) {}

    /// What became of the run.
    ///
    /// @param run its id
    /// @param rejected the first of them, with their reasons
    public record Received(
            String run,
            long seen,
            long fresh,
            long known,
            long rejectedCount,
            long gone,
            long back,
            List<Taken.Rejected> rejected) {
        public Received {
            rejected = List.copyOf(rejected);
        }
    }

    /// The key under which secrets must be told apart for this server.
    public static ScannerKey key(RemoteServer server) throws IOException, InterruptedException {
        return server.get("/api/v1/scanner", ScannerKey.class);
    }

    /// Sends everything.
    ///
    /// @param keyId the key that fingerprints of secrets were made with
    public Received send(Roll roll, RollResult result, Work work, String keyId)
            throws IOException, InterruptedException {
        JsonNode opened = server.post(RUNS, new RunOpening(source, Optional.of(keyId)));
        String run = RUNS + "/" + opened.path("id").asString("");
        List<Taken.Rejected> rejected = new ArrayList<>();
        try {
            try (Stream<Line> lines = lines(result)) {
                batches(run, lines.iterator(), rejected);
            }
            List<String> covered = roll.covered().stream().map(Place::text).toList();
            return received(close(run, covered, work), rejected);
        } catch (IOException e) {
            if (!hasEnded(e)) {
                abandon(run, work, e);
            }
            throw e;
        }
    }

    /// Whether the server has ended the run: it did not hear of it for too long.
    private static boolean hasEnded(IOException cause) {
        return cause instanceof ServerRefused refused && refused.status() == CONFLICT;
    }

    private static Stream<Line> lines(RollResult result) {
        return Stream.of(
                        result.accounts().stream().map(Line.OfAccount::new),
                        result.grants().stream().map(Line.OfGrant::new),
                        result.unreadable().stream()
                                .map(it -> new Unreadable(it.place(), it.reason()))
                                .map(Line.OfUnreadable::new),
                        result.entries().flatMap(Line::of))
                .flatMap(it -> it);
    }

    private void batches(String run, Iterator<? extends Line> lines, List<Taken.Rejected> rejected)
            throws IOException, InterruptedException {
        StringBuilder batch = new StringBuilder();
        int count = 0;
        while (lines.hasNext()) {
            batch.append(lines.next().text()).append('\n');
            count++;
            if (count == LINES_MAX || batch.length() >= BYTES_MAX) {
                send(run, batch, rejected);
                count = 0;
            }
        }
        if (count > 0) {
            send(run, batch, rejected);
        }
    }

    private void send(String run, StringBuilder batch, List<Taken.Rejected> rejected)
            throws IOException, InterruptedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(batch.length() / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(batch.toString().getBytes(StandardCharsets.US_ASCII));
        }
        batch.setLength(0);
        Taken taken =
                RemoteServer.value(
                        server.postPacked(run + "/entries", LINES, packed.toByteArray()),
                        Taken.class);
        taken.rejected().stream()
                .limit(Math.max(0, REJECTED_MAX - rejected.size()))
                .forEach(rejected::add);
    }

    private JsonNode close(String run, List<String> covered, Work work)
            throws IOException, InterruptedException {
        return server.post(
                run + "/complete",
                new RunClosing(
                        covered, work.files(), work.bytes(), work.endpoints(), work.failure()));
    }

    private static Received received(JsonNode run, List<Taken.Rejected> rejected) {
        JsonNode counts = run.path("counts");
        return new Received(
                run.path("id").asString(""),
                counts.path("seen").asLong(),
                counts.path("fresh").asLong(),
                counts.path("known").asLong(),
                counts.path("rejected").asLong(),
                counts.path("gone").asLong(),
                counts.path("back").asLong(),
                rejected);
    }

    /// Tells the server that no more will come. If that fails too, it notices the silence.
    private void abandon(String run, Work work, IOException cause) throws InterruptedException {
        Work failed =
                new Work(
                        work.files(),
                        work.bytes(),
                        work.endpoints(),
                        Optional.of("the scanner could not send everything"));
        try {
            close(run, List.of(), failed);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
