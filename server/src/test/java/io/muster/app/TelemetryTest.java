package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.muster.config.ServerSettings;
import io.muster.testing.ChildServer;
import io.muster.testing.OtherSide;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the server does, as a collector of OpenTelemetry (the one that the project publishes) reads
/// it.
@Timeout(120)
class TelemetryTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECRET = "hunter2hunter2";

    @TempDir Path folder;

    private Path told() {
        return folder.resolve("collector.log");
    }

    private OtherSide collector(int port) throws Exception {
        Path settings = folder.resolve("collector.yaml");
        Files.writeString(
                settings,
                """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                exporters: {debug: {verbosity: detailed}}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    traces: {receivers: [otlp], exporters: [debug]}
                    metrics: {receivers: [otlp], exporters: [debug]}
                """
                        .formatted(port));
        OtherSide collector =
                OtherSide.listening(
                        port, told(), "/usr/local/bin/otelcol", "--config", settings.toString());
        while (!answers(port)) {
            Thread.onSpinWait();
        }
        return collector;
    }

    private static boolean answers(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private String toldWith(String text) throws IOException {
        String all = "";
        while (!all.contains(text)) {
            Thread.onSpinWait();
            all = Files.readString(told());
        }
        return all;
    }

    private ServerSettings settings(String yaml) throws Exception {
        return ServerInTest.settings(folder.resolve("data"), yaml);
    }

    @Test
    void aCollectorReadsRequestsWithTheirUnitsAndNoSecret() throws Exception {
        int port = ChildServer.freePort();
        try (OtherSide _ = collector(port);
                ServerInTest server =
                        ServerInTest.start(
                                settings(
                                        "telemetry: {endpoint: 'http://localhost:%d'}"
                                                .formatted(port)))) {
            String[] headers = {
                "Authorization",
                "Bearer " + server.token("read", "report"),
                "traceparent",
                "00-" + TRACE + "-b7ad6b7169203331-01",
                "Cookie",
                "session=" + SECRET
            };
            server.get("/api/v1/credentials/" + SECRET + "?q=" + SECRET, headers);
            server.get("/api/v1/" + SECRET, headers);
            HttpResponse<String> run =
                    server.ask("POST", "/api/v1/runs", "{\"source\":\"" + SECRET + "\"}", headers);
            assertThat(run.statusCode()).as(run.body()).isEqualTo(201);

            String all = toldWith("POST /api/v1/runs");
            while (!all.contains("Name           : ingest")) {
                all = Files.readString(told());
            }
            assertThat(all)
                    .contains(
                            "Trace ID       : " + TRACE,
                            "Parent ID      : b7ad6b7169203331",
                            "Kind           : Server",
                            "     -> service.name: Str(muster)",
                            "     -> http.request.method: Str(GET)",
                            "     -> http.response.status_code: Int(201)",
                            "     -> muster.request.id: Str("
                                    + run.headers().firstValue("X-Request-Id").orElseThrow())
                    .doesNotContain(SECRET)
                    .doesNotContain("{file...}", "job telemetry");
            assertThat(all.lines().filter(it -> it.contains("-> http.route")))
                    .anyMatch(it -> it.contains("/api/v1/credentials/{"));
            assertThat(server.get("/metrics", headers[0], headers[1]).body())
                    .contains("muster_telemetry_taken_total{signal=\"spans\"}");
        }
    }

    @Test
    void aCollectorReadsTheFiguresThatPrometheusReads() throws Exception {
        Metrics metrics = new Metrics();
        metrics.count("muster_b_total", "Bees.", "kind=\"x\",door=\"https\"");
        metrics.gauge("muster_a", "Ays.", () -> 1.5);
        metrics.gauge("muster_unknown", "Nobody knows.", () -> Double.NaN);
        metrics.requestTook(3_000_000);
        metrics.requestTook(20_000_000_000L);
        int port = ChildServer.freePort();
        try (OtherSide _ = collector(port)) {
            Telemetry.sender(
                            settings(
                                            "telemetry: {endpoint: 'http://127.0.0.1:%d/'}"
                                                    .formatted(port))
                                    .telemetry()
                                    .orElseThrow(),
                            metrics,
                            "node-1",
                            InstantSource.system(),
                            Log.to(OutputStream.nullOutputStream(), InstantSource.system()))
                    .figures();
            String all = toldWith("muster_http_request_seconds");
            while (!all.contains("Buckets #13, Count: 1")) {
                all = Files.readString(told());
            }
            assertThat(all)
                    .contains(
                            "-> Name: muster_b_total",
                            "-> IsMonotonic: true",
                            "-> AggregationTemporality: Cumulative",
                            "     -> door: Str(https)",
                            "-> Name: muster_a",
                            "Value: 1.500000",
                            "Count: 2",
                            "Sum: 20.003000",
                            "ExplicitBounds #0: 0.001000");
        }
    }

    @Test
    void aReceiverThatHangsHoldsNoRequestUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        BlockingQueue<String> keys = new LinkedBlockingQueue<>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    keys.add(exchange.getRequestHeaders().getFirst("Api-Key"));
                    hangs.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        receiver.start();
        Path headers = folder.resolve("headers");
        Files.writeString(headers, "Api-Key: " + SECRET + "\n");
        Files.setPosixFilePermissions(headers, PosixFilePermissions.fromString("rw-------"));
        try (ServerInTest server =
                ServerInTest.start(
                        settings(
                                "telemetry: {endpoint: 'http://127.0.0.1:%d', headers-file: %s}"
                                        .formatted(receiver.getAddress().getPort(), headers)))) {
            String bearer = "Bearer " + server.token("read");
            server.get("/api/v1/credentials", "Authorization", bearer);
            hangs.await();
            for (int i = 0; i < 50; i++) {
                assertThat(server.get("/api/v1/credentials", "Authorization", bearer).statusCode())
                        .isEqualTo(200);
            }
            assertThat(over.getCount()).as("it still hangs").isEqualTo(1);
            assertThat(keys.take()).isEqualTo(SECRET);
            over.countDown();
            assertThat(server.logWith("\"telemetry\"")).contains("trouble").doesNotContain(SECRET);
            assertThat(server.get("/metrics", "Authorization", bearer).body())
                    .contains("muster_telemetry_no_room 0")
                    .doesNotContain(SECRET);
        } finally {
            over.countDown();
            receiver.stop(0);
        }
    }

    @Test
    void withoutSettingsNobodyIsToldAndWrongOnesAreNamed() throws Exception {
        assertThat(settings("").telemetry()).isEmpty();
        for (String[] mistake :
                new String[][] {
                    {"endpoint: 'ftp://x'", "telemetry.endpoint"},
                    {"endpoint: 'https://u:p@x'", "telemetry.endpoint"},
                    {"endpoint: 'http://otel.example', headers-file: /x", "must be https"},
                    {"endpoint: 'http://x', sample-ratio: '2'", "sample-ratio"},
                    {"endpoint: 'http://x', sample-ratio: half", "sample-ratio"}
                }) {
            assertThatIllegalArgumentException()
                    .as(mistake[0])
                    .isThrownBy(() -> settings("telemetry: {" + mistake[0] + "}"))
                    .withMessageContaining(mistake[1]);
        }
        assertThat(
                        settings("telemetry: {endpoint: 'http://x', sample-ratio: '0.05'}")
                                .telemetry()
                                .orElseThrow()
                                .sampleRatio())
                .isEqualTo(0.05);
    }
}
