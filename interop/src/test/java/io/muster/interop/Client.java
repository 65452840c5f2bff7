package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The API from outside.
///
/// @param token empty for nobody
record Client(String base, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trusting())
                    .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What came back.
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// Its content; nothing when that is no JSON.
        JsonNode json() {
            try {
                return JsonMapper.shared().readTree(text());
            } catch (JacksonException _) {
                return MissingNode.getInstance();
            }
        }

        /// The answer, which must be a good one.
        Answer good() {
            if (status() < 200 || status() > 299) {
                throw new AssertionError("%s: %d %s".formatted(response.uri(), status(), text()));
            }
            return this;
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return ask("POST", path, json);
    }

    /// @param headers names and values in turn
    Answer ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /// An answer that is no text; it must be a good one.
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    /// All items of a list, page by page.
    List<JsonNode> all(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            String mark = path.contains("?") ? "&" : "?";
            JsonNode page = get(path + mark + "limit=1000" + next).good().json();
            page.path("items").forEach(items::add);
            JsonNode cursor = page.path("next");
            next = cursor.isString() ? "&cursor=" + encoded(cursor.asString()) : "";
        } while (!next.isEmpty());
        return items;
    }

    long total(String path) throws IOException, InterruptedException {
        return get(path).good().json().path("total").asLong(-1);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Servers make their certificates themselves; who they are is not what is tested.
    static SSLContext trusting() {
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
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {all}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
