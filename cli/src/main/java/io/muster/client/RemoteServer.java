package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server, asked over its REST API with a token.
///
/// What may be asked twice is asked again when the line breaks or the server has no time: four
/// times in all, with longer and longer rests or as long as it says. A change carries an
/// `Idempotency-Key`, so that it is done once.
public final class RemoteServer implements AutoCloseable {
    private static final int TRIES = 4;
    private static final int ANSWER_MAX = 64 << 20;
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(2);
    private static final Duration FIRST_REST = Duration.ofMillis(500);
    private static final Duration REST_MAX = Duration.ofSeconds(30);
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    // A newer server may tell more.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final Door door;
    private final Rest rest;
    private final HttpClient http;

    /// How to get in.
    ///
    /// @param address `https://HOST:PORT`
    /// @param token the API token
    public record Door(URI address, String token, Trust trust) {

        /// @throws IllegalArgumentException when the address is none
        public Door {
            if (!"https".equals(address.getScheme())
                    || address.getHost() == null
                    || !String.valueOf(address.getPath()).matches("null|/?")) {
                throw new IllegalArgumentException(
                        "a server's address is https://HOST or https://HOST:PORT, not '%s'"
                                .formatted(address));
            }
        }

        /// Without the token.
        @Override
        public String toString() {
            return address.toString();
        }
    }

    private RemoteServer(Door door, Rest rest) throws IOException {
        this.door = door;
        this.rest = rest;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECTING)
                        .sslContext(door.trust().context())
                        .build();
    }

    public static RemoteServer at(Door door, Rest rest) throws IOException {
        return new RemoteServer(door, rest);
    }

    public URI address() {
        return door.address();
    }

    /// Gets what is at `path`, as it is.
    public JsonNode get(String path) throws IOException, InterruptedException {
        return asked(() -> to(path).GET());
    }

    /// The header by which a change of what is at `path` overwrites nothing that came after now.
    public Map<String, String> tag(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = sent(() -> to(path).GET());
        try (InputStream content = response.body()) {
            check(response, content);
            return response.headers()
                    .firstValue("ETag")
                    .map(it -> Map.of("If-Match", it))
                    .orElse(Map.of());
        }
    }

    /// Gets what is at `path`, as a `type`.
    public <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
        return value(get(path), type);
    }

    /// Asks for something to be done; sends nothing.
    public JsonNode post(String path) throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        return asked(() ->
                to(path).header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /// Sends `body` as JSON; a map or a record.
    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        String text = JSON.writeValueAsString(body);
        return post(path, "application/json", HttpRequest.BodyPublishers.ofString(text));
    }

    /// Sends content of another type.
    public JsonNode post(String path, String mediaType, HttpRequest.BodyPublisher content)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        return asked(() ->
                to(path).header("Content-Type", mediaType)
                        .header("Idempotency-Key", key)
                        .POST(content));
    }

    /// Puts content at `path`; whoever does it twice has done it once.
    public JsonNode put(String path, String mediaType, byte[] content)
            throws IOException, InterruptedException {
        return asked(() ->
                to(path).header("Content-Type", mediaType)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /// Makes or replaces what is at `path`; a map or a record.
    public JsonNode put(String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return changed("PUT", path, body, headers);
    }

    /// Changes what is at `path`; a map or a record.
    public JsonNode patch(String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return changed("PATCH", path, body, headers);
    }

    public JsonNode patch(String path, Object body) throws IOException, InterruptedException {
        return patch(path, body, Map.of());
    }

    private JsonNode changed(String method, String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        String text = JSON.writeValueAsString(body);
        return asked(() -> {
            HttpRequest.Builder request =
                    to(path).header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(text));
            headers.forEach(request::header);
            return request;
        });
    }

    /// Sends packed lines (RFC 1952).
    JsonNode postPacked(String path, String mediaType, byte[] packed)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        return asked(() ->
                to(path).header("Content-Type", mediaType)
                        .header("Content-Encoding", "gzip")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed)));
    }

    /// Changes or removes what was read with this `version`.
    public JsonNode delete(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        return asked(() -> {
            HttpRequest.Builder request = to(path).DELETE();
            headers.forEach(request::header);
            return request;
        });
    }

    /// Hands what is at `path` to `reader`, however long it is.
    public void download(String path, Reader reader) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = sent(() -> to(path).GET());
        try (InputStream content = response.body()) {
            check(response, content);
            reader.read(content);
        }
    }

    /// Sends `content` and hands the answer to `reader` while it comes. For what changes nothing
    /// that matters: it may be asked twice.
    public void stream(String path, String mediaType, byte[] content, Reader reader)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                sent(() ->
                        to(path).header("Content-Type", mediaType)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
        try (InputStream answer = response.body()) {
            check(response, answer);
            reader.read(answer);
        }
    }

    /// One JSON text out of an answer.
    public static JsonNode tree(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("the server's answer is not JSON; is it Muster?", e);
        }
    }

    /// Reads an answer.
    @FunctionalInterface
    public interface Reader {
        void read(InputStream content) throws IOException;
    }

    /// `node` as a `type`.
    static <T> T value(JsonNode node, Class<T> type) throws IOException {
        try {
            return JSON.treeToValue(node, type);
        } catch (JacksonException e) {
            throw new IOException("the server's answer is not what was expected of it", e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(door.address().resolve(path))
                .timeout(ANSWERING)
                .header("Accept", "application/json")
                .header("User-Agent", "muster")
                .header("Authorization", "Bearer " + door.token());
    }

    private JsonNode asked(Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = sent(request);
        try (InputStream content = response.body()) {
            check(response, content);
            return read(content);
        }
    }

    private static JsonNode read(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(ANSWER_MAX + 1);
        if (bytes.length > ANSWER_MAX) {
            throw new IOException("the server's answer is larger than 64 MB");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new IOException("the server's answer is not JSON; is it Muster?", e);
        }
    }

    private static void check(HttpResponse<?> response, InputStream content) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(response.statusCode(), content.readNBytes(1 << 16));
        }
    }

    private HttpResponse<InputStream> sent(Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        Duration time = FIRST_REST;
        for (int left = TRIES - 1; ; left--) {
            try {
                HttpResponse<InputStream> response =
                        http.send(request.get().build(), HttpResponse.BodyHandlers.ofInputStream());
                if (left == 0 || !LATER.contains(response.statusCode())) {
                    return response;
                }
                response.body().close();
                time = wished(response, time);
            } catch (SSLException e) {
                throw new IOException(
                        "%s could not prove who it is (%s); name its certificate or authority with --ca"
                                .formatted(door, e.getMessage()),
                        e);
            } catch (IOException e) {
                if (left == 0) {
                    throw unreachable(e);
                }
            }
            rest.of(time);
            time = shorter(time.multipliedBy(3));
        }
    }

    private IOException unreachable(IOException e) {
        String reason =
                e instanceof ConnectException ? "nobody answers" : String.valueOf(e.getMessage());
        return new IOException(
                "%s cannot be reached: %s; is the server running?".formatted(door, reason), e);
    }

    private static Duration wished(HttpResponse<?> response, Duration otherwise) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("[0-9]{1,4}"))
                .map(it -> shorter(Duration.ofSeconds(Long.parseLong(it))))
                .orElse(otherwise);
    }

    private static Duration shorter(Duration time) {
        return time.compareTo(REST_MAX) > 0 ? REST_MAX : time;
    }

    @Override
    public void close() {
        http.close();
    }
}
