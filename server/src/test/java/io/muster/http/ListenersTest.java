package io.muster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The doors, over real sockets on loopback.
class ListenersTest {
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestCertificate first;
    private PresentedCertificate presented;
    private Listeners listeners;

    @BeforeEach
    void listen() throws Exception {
        first = TestCertificate.named("first");
        presented = first.presented();
        listeners =
                Listeners.bind(
                        new Listeners.Door(anyPort(), edge(this::answer)),
                        presented,
                        new Listeners.Door(anyPort(), edge(this::answer)),
                        Limits.USUAL,
                        RandomGenerator.of("L64X128MixRandom"));
        listeners.start();
    }

    @AfterEach
    void close() {
        goOn.countDown();
        listeners.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpAreSpoken(HttpClient.Version version) throws Exception {
        if (!version.name().matches("HTTP_1_1|HTTP_2")) {
            return;
        }
        try (HttpClient client = TestClient.speaking(version)) {
            var answer = TestClient.get(client, secure("/echo/a%20b?q=%C3%A4"));

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("\"/echo/a b ä\"");
            assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow())
                    .matches("[0-9a-f]{32}");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void anotherCertificateIsPresentedWithoutDroppingAConnection() throws Exception {
        TestCertificate second = TestCertificate.named("second");
        try (SSLSocket open = connect()) {
            assertThat(leaf(open)).isEqualTo("CN=first");

            presented.replace(List.of(second.certificate()), second.key().getPrivate());

            assertThat(ask(open)).startsWith("HTTP/1.1 200");
            try (SSLSocket later = connect()) {
                assertThat(leaf(later)).isEqualTo("CN=second");
                assertThat(ask(later)).startsWith("HTTP/1.1 200");
            }
            assertThat(ask(open)).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/a/%2e%2e/b",
                "/a/.%2e/b",
                "//evil",
                "/a//b",
                "/a%2fb",
                "/a%5cb",
                "/a;x=1/../b",
                "/a%00b",
                "/a%0ab",
                "/%c0%ae%c0%ae/",
                "/a/."
            })
    void aPathThatCouldMeanSomethingElseIsRefused(String path) throws Exception {
        String answer = TestClient.raw(listeners.plainPort(), request(path, "localhost"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void aNameThatIsNotOursIsRefused() throws Exception {
        String answer = TestClient.raw(listeners.plainPort(), request("/echo", "evil.example"));

        assertThat(answer).startsWith("HTTP/1.1 421").contains("urn:muster:problem:wrong-host");
    }

    @Test
    void aFaultTellsAnIdAndNothingElse() throws Exception {
        String answer = TestClient.raw(listeners.plainPort(), request("/fault", "localhost"));

        assertThat(answer)
                .startsWith("HTTP/1.1 500")
                .contains("urn:muster:problem:fault")
                .doesNotContain("swordfish");
        assertThat(faults).singleElement().asString().contains("swordfish");
    }

    @Test
    void fieldsThatAreTooLargeAreRefused() throws Exception {
        String answer =
                TestClient.raw(
                        listeners.plainPort(),
                        request("/echo", "localhost\r\nX-Long: " + "a".repeat(20_000)));

        assertThat(answer).startsWith("HTTP/1.1 431").doesNotContainIgnoringCase("jetty");
    }

    @Test
    void nonsenseIsAnswered() throws Exception {
        assertThat(TestClient.raw(listeners.plainPort(), "nonsense\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void contentThatIsTooLongIsRefusedWithoutBeingKept() throws Exception {
        try (HttpClient client = TestClient.speaking(HttpClient.Version.HTTP_1_1)) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(secure("/take")))
                                    .POST(BodyPublishers.ofByteArray(new byte[100_000]))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void whoIsRefusedUnreadHearsTheRefusal() throws Exception {
        try (HttpClient client = TestClient.speaking(HttpClient.Version.HTTP_2)) {
            for (int i = 0; i < 50; i++) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(URI.create(secure("/refuse")))
                                        .POST(BodyPublishers.ofByteArray(new byte[20_000]))
                                        .build(),
                                BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(401);
            }
        }
    }

    @Test
    void headIsGetWithoutContent() throws Exception {
        String answer =
                TestClient.raw(
                        listeners.plainPort(),
                        request("/echo", "localhost").replace("GET", "HEAD"));

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-length: ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aRequestThatIsBeingAnsweredIsAnsweredBeforeTheServerEnds() throws Exception {
        try (HttpClient client = TestClient.speaking(HttpClient.Version.HTTP_2)) {
            var answer =
                    client.sendAsync(
                            HttpRequest.newBuilder(URI.create(secure("/wait"))).build(),
                            BodyHandlers.ofString());
            arrived.await();
            Thread closing = Thread.ofPlatform().start(listeners::close);
            goOn.countDown();

            assertThat(answer.get().statusCode()).isEqualTo(200);
            closing.join();
        }
    }

    @Test
    void eventsComeOneByOneAndEndWithTheServer() throws Exception {
        try (HttpClient client = TestClient.speaking(HttpClient.Version.HTTP_2)) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(secure("/events")))
                                    .header("Last-Event-ID", "4")
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            try (InputStream events = answer.body()) {
                assertThat(readUntil(events, "\n\nid: 5\nevent: tick\ndata: 5\n\n"))
                        .startsWith(":");
                listeners.close();
                try {
                    events.readAllBytes();
                } catch (IOException _) {
                    // Ended by the server, in the middle or at the end: ended.
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeftBound() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = freePort();

            assertThatIOException()
                    .isThrownBy(() ->
                            Listeners.bind(
                                    new Listeners.Door(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(), free),
                                            edge(this::answer)),
                                    presented,
                                    new Listeners.Door(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(),
                                                    taken.getLocalPort()),
                                            edge(this::answer)),
                                    Limits.USUAL,
                                    RandomGenerator.of("L64X128MixRandom")))
                    .withMessageContaining(":" + taken.getLocalPort())
                    .withMessageContaining("--http-listen");
            new ServerSocket(free).close();
        }
    }

    private Response answer(Request request) throws IOException {
        return switch (request.target().path()) {
            case "/fault" -> throw new IllegalStateException("swordfish");
            case "/take" -> {
                request.body().limited(50_000).stream().transferTo(OutputStream.nullOutputStream());
                yield Response.nothing();
            }
            case "/refuse" -> throw Problem.NOT_SIGNED_IN.because("Sign in.");
            case "/wait" -> {
                arrived.countDown();
                await(goOn);
                yield Response.json("done");
            }
            case "/events" ->
                    Response.events((position, wait) -> {
                        int next = position.isEmpty() ? 1 : Integer.parseInt(position) + 1;
                        if (next == 6) {
                            Thread.sleep(wait);
                            return List.of();
                        }
                        return List.of(new Feed.Event(Integer.toString(next), "tick", next));
                    });
            default ->
                    Response.json(
                            (request.target().path() + " " + request.query().text("q").orElse(""))
                                    .strip());
        };
    }

    private Edge edge(Handler handler) {
        return new Edge(
                handler,
                new Hosts(Set.of("localhost", "127.0.0.1")),
                new Journal() {
                    @Override
                    public void answered(Request request, int status, long nanos) {
                        statuses.add(status);
                    }

                    @Override
                    public void fault(String requestId, Throwable cause) {
                        faults.add(cause);
                    }
                });
    }

    private SSLSocket connect() throws Exception {
        SSLSocket socket =
                (SSLSocket)
                        TestClient.trusting()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", listeners.securePort());
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        socket.startHandshake();
        return socket;
    }

    private static String leaf(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerPrincipal().getName();
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return readUntil(socket.getInputStream(), "\"/echo\"");
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int one = in.read();
            assertThat(one).as("more than: " + read).isNotNegative();
            read.write(one);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private String secure(String path) {
        return "https://localhost:" + listeners.securePort() + path;
    }

    private static String request(String path, String host) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
