package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.config.Address;
import io.muster.config.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server, from a folder with a key in it to the key as a line of the roll.
class FirstLookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    private Path data;
    private Path estate;
    private App app;
    private String token;

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        estate = Files.createDirectories(folder.resolve("estate"));
        ServerSettings settings =
                new ServerSettings(
                        data,
                        Address.of("127.0.0.1:0"),
                        Address.of("127.0.0.1:0"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("-"),
                        false);
        app = App.start(settings, (_, clock) -> Log.to(new ByteArrayOutputStream(), clock));
        token =
                Serve.token(
                        settings,
                        "test",
                        List.of("read", "write", "report", "administer", "audit"),
                        List.of(),
                        Duration.ofHours(1),
                        "tester");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void whatASourceSeesIsFoundIsGoneWhenItIsRemovedAndComesBack() throws Exception {
        Path key = estate.resolve("pay.pem");
        Files.writeString(key, publicKey());
        ask("POST", "/api/v1/sources", source()).path("id");
        awaitRuns(1);
        awaitTotal("/api/v1/credentials?q=pay.pe", 1);
        awaitTotal("/api/v1/credentials?q=place:pay.pem+severity:critical%7Chigh", 1);

        String moved = Files.readString(key);
        Files.delete(key);
        ask("POST", "/api/v1/sources/estate/runs", "");
        awaitRuns(2);
        awaitTotal("/api/v1/credentials?q=state:gone", 1);
        awaitTotal("/api/v1/findings?q=resolved:none", 0);

        Files.writeString(key, moved);
        ask("POST", "/api/v1/sources/estate/runs", "");
        JsonNode run = awaitRuns(3);
        assertThat(run.path("counts").path("back").asLong()).isEqualTo(1);
        awaitTotal("/api/v1/credentials?q=state:active", 1);
        assertThat(ask("GET", "/api/v1/audit", "").path("items").get(0).path("action").asString())
                .isEqualTo("source.make");
    }

    private String source() {
        return "{\"id\":\"estate\",\"targets\":[\"%s\"],\"schedule\":\"every 1d\"}"
                .formatted(estate);
    }

    /// The newest run, when there are `count` and it has ended.
    private JsonNode awaitRuns(int count) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode runs = ask("GET", "/api/v1/runs", "").path("items");
            if (runs.size() == count && runs.get(0).path("state").asString().equals("completed")) {
                return runs.get(0);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no " + count + " runs ended: " + ask("GET", "/api/v1/runs", ""));
    }

    /// What is searched and judged follows what is written by a moment.
    private void awaitTotal(String path, long wanted) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (total(path) != wanted && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(total(path)).as(path).isEqualTo(wanted);
    }

    private long total(String path) throws Exception {
        return ask("GET", path, "").path("total").asLong(-1);
    }

    private JsonNode ask(String method, String path, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://127.0.0.1:" + app.listeners().securePort() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(method + " " + path + ": " + response.body())
                    .isBetween(200, 299);
            return JsonMapper.shared().readTree(response.body());
        }
    }

    /// One that is too small.
    private static String publicKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /// The server made its certificate itself a moment ago; who it is is not what is tested here.
    private static SSLContext trusting() throws Exception {
        X509TrustManager all =
                new X509TrustManager() {
                    @Override
                    public void checkClientTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public X509Certificate[] getAcceptedIssuers() {
                        return new X509Certificate[0];
                    }
                };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {all}, null);
        return context;
    }
}
