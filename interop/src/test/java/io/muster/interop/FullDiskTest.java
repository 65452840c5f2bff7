package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.ChildServer;
import io.muster.testing.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder on a disk of its own, which is filled, emptied and made read-only: only root may.
class FullDiskTest {
    private static final int REPORTS_MAX = 500;

    @TempDir private Path folder;

    @Test
    void aFullOrReadOnlyDiskIsSaidSoAndNothingIsLost() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        Path disk = Files.createDirectory(sandbox.root().resolve("disk"));
        mount(disk, "size=16m,mode=700");
        try {
            Path data = disk.resolve("data");
            String token = Served.token(sandbox, data, "read,report,write");
            Scanner scanner = new Scanner("web-1", 1);
            try (Served server = Served.quiet(sandbox, data)) {
                Client client = server.as(token);
                Path ballast = disk.resolve("ballast");
                fill(ballast);

                assertThat(scanner.reportUntilRefused(client, REPORTS_MAX)).isEqualTo(503);
                unavailable(client, "full");
                assertThat(client.get("/api/v1/credentials").status()).isEqualTo(200);

                Files.delete(ballast);
                Eventually.holds("it is ready", () -> client.get("/readyz").status() == 200);
                assertThat(scanner.reportUntilRefused(client, 5)).isZero();
                assertThat(
                                client.all("/api/v1/sightings").stream()
                                        .map(it ->
                                                it.at("/credential/id").asString()
                                                        + " "
                                                        + it.path("place").asString()))
                        .containsAll(scanner.kept());

                server.terminate();
                assertThat(server.ended()).isZero();
            }
            sandbox.tool("mount", "-o", "remount,ro", disk.toString());
            Run run =
                    sandbox.muster(
                            "serve",
                            "--data",
                            data.toString(),
                            "--listen",
                            "127.0.0.1:" + ChildServer.freePort(),
                            "--http-listen",
                            "127.0.0.1:0");
            assertThat(run.errors().lines()).as(run.errors()).hasSize(1);
            assertThat(run.errors()).contains("cannot be written");
            assertThat(run.code()).isEqualTo(2);
        } finally {
            sandbox.tool("umount", "-l", disk.toString());
        }
    }

    private static void mount(Path disk, String options) throws Exception {
        Run run =
                Run.of(
                        List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()),
                        Path.of("/"));
        if (run.code() != 0) {
            throw Missing.here("no disk of its own can be mounted: " + run.errors().strip());
        }
    }

    private static void fill(Path ballast) throws Exception {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[1 << 16];
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            // Full.
        }
    }

    private static void unavailable(Client client, String reason) throws Exception {
        Client.Answer ready = client.get("/readyz");
        assertThat(ready.status()).as(ready.text()).isEqualTo(503);
        assertThat(ready.text()).contains("\"state\":\"unavailable\"", reason);
    }
}
