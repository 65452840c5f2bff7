package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.ChildServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `muster serve` from its first line to its last.
class ServeTest {
    private static final String FIRST_LINE = "one line, and nothing else";

    @TempDir private Path folder;
    private Sandbox sandbox;
    private Path data;

    @BeforeEach
    void makeSandbox() throws Exception {
        sandbox = Sandbox.in(folder);
        data = sandbox.root().resolve("data");
    }

    @Test
    void itIsReadyPutsTheLinkIntoAPrivateFileAndEndsWhenItIsTold() throws Exception {
        try (Served server = Served.quiet(sandbox, data)) {
            Path link = data.resolve("sign-in-link");
            assertThat(server.ready()).endsWith("sign-in link in " + link).doesNotContain("#");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
                    .isEqualTo("rw-------");
            assertThat(server.asNobody().get("/healthz").good().text()).isEqualTo("ok\n");
            assertThat(server.asNobody().get("/readyz").good().text()).contains("\"ready\"");

            server.terminate();

            assertThat(server.ended()).isZero();
            assertThat(listens(server.port())).isFalse();
            assertThat(listens(server.plainPort())).isFalse();
        }
    }

    @Test
    void theLinkLetsAPersonInOnce() throws Exception {
        try (Served server = Served.quiet(sandbox, data)) {
            Client nobody = server.asNobody();
            String link = Files.readString(data.resolve("sign-in-link")).strip();
            String code = "{\"code\":\"" + link.substring(link.indexOf('#') + 1) + "\"}";
            String[] ours = {"X-Muster-Request", "1"};

            Client.Answer first = nobody.ask("POST", "/api/v1/sign-in", code, ours).good();
            Client.Answer second = nobody.ask("POST", "/api/v1/sign-in", code, ours);

            String cookie = first.header("Set-Cookie");
            assertThat(cookie)
                    .startsWith("__Host-")
                    .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/");
            assertThat(second.status()).isEqualTo(401);
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(nobody.ask("GET", "/api/v1/session", "", "Cookie", session).good().text())
                    .contains("\"kind\":\"person\"");
        }
    }

    /// A request whose content is still coming when the server is told to end is answered.
    @Test
    void aRequestInFlightIsAnsweredBeforeTheServerEnds() throws Exception {
        try (Served server = Served.quiet(sandbox, data);
                Socket socket = connected(server)) {
            String body = "{\"code\":\"nobody-knows-this-one\"}";
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-Muster-Request: 1\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + body.length()
                                    + "\r\n\r\n"
                                    + body.substring(0, 5))
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Answered by the same connection, so the request before it has been read.
            assertThat(server.asNobody().get("/healthz").status()).isEqualTo(200);
            server.terminate();
            while (listens(server.port())) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
            out.flush();

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 401").contains("urn:muster:problem:");
            assertThat(server.ended()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsOneLineAndLeavesNothingListening() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = ChildServer.freePort();
            String busy = "127.0.0.1:" + taken.getLocalPort();
            String other = "127.0.0.1:" + free;

            refused("--listen", serve("--listen", busy, "--http-listen", other));
            refused("--http-listen", serve("--listen", other, "--http-listen", busy));

            assertThat(listens(free)).isFalse();
        }
        Served.quiet(sandbox, data).close();
    }

    @Test
    void aSecondServerOnTheSameFolderIsToldWhoHasIt() throws Exception {
        try (Served server = Served.quiet(sandbox, data)) {
            int free = ChildServer.freePort();
            refused(
                    "process " + server.handle().pid(),
                    serve("--listen", "127.0.0.1:" + free, "--http-listen", "127.0.0.1:0"));

            assertThat(listens(free)).isFalse();
            assertThat(server.asNobody().get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        // Not even root makes a folder there.
        data = Path.of("/proc/muster");

        refused("/proc/muster cannot be written", serve());
    }

    @Test
    void aFolderThatIsAFileOrOpenToOthersIsNamed() throws Exception {
        Files.writeString(data, "not a folder");
        refused("is a file", serve());
        Files.delete(data);
        Files.createDirectory(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        refused("chmod 700", serve());
    }

    @Test
    void aMisspeltOrUnknownSettingIsNamedAndNothingIsMade() throws Exception {
        Path file = sandbox.write("muster.yaml", "serve:\n  lisen: 127.0.0.1:1\n");
        refused("lisen", serve("--config", file.toString()));
        sandbox.write("muster.yaml", "serve:\n  listen: nowhere\n");
        refused("listen", serve("--config", file.toString()));
        refused("jdbc:postgresql", serve("--database-url", "mysql://localhost/muster"));
        refused("--lisen", serve("--lisen", "127.0.0.1:1"));
    }

    @Test
    void theFirstLookFindsWhatLiesInTheHomeFolder() throws Exception {
        Path ssh = Files.createDirectories(sandbox.home().resolve(".ssh"));
        sandbox.tool(
                ssh, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", "id_first");
        Path etc = Files.createDirectory(sandbox.root().resolve("etc"));
        String token = Served.token(sandbox, data, "read");
        Sandbox small = sandbox.with("-Duser.home=" + sandbox.home());
        assertThat(etc).isEmptyDirectory();
        try (Served server = Served.with(small, data, Map.of(), List.of())) {
            Client client = server.as(token);
            Eventually.holds(
                    "the key is on the roll",
                    () -> client.total("/api/v1/credentials?q=id_first") == 1);
            server.terminate();
            assertThat(server.ended()).isZero();
        }
    }

    private Run serve(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("serve", "--data", data.toString()));
        if (!List.of(options).contains("--listen")) {
            words.addAll(List.of("--listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0"));
        }
        words.addAll(List.of(options));
        return sandbox.muster(words.toArray(String[]::new));
    }

    private static void refused(String reason, Run run) {
        assertThat(run.errors()).contains(reason);
        assertThat(run.errors().lines()).as(FIRST_LINE).hasSize(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    private static Socket connected(Served server) throws Exception {
        SSLSocket socket =
                (SSLSocket)
                        Client.trusting()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", server.port());
        socket.setSoTimeout(30_000);
        socket.startHandshake();
        return socket;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
