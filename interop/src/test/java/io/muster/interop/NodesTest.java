package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Nodes that share one PostgreSQL, and what happens to them when it goes.
class NodesTest {

    @TempDir private Path folder;

    @Test
    void twoNodesAreOneServer() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        Path one = sandbox.root().resolve("one");
        Path two = sandbox.root().resolve("two");
        Path cluster = Files.createTempDirectory("muster-postgresql");
        sandbox.write("estate/pay.pub", "");
        sandbox.tool(
                sandbox.file("estate"), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id");
        try (Postgresql database = new Postgresql(cluster)) {
            String[] shared = {"--database-url", database.url()};
            String token = Served.token(sandbox, one, "read,write,report,administer,audit", shared);
            try (Served first = Served.quiet(sandbox, one, shared);
                    Served second = withKeysOf(sandbox, one, two, shared)) {
                Client here = first.as(token);
                Client there = second.as(token);
                String source =
                        "{\"id\":\"estate\",\"targets\":[\"%s\"],\"schedule\":\"every 1d\"}"
                                .formatted(sandbox.file("estate"));
                here.post("/api/v1/sources", source).good();

                // Both see that it is due; one looks.
                Eventually.holds("the look is over", () -> completed(there) == 1);
                for (int round = 2; round <= 4; round++) {
                    int rounds = round;
                    here.ask("POST", "/api/v1/sources/estate/runs", "");
                    there.ask("POST", "/api/v1/sources/estate/runs", "");
                    Eventually.holds("another look is over", () -> completed(here) >= rounds);
                }

                noTwoAtOnce(here.all("/api/v1/runs"));
                assertThat(upkeep(here) + upkeep(there)).as("one node does it for all").isOne();
                assertThat(here.total("/api/v1/credentials")).isEqualTo(1);
                assertThat(there.all("/api/v1/credentials"))
                        .isEqualTo(here.all("/api/v1/credentials"));
                String id = here.all("/api/v1/credentials").getFirst().path("id").asString();
                there.post(
                                "/api/v1/tags/apply",
                                "{\"list\":\"credentials\",\"ids\":[\"%s\"],\"add\":[\"seen\"],\"preview\":false}"
                                        .formatted(id))
                        .good();
                assertThat(here.total("/api/v1/credentials?q=tag:seen")).isEqualTo(1);
            }
        } finally {
            Removal.of(cluster);
        }
    }

    /// A node that has to be told the keys of the one that was there first.
    private static Served withKeysOf(Sandbox sandbox, Path one, Path two, String... shared)
            throws Exception {
        assertThatThrownBy(() -> Served.quiet(sandbox, two, shared))
                .hasMessageContaining("copy fingerprint.key, audit.key and report.key from")
                .hasMessageContaining(one.toString());
        for (String key : List.of("fingerprint.key", "audit.key", "report.key")) {
            Files.copy(one.resolve(key), two.resolve(key));
        }
        return Served.quiet(sandbox, two, shared);
    }

    private static long completed(Client client) throws Exception {
        return client.all("/api/v1/runs").stream()
                .filter(it -> it.path("state").asString().equals("completed"))
                .count();
    }

    private static long upkeep(Client client) throws Exception {
        return client.get("/metrics")
                .good()
                .text()
                .lines()
                .filter("muster_upkeep 1"::equals)
                .count();
    }

    private static void noTwoAtOnce(List<JsonNode> runs) {
        List<JsonNode> inOrder =
                runs.stream().sorted(Comparator.comparing(it -> at(it, "started"))).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(at(inOrder.get(i), "started"))
                    .as(runs.toString())
                    .isAfterOrEqualTo(at(inOrder.get(i - 1), "ended"));
        }
    }

    private static Instant at(JsonNode run, String member) {
        return Instant.parse(run.path(member).asString());
    }

    @Test
    void aDatabaseThatGoesAwayIsSaidSoAndComesBackWithoutHelp() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        Path data = sandbox.root().resolve("data");
        Path cluster = Files.createTempDirectory("muster-postgresql");
        try (Postgresql database = new Postgresql(cluster)) {
            String[] shared = {"--database-url", database.url()};
            String token = Served.token(sandbox, data, "read,report", shared);
            try (Served server = Served.quiet(sandbox, data, shared)) {
                Client client = server.as(token);
                assertThat(client.get("/api/v1/credentials").status()).isEqualTo(200);

                database.stop();
                Client.Answer lost = client.get("/api/v1/credentials");

                assertThat(lost.status()).isEqualTo(503);
                assertThat(lost.header("Retry-After")).isNotBlank();
                StrangersTest.assertProblem(lost);
                Eventually.holds(
                        "it says that it is impaired", () -> client.get("/readyz").status() == 503);
                assertThat(client.get("/readyz").text()).contains("does not answer");
                assertThat(client.get("/healthz").status()).isEqualTo(200);

                database.start();

                Eventually.holds("it is ready", () -> client.get("/readyz").status() == 200);
                assertThat(client.get("/api/v1/credentials").status()).isEqualTo(200);
                server.terminate();
                assertThat(server.ended()).isZero();
            }
        } finally {
            Removal.of(cluster);
        }
    }
}
