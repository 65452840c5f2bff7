package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server finds in a small estate, how it is found on the roll, and what it does not keep.
class LooksTest {
    @TempDir private Path folder;
    private Sandbox sandbox;
    private Path data;
    private Served server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.in(folder);
        data = sandbox.root().resolve("data");
        String token = Served.token(sandbox, data, "read,write,administer,audit");
        server = Served.quiet(sandbox, data);
        client = server.as(token);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aWeakKeyIsFoundByPartOfItsNameAndGoneAfterItWasRemoved() throws Exception {
        sandbox.tool(
                ("openssl req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem"
                                + " -days 300 -subj /CN=payroll-legacy.example.test")
                        .split(" "));
        source();
        String typed = "/api/v1/credentials?q=state:active%20payroll-leg";
        Eventually.holds("it is found", () -> client.total(typed) >= 1);
        Eventually.holds(
                "it is judged",
                () ->
                        client.total("/api/v1/findings?q=severity:high%20payroll-leg") > 0
                                || client.total(
                                                "/api/v1/findings?q=severity:critical%20payroll-leg")
                                        > 0);

        Files.delete(sandbox.file("weak.pem"));
        Files.delete(sandbox.file("weak.key"));
        look();

        Eventually.holds("it is gone", () -> client.total(typed) == 0);
        assertThat(client.total("/api/v1/credentials?q=state:gone%20payroll-leg")).isPositive();
    }

    @Test
    void noSecretIsInAnyFileLogOrAnswer() throws Exception {
        Plants plants = Plants.of(7);
        List<String> secrets = List.of(plants.withChecksum("ghp_"), plants.stripe());
        sandbox.write(
                "app/settings.properties",
                "github=" + secrets.getFirst() + "\nstripe=" + secrets.getLast() + "\n");
        source();
        Eventually.holds(
                "they are found", () -> client.total("/api/v1/credentials?q=type:secret") == 2);
        for (String path :
                List.of(
                        "/api/v1/credentials",
                        "/api/v1/sightings",
                        "/api/v1/findings",
                        "/api/v1/runs",
                        "/api/v1/changes",
                        "/api/v1/audit",
                        "/api/v1/export/credentials?format=json")) {
            assertThat(client.get(path).good().text()).doesNotContain(secrets);
        }
        noFileHas(secrets);
        server.terminate();
        assertThat(server.ended()).isZero();
        noFileHas(secrets);
        noFileHas(List.of(client.token()));
    }

    private void noFileHas(List<String> secrets) throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    assertThat(content.contains(secret)).as(file.toString()).isFalse();
                }
            }
        }
    }

    private void source() throws Exception {
        client.post(
                        "/api/v1/sources",
                        "{\"id\":\"estate\",\"targets\":[\"%s\"],\"schedule\":\"every 1d\"}"
                                .formatted(sandbox.tree()))
                .good();
    }

    /// Looks again once the first look is over.
    private void look() throws Exception {
        Eventually.holds(
                "a look can begin",
                () -> client.ask("POST", "/api/v1/sources/estate/runs", "").status() == 202);
    }
}
