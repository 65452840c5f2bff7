package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.http.TestCertificate;
import io.muster.testing.OtherSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A whole server, from what happens to exceptions and orphans to the mail server of somebody else.
@Timeout(180)
class ToldByMailTest {
    private static final long PATIENCE = Duration.ofSeconds(8).toNanos();

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @TempDir Path folder;

    private Path box;
    private OtherSide mail;
    private ServerInTest server;

    @BeforeEach
    void start() throws Exception {
        box = Files.createDirectory(folder.resolve("box"));
        mail = OtherSide.python(folder, "mail.py", box.toString(), "none", "-", "-");
        Path estate = Files.createDirectories(folder.resolve("estate"));
        Files.writeString(
                estate.resolve("lost.pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(
                                                TestCertificate.named("lost.example")
                                                        .certificate()
                                                        .getEncoded())));
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                sources: [{id: estate, targets: [%s], schedule: every 365d}]
                                alerts:
                                  channels:
                                    - name: mail
                                      kind: smtp
                                      host: "localhost:%d"
                                      security: none
                                      from: muster@example.com
                                      owners: yes
                                      fallback: [nobody-else@example.com]
                                """
                                        .formatted(estate, mail.port)),
                        () -> Instant.now().plus(ahead.get()));
    }

    @AfterEach
    void stop() {
        server.close();
        mail.close();
    }

    private String token(String person) throws IOException {
        return "Bearer "
                + Serve.token(
                        server.settings,
                        person,
                        List.of("read", "write", "approve", "administer"),
                        List.of(),
                        Duration.ofDays(300),
                        person);
    }

    private String ask(String token, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = server.ask(method, path, body, "Authorization", token);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    /// Waits, and puts the clock of the server ahead now and then: messages are gathered for a
    /// minute, and a receiver gets one in ten. After that the server takes its turn anew, within
    /// five seconds.
    private void until(String token, Callable<Boolean> there) throws Exception {
        long next = System.nanoTime() + PATIENCE;
        while (!there.call()) {
            ask(token, "GET", "/api/v1/alerts?limit=1", "");
            if (System.nanoTime() - next > 0) {
                ahead.updateAndGet(it -> it.plus(Duration.ofMinutes(11)));
                next = System.nanoTime() + PATIENCE;
            }
        }
    }

    private void arrives(String token, String receiver, String text) throws Exception {
        until(
                token,
                () ->
                        mails().anyMatch(it ->
                                it.contains("To-Envelope: " + receiver + "\n")
                                        && it.replaceAll("\\s+", " ").contains(text)));
    }

    private Stream<String> mails() throws IOException {
        try (Stream<Path> files = Files.list(box)) {
            return files.filter(it -> it.toString().endsWith(".eml")).toList().stream()
                    .map(it -> {
                        try {
                            return Files.readString(it);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    @Test
    void anExceptionIsToldFromTheWishToItsEnd() throws Exception {
        String anna = token("anna");
        String sam = token("sam");
        ask(
                anna,
                "PUT",
                "/api/v1/teams/security",
                "{\"name\":\"Security\",\"contact\":\"security@example.com\"}");
        ask(
                anna,
                "PUT",
                "/api/v1/teams/payments",
                "{\"name\":\"Payments\",\"contact\":\"pay@example.com\"}");
        ask(anna, "PUT", "/api/v1/people/sam", "{\"name\":\"Sam\",\"team\":\"security\"}");
        String one =
                "/api/v1/exceptions/"
                        + JsonMapper.shared()
                                .readTree(
                                        ask(
                                                anna,
                                                "POST",
                                                "/api/v1/exceptions",
                                                "{\"rule\":\"expired\",\"scope\":\"team\","
                                                        + "\"target\":\"payments\",\"reason\":"
                                                        + "\"It goes in March.\",\"days\":30}"))
                                .path("id")
                                .asString();
        arrives(
                anna,
                "security@example.com",
                "person:anna asks for an exception from the rule expired");
        arrives(anna, "pay@example.com", "for all of Payments until");

        ask(sam, "POST", one + "/approve", "");
        ahead.set(Duration.ofDays(24));
        arrives(anna, "pay@example.com", "person:sam approved it");
        arrives(
                anna,
                "pay@example.com",
                "The exception from the rule expired for all of Payments ends");
        arrives(anna, "security@example.com", "ask for another exception in time.");

        ahead.set(Duration.ofDays(31));
        arrives(anna, "pay@example.com", "What it covered is open again");
        assertThat(mails()).noneMatch(it -> it.contains("nobody-else@example.com"));
    }

    @Test
    void theSecurityTeamHearsOfOrphansOnceTheirTimeIsOver() throws Exception {
        String anna = token("anna");
        ask(
                anna,
                "PUT",
                "/api/v1/teams/security",
                "{\"name\":\"Security\",\"contact\":\"security@example.com\"}");
        until(anna, () -> ask(anna, "GET", "/api/v1/orphans", "").contains("lost.example"));
        ahead.set(Duration.ofHours(73));
        until(
                anna,
                () ->
                        ask(anna, "GET", "/api/v1/orphans?state=escalated", "")
                                .contains("lost.example"));
        ahead.set(Duration.ofHours(74));
        arrives(anna, "security@example.com", "Nobody was found in time who owns lost.example");
    }
}
