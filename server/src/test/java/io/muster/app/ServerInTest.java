package io.muster.app;

import io.muster.config.Address;
import io.muster.config.Configuration;
import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A whole server in this process, on ports of its own, with a client that believes its
/// certificate.
final class ServerInTest implements AutoCloseable {
    final ServerSettings settings;
    final App app;
    private final ByteArrayOutputStream log;
    private final HttpClient client;

    private ServerInTest(ServerSettings settings, App app, ByteArrayOutputStream log)
            throws Exception {
        this.settings = settings;
        this.app = app;
        this.log = log;
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        this.client = HttpClient.newBuilder().sslContext(tls).build();
    }

    static ServerSettings settings(Path data) {
        return new ServerSettings(
                data,
                Address.of("127.0.0.1:0"),
                Address.of("127.0.0.1:0"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("-"),
                false);
    }

    /// What `yaml` says, besides ports of its own; as if read from `/etc/muster.yaml`.
    static ServerSettings settings(Path data, String yaml) throws Malformed {
        Map<String, String> environment =
                Map.of(
                        "MUSTER_SERVE_LISTEN", "127.0.0.1:0",
                        "MUSTER_SERVE_HTTP_LISTEN", "127.0.0.1:0",
                        "MUSTER_SERVE_LOG", "-",
                        "MUSTER_SERVE_FIRST_SCAN", "no");
        return ServerSettings.of(
                Configuration.read(yaml, environment).from(Path.of("/etc/muster.yaml")), data);
    }

    static ServerInTest start(Path data) throws Exception {
        return start(settings(data));
    }

    static ServerInTest start(ServerSettings settings) throws Exception {
        return start(settings, InstantSource.system());
    }

    /// A server whose clock the test sets.
    static ServerInTest start(ServerSettings settings, InstantSource time) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        return new ServerInTest(
                settings, App.start(settings, (_, clock) -> Log.to(log, clock), time), log);
    }

    String token(String... scope) throws IOException {
        return Serve.token(
                settings, "test", List.of(scope), List.of(), Duration.ofHours(1), "tester");
    }

    HttpResponse<String> ask(String method, String path, String content, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://localhost:%d%s"
                                                .formatted(app.listeners().securePort(), path)))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, HttpRequest.BodyPublishers.ofString(content))
                        .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// What an answer begins with; the rest may never end. Over HTTP/1.1: with HTTP/2 each answer
    /// that is left unread is a reset, of which the server takes so many a second and no more.
    int status(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://localhost:%d%s"
                                                .formatted(app.listeners().securePort(), path)))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(20))
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json")
                        .headers(headers);
        HttpResponse<InputStream> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return ask("GET", path, "", headers);
    }

    HttpResponse<String> getPlain(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:%d%s".formatted(app.listeners().plainPort(), path));
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The log, as soon as it has a line with `text`: it is written when the answer is already out.
    String logWith(String text) {
        String all = "";
        while (!all.contains(text)) {
            Thread.onSpinWait();
            all = log.toString(StandardCharsets.UTF_8);
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
        app.close();
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
