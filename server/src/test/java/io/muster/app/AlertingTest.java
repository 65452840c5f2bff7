package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.muster.model.Malformed;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server, from a certificate in a file to a webhook.
class AlertingTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY = "It is a secret.";

    private record Got(String message, String time, String signature, byte[] body) {}

    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);

    @TempDir Path folder;

    private HttpServer hook;
    private ServerInTest server;
    private String[] bearer;

    @BeforeEach
    void listen() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext(
                "/",
                exchange -> {
                    var head = exchange.getRequestHeaders();
                    got.add(
                            new Got(
                                    head.getFirst("Muster-Message"),
                                    head.getFirst("Muster-Timestamp"),
                                    head.getFirst("Muster-Signature"),
                                    exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        hook.start();
    }

    @AfterEach
    void stop() {
        hook.stop(0);
        if (server != null) {
            server.close();
        }
    }

    private String yaml(String more) throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, KEY);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path estate = Files.createDirectories(folder.resolve("estate"));
        return """
        sources: [{id: files, targets: [%s], schedule: manual}]
        alerts:
          channels:
            - {name: hook, kind: webhook, url: "http://127.0.0.1:%d/T0KEN", secret-file: %s}
        %s
        """
                .formatted(estate, hook.getAddress().getPort(), secret, more);
    }

    private void start(String yaml) throws Exception {
        if (server != null) {
            server.close();
        }
        server = ServerInTest.start(ServerInTest.settings(folder.resolve("data"), yaml));
        bearer =
                new String[] {
                    "Authorization",
                    "Bearer " + server.token("read", "write", "audit", "administer")
                };
    }

    @Test
    @Timeout(120)
    void aCertificateThatEndsTodayReachesAWebhookOnceAndAfterARestartNotAgain() throws Exception {
        status.set(503);
        start(yaml(""));
        write(folder.resolve("estate/pay.pem"));
        assertThat(ask("POST", "/api/v1/sources/files/runs", "").statusCode()).isLessThan(300);

        Got first = got.take();
        assertThat(channel().path("trouble").asString())
                .contains("answered 503")
                .doesNotContain("T0KEN");
        assertThat(alert().path("state").asString()).isEqualTo("pending");

        status.set(200);
        start(yaml(""));
        Got second = got.take();
        assertThat(second.message()).as("the same after a restart").isEqualTo(first.message());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.signature()).isEqualTo("v1=" + hmac(second.time(), second.body()));
        JsonNode body = JSON.readTree(second.body());
        assertThat(body.path("alerts").size()).isEqualTo(1);
        assertThat(body.path("alerts").get(0).path("kind").asString()).isEqualTo("expiry");
        assertThat(body.path("alerts").get(0).path("places").get(0).asString()).endsWith("pay.pem");

        JsonNode alert = alert();
        while (!alert.path("state").asString().equals("sent")) {
            alert = alert();
        }
        String path = "/api/v1/alerts/" + alert.path("id").asString();
        assertThat(ask("POST", path + "/acknowledge", "{}").statusCode()).isEqualTo(200);
        assertThat(json(ask("GET", path, "")).path("acknowledgedBy").asString())
                .startsWith("token:");
        assertThat(ask("GET", "/api/v1/audit", "").body()).contains("alert.acknowledge");
        assertThat(json(ask("GET", "/api/v1/alerts?state=sent", "")).path("total").asInt())
                .isZero();
        assertThat(ask("GET", "/metrics", "").body())
                .contains("muster_alert_messages_waiting 0")
                .contains("muster_alert_messages_sent_total{channel=\"hook\"} 1");
        assertThat(got).isEmpty();
    }

    @Test
    @Timeout(120)
    void aChannelThatHangsHoldsNoOtherUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        HttpServer slow =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext(
                "/",
                exchange -> {
                    hangs.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        slow.start();
        try {
            start(
                    yaml(
                            "    - {name: a-slow, kind: webhook, url: 'http://127.0.0.1:%d/', secret-file: %s}"
                                    .formatted(
                                            slow.getAddress().getPort(),
                                            folder.resolve("secret"))));
            write(folder.resolve("estate/pay.pem"));
            assertThat(ask("POST", "/api/v1/sources/files/runs", "").statusCode()).isLessThan(300);
            hangs.await();
            Got got = this.got.take();
            assertThat(over.getCount()).as("the other one still hangs").isEqualTo(1);
            assertThat(JSON.readTree(got.body()).path("alerts")).hasSize(1);
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void aChannelCanBeTriedAndSaysWhyItFails() throws Exception {
        start(yaml(""));
        JsonNode tried = json(ask("POST", "/api/v1/channels/hook/test", "{}"));
        assertThat(tried.path("delivered").asBoolean()).isTrue();
        assertThat(new String(got.take().body(), StandardCharsets.UTF_8))
                .contains("This is a test");
        status.set(404);
        JsonNode refused = json(ask("POST", "/api/v1/channels/hook/test", "{}"));
        assertThat(refused.path("delivered").asBoolean()).isFalse();
        assertThat(refused.path("trouble").asString())
                .contains("answered 404")
                .doesNotContain("T0KEN");
        assertThat(ask("POST", "/api/v1/channels/none/test", "{}").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/api/v1/channels", "").body()).doesNotContain("T0KEN", KEY);
        assertThat(ask("GET", "/api/v1/audit", "").body()).contains("channel.test");
    }

    @Test
    @Timeout(60)
    void aBadTemplateIsNotUsedAndThatIsSaid() throws Exception {
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("alert.txt"), "{massage}");
        start(yaml("  templates: " + templates));
        assertThat(server.logWith("template not used")).contains("{massage}");
    }

    @Test
    void whatTheConfigurationGetsWrongKeepsTheServerFromStarting() {
        for (String[] mistake :
                new String[][] {
                    {"alerts: {channels: [{name: a, kind: fax}]}", "kind"},
                    {
                        "alerts: {channels: [{name: a, kind: webhook, url: 'https://x'}]}",
                        "secret-file"
                    },
                    {
                        "alerts: {channels: [{name: a, kind: smtp, host: 'm:25', from: 'a b'}]}",
                        "a b"
                    },
                    {
                        "alerts: {channels: [{name: a, kind: smtp, host: 'm:25', from: a@b.example,"
                                + " username: x, password-file: /x, security: none}]}",
                        "security"
                    },
                    {"alerts: {routes: [{channels: [x]}]}", "no channel"},
                    {"alerts: {routes: [{kinds: [x]}]}", "kind 'x'"},
                    {"alerts: {quiet-hours: night}", "quiet-hours"},
                    {"alerts: {quiet-hours: '22:00-07:00', time-zone: Atlantis}", "time-zone"}
                }) {
            assertThatIOException()
                    .as(mistake[0])
                    .isThrownBy(() -> {
                        try {
                            ServerInTest.start(
                                            ServerInTest.settings(
                                                    folder.resolve("other"), mistake[0]))
                                    .close();
                        } catch (Malformed e) {
                            throw new IOException(e.reason(), e);
                        }
                    })
                    .withMessageContaining(mistake[1]);
        }
    }

    private static String hmac(String time, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
        byte[] expected = mac.doFinal(body);
        return HexFormat.of().formatHex(expected);
    }

    private JsonNode alert() throws Exception {
        return json(ask("GET", "/api/v1/alerts?kind=expiry", "")).path("items").get(0);
    }

    /// The channel, as soon as it has tried.
    private JsonNode channel() throws Exception {
        JsonNode channel = json(ask("GET", "/api/v1/channels", "")).path("items").get(0);
        while (!channel.hasNonNull("trouble")) {
            channel = json(ask("GET", "/api/v1/channels", "")).path("items").get(0);
        }
        return channel;
    }

    private HttpResponse<String> ask(String method, String path, String content)
            throws IOException, InterruptedException {
        return server.ask(method, path, content, bearer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /// A certificate of ninety days in its last hours.
    private static void write(Path file) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        Instant end = Instant.now().plus(Duration.ofHours(12));
        var holder =
                new JcaX509v3CertificateBuilder(
                                new X500Principal("CN=Example CA"),
                                BigInteger.TEN,
                                Date.from(end.minus(Duration.ofDays(90))),
                                Date.from(end),
                                new X500Principal("CN=pay.example"),
                                key.getPublic())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(key.getPrivate()));
        try (var pem = new JcaPEMWriter(Files.newBufferedWriter(file))) {
            pem.writeObject(new JcaX509CertificateConverter().getCertificate(holder));
        }
    }
}
