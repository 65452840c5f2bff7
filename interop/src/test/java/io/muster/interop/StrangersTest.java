package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What nobody, the wrong token and a client of ill will are told by a running server.
class StrangersTest {
    private static final String TWO_LENGTHS =
            "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n";

    private static final Set<String> FOR_ANYONE =
            Set.of("GET /healthz", "GET /readyz", "GET /api/v1/sign-in", "POST /api/v1/sign-in");
    private static final Set<String> SCOPES =
            Set.of("read", "report", "write", "policy", "approve", "audit", "administer");

    @TempDir private static Path folder;
    private static Served server;
    private static Map<String, String> tokens;
    private static Client everything;

    @BeforeAll
    static void start() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        Path data = sandbox.root().resolve("data");
        String all = Served.token(sandbox, data, String.join(",", SCOPES));
        server = Served.quiet(sandbox, data);
        everything = server.as(all);
        tokens = new TreeMap<>();
        for (String scope : SCOPES) {
            String wish = "{\"name\":\"%1$s\",\"permissions\":[\"%1$s\"]}".formatted(scope);
            tokens.put(
                    scope,
                    everything.post("/api/v1/tokens", wish).good().json().path("token").asString());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void nobodyIsAnsweredByAnythingButHealthSignInAndStaticFiles() throws Exception {
        int asked = 0;
        for (Described it : Described.by(everything)) {
            Client.Answer answer = server.asNobody().ask(it.method(), it.anyPath(), "");
            if (!FOR_ANYONE.contains(it.method() + " " + it.path())) {
                assertThat(answer.status()).as(it + answer.text()).isEqualTo(401);
                assertProblem(answer);
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(20);
        assertThat(server.asNobody().get("/").status()).isNotEqualTo(401);
    }

    @Test
    void aTokenOpensWhatItsScopeNamesAndNothingElse() throws Exception {
        for (Described it : Described.by(everything)) {
            if (FOR_ANYONE.contains(it.method() + " " + it.path())
                    || it.permission().equals("known")) {
                continue;
            }
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                if (token.getKey().equals(it.permission())) {
                    continue;
                }
                Client.Answer answer =
                        server.as(token.getValue()).ask(it.method(), it.anyPath(), "");
                assertThat(answer.status())
                        .as(token.getKey() + " at " + it + ": " + answer.text())
                        .isEqualTo(403);
                assertProblem(answer);
            }
        }
    }

    @Test
    void aTokenThatIsWrongOpensNothing() throws Exception {
        String good = tokens.get("read");
        for (String bad :
                List.of(
                        good.substring(1),
                        good + "x",
                        good.toUpperCase(Locale.ROOT),
                        "x".repeat(10_000))) {
            assertThat(server.as(bad).get("/api/v1/session").status()).isEqualTo(401);
        }
        assertThat(server.as(good).get("/api/v1/session").good().text()).contains("token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:443", "127.0.0.1.evil.example", "169.254.1.1"})
    void anotherNameForUsIsMisdirected(String host) throws Exception {
        assertThat(secure("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n")).contains(" 421 ");
        assertThat(plain("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n")).contains(" 421 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/..%2fetc/passwd",
                "/%2e%2e/etc/passwd",
                "/app/%2e%2e/%2e%2e/etc/passwd",
                "/app//../x",
                "//api/v1/session",
                "/api//v1/session",
                "/api/v1/./session",
                "/api/v1/session;a=b",
                "/api/v1/sess%69on%00",
                "/api/v1/%c0%ae%c0%ae/session",
                "/a%5c..%5c",
                "/%",
                "*",
                "http://evil.example/healthz"
            })
    void aPathThatIsNotWhatItSeemsIsRefused(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST")) {
            String answer = secure(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            assertThat(answer).as(method).matches("(?s)HTTP/1.1 (400|404|421) .*");
            assertThat(answer).doesNotContain("root:", "Exception", "io.muster", "org.eclipse");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n",
                "GET /healthz HTTP/9.9\r\nHost: localhost\r\n",
                "\u0001\u0002 / HTTP/1.1\r\nHost: localhost\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
                "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
                TWO_LENGTHS,
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nbroken\r\n"
            })
    void aMalformedRequestIsTheClientsFault(String head) throws Exception {
        for (String answer : List.of(secure(head), plain(head))) {
            assertThat(answer).matches("(?s)HTTP/1.1 (4..|501|505) .*");
            assertThat(answer).doesNotContain("Exception", "io.muster", "org.eclipse");
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        String answer =
                secure(
                        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: "
                                + "a".repeat(40_000)
                                + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @Test
    void thePlainDoorHasNothingButHealth() throws Exception {
        Client plain = new Client("http://127.0.0.1:" + server.plainPort(), everything.token());
        assertThat(plain.get("/healthz").good().header("Set-Cookie")).isEmpty();
        assertThat(plain.get("/readyz").status()).isEqualTo(200);
        for (Described it : Described.by(everything)) {
            if (!Set.of("/healthz", "/readyz").contains(it.path())) {
                Client.Answer answer = plain.ask(it.method(), it.anyPath(), "");
                assertThat(answer.status()).as(it.toString()).isEqualTo(404);
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void contentThatIsTooMuchTooDeepOrOfAnotherTypeIsRefusedWithTheReason() throws Exception {
        String at = "/api/v1/sources";
        String deep = "{\"id\":" + "[".repeat(5000);
        String large = "{\"id\":\"a\",\"targets\":[" + "\"aaaaaaaa\",".repeat(200_000) + "\"\"]}";

        assertThat(problem(everything.post(at, deep))).contains("bad-request");
        assertThat(problem(everything.post(at, large))).contains("too-large");
        assertThat(problem(everything.ask("POST", at, "{}", "Content-Type", "text/plain")))
                .contains("not-understood", "application/json");
        assertThat(problem(everything.post(at, "{\"id\":\"a\",\"id\":\"b\"}")))
                .contains("bad-request");
        assertThat(problem(everything.post(at, "{\"id\":\"a\",\"targets\":[],\"nonsense\":1}")))
                .contains("nonsense");
        assertThat(problem(everything.post(at, "\ufeff{}"))).contains("bad-request");
        assertThat(problem(everything.get("/api/v1/credentials?limit=0"))).contains("limit");
        assertThat(problem(everything.get("/api/v1/credentials?nonsense=0"))).contains("nonsense");
    }

    @Test
    void linesThatAreTooManyTooLongOrABombAreRefused() throws Exception {
        String run =
                everything
                        .post("/api/v1/runs", "{\"source\":\"strange\"}")
                        .good()
                        .json()
                        .path("id")
                        .asString();
        String at = "/api/v1/runs/" + run + "/entries";
        String[] lines = {"Content-Type", "application/x-ndjson"};

        assertThat(problem(everything.ask("POST", at, "{}\n".repeat(20_001), lines)))
                .contains("too-large");
        assertThat(problem(everything.ask("POST", at, "x".repeat(9 << 20), lines)))
                .contains("too-large");
        assertThat(
                        problem(
                                everything.ask(
                                        "POST",
                                        at,
                                        "not gzip",
                                        "Content-Type",
                                        "application/x-ndjson",
                                        "Content-Encoding",
                                        "gzip")))
                .contains("gzip");
        JsonNode taken = everything.ask("POST", at, "{}\nnonsense\n", lines).good().json();
        assertThat(taken.path("seen").asInt()).isEqualTo(2);
        assertThat(taken.path("rejected").size()).isEqualTo(2);
    }

    private static String problem(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertProblem(answer);
        return answer.text();
    }

    static void assertProblem(Client.Answer answer) {
        assertThat(Refusal.is(answer)).as(answer.text()).isTrue();
    }

    private static String secure(String head) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        Client.trusting()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", server.port())) {
            socket.startHandshake();
            return said(socket, head);
        }
    }

    private static String plain(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.plainPort())) {
            return said(socket, head);
        }
    }

    private static String said(Socket socket, String head) throws IOException {
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readNBytes(20_000), StandardCharsets.UTF_8);
        }
    }
}
