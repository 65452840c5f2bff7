package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.ChildServer;
import io.muster.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// nginx and sshd of this machine, seen through the command line, and two servers that misbehave.
class ServersTest {
    private static final int BOTH = ChildServer.freePort();
    private static final int EXPIRED = ChildServer.freePort();
    private static final int ASKING = ChildServer.freePort();
    private static final int SSH = ChildServer.freePort();
    private static final int CLOSED = ChildServer.freePort();

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static ChildServer nginx;
    private static ChildServer sshd;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.in(folder);
        certificate("rsa", "rsa:2048", "-days 300");
        certificate("ecdsa", "ec -pkeyopt ec_paramgen_curve:P-256", "-days 300");
        expired();
        Path web = sandbox.tree();
        String configuration =
                """
                daemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes 1;
                events { }
                http {
                  access_log off;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
                  uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                  ssl_protocols TLSv1.2 TLSv1.3;
                """
                                .formatted(web)
                        + listener(BOTH, "", "rsa", "ecdsa")
                        + listener(EXPIRED, "", "expired")
                        + listener(ASKING, "ssl_verify_client optional_no_ca;", "ecdsa")
                        + "}\n";
        Path file = sandbox.write("nginx.conf", configuration);
        nginx =
                new ChildServer(
                        web.resolve("nginx.out"),
                        BOTH,
                        List.of("/usr/sbin/nginx", "-p", web.toString(), "-c", file.toString()));
        sshd = sshd(web);
    }

    private static void certificate(String name, String key, String validity) throws Exception {
        String command =
                "openssl req -x509 -newkey %s -nodes -keyout %s.key -out %s.pem %s"
                                .formatted(key, name, name, validity)
                        + " -subj /CN=localhost -addext basicConstraints=critical,CA:FALSE"
                        + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1";
        sandbox.tool(command.split(" "));
    }

    /// Only `openssl ca` of the versions in use makes a certificate of the past.
    private static void expired() throws Exception {
        sandbox.write(
                "ca.conf",
                """
                [ca]
                default_ca = this
                [this]
                database = index
                serial = serial
                new_certs_dir = .
                default_md = sha256
                policy = names
                x509_extensions = extensions
                [names]
                commonName = supplied
                [extensions]
                basicConstraints = critical,CA:FALSE
                subjectAltName = DNS:localhost,IP:127.0.0.1
                """);
        sandbox.write("index", "");
        sandbox.write("serial", "01\n");
        String request =
                "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
                        + " -keyout expired.key -out expired.csr -subj /CN=localhost";
        String sign =
                "openssl ca -config ca.conf -batch -notext -selfsign"
                        + " -startdate 20240101000000Z -enddate 20240301000000Z"
                        + " -keyfile expired.key -in expired.csr -out expired.pem";
        sandbox.tool(request.split(" "));
        sandbox.tool(sign.split(" "));
    }

    private static String listener(int port, String more, String... names) {
        var text = new StringBuilder("  server { listen 127.0.0.1:" + port + " ssl; " + more);
        for (String name : names) {
            text.append(
                    " ssl_certificate %1$s.pem; ssl_certificate_key %1$s.key;"
                            .formatted(sandbox.file(name)));
        }
        return text + " }\n";
    }

    private static ChildServer sshd(Path folder) throws Exception {
        var configuration =
                new StringBuilder(
                        "ListenAddress 127.0.0.1:%d\nPidFile none\nUsePAM no\nStrictModes no\n"
                                .formatted(SSH));
        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            sandbox.tool("ssh-keygen", "-q", "-t", type, "-N", "", "-f", "host-" + type);
            configuration.append("HostKey " + folder + "/host-" + type + "\n");
        }
        Path file = sandbox.write("sshd_config", configuration.toString());
        if ("root".equals(System.getProperty("user.name"))) {
            // sshd started by root wants its empty folder, which packages make at boot only.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        return new ChildServer(
                folder.resolve("sshd.out"),
                SSH,
                List.of("/usr/sbin/sshd", "-D", "-e", "-f", file.toString()));
    }

    @AfterAll
    static void stop() {
        nginx.close();
        sshd.close();
    }

    private static String at(int port) {
        return "127.0.0.1:" + port;
    }

    @Test
    void serversShowAllTheirCertificatesAndHostKeys() throws Exception {
        Document document =
                sandbox.scan(
                        at(BOTH),
                        at(EXPIRED),
                        at(ASKING),
                        "ssh://" + at(SSH),
                        "--label",
                        "env=prod",
                        "--fail-on",
                        "high");

        String served = "x509-certificate served";
        assertThat(document.at(at(BOTH))).containsExactly(served, served);
        assertThat(document.at(at(ASKING))).containsExactly(served);
        assertThat(document.at(at(SSH)))
                .containsExactly("ssh-key served", "ssh-key served", "ssh-key served");
        assertThat(Document.rules(document.one(at(EXPIRED), "served")))
                .contains("expired", "certificate-self-signed-in-production");
        JsonNode asking = document.one(at(ASKING), "served");
        assertThat(document.one("tls://" + at(ASKING), "served")).isEqualTo(asking);
        assertThat(facts(asking, ASKING).path("clientCertificateRequested").asBoolean(false))
                .isTrue();
        assertThat(facts(asking, BOTH).path("clientCertificateRequested").asBoolean(false))
                .isFalse();
        assertThat(document.json().get("unreadable")).isEmpty();
        assertThat(document.run().code()).isEqualTo(1);
    }

    private static JsonNode facts(JsonNode credential, int port) {
        return credential
                .get("sightings")
                .valueStream()
                .filter(it -> Document.text(it, "place").endsWith(at(port)))
                .map(it -> it.get("facts"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutALabelTheRuleSaysThatItCannotJudge() throws Exception {
        Document document = sandbox.scan(at(BOTH));

        assertThat(document.json().get("unjudged").valueStream())
                .anyMatch(it ->
                        Document.text(it, "rule").equals("certificate-self-signed-in-production"));
        assertThat(document.run().code()).isZero();
    }

    @Test
    void theExitCodeTellsWhatHappened() throws Exception {
        assertThat(sandbox.muster("scan", at(EXPIRED), "--fail-on", "critical").code()).isZero();
        assertThat(sandbox.muster("scan", at(EXPIRED), "--fail-on", "high").code()).isEqualTo(1);
        assertThat(sandbox.muster("scan", at(EXPIRED), "--fail-on", "worst").code()).isEqualTo(2);
        Run later = sandbox.muster("scan", "k8s://prod");
        assertThat(later.code()).isEqualTo(2);
        assertThat(later.errors()).contains("no source for 'k8s:'");
        assertThat(later.output()).isEmpty();
        Run silent = sandbox.muster("scan", at(BOTH), at(CLOSED));
        assertThat(silent.code()).isEqualTo(3);
        assertThat(silent.errors()).contains("could not be scanned: " + at(CLOSED));
        assertThat(silent.output()).contains("localhost");
    }

    /// Somebody may run a server on a usual port of this machine: only that nothing fails is known.
    @Test
    void aBareHostIsAskedInEveryUsualWayAndSilenceIsNoNews() throws Exception {
        Document document = sandbox.scan("localhost");

        assertThat(document.json().at("/summary/endpoints").asInt()).isGreaterThan(3);
        assertThat(document.run().code()).isIn(0, 3);
    }

    @Test
    void showTellsAllAboutOneThing() throws Exception {
        Run server = sandbox.muster("show", at(BOTH));
        Run file = sandbox.muster("show", sandbox.file("rsa.pem").toString());
        Run input = sandbox.muster(sandbox.file("rsa.pem"), "show", "-");

        for (Run run : List.of(server, file, input)) {
            assertThat(run.code()).as(run.errors()).isZero();
            assertThat(run.output()).contains("CN=localhost", "RSA", "127.0.0.1", "notAfter");
        }
        assertThat(server.output()).contains("P-256");
        assertThat(sandbox.temporary()).isEmptyDirectory();
    }

    @Test
    void serversThatTrickleOrTalkNonsenseAreUnreadableAndHoldNobodyUp() throws Exception {
        byte[] garbage = new byte[64 << 10];
        Arrays.fill(garbage, (byte) 0x16);
        try (var trickling =
                        new ScriptedServer((socket, _) -> {
                            while (!socket.isClosed()) {
                                socket.getOutputStream().write(0x16);
                                Thread.sleep(500);
                            }
                        });
                var nonsense =
                        new ScriptedServer((socket, _) -> {
                            socket.getOutputStream().write(garbage);
                            socket.getInputStream().readAllBytes();
                        })) {
            Document document =
                    sandbox.with(Sandbox.SMALL_HEAP)
                            .scan(
                                    at(trickling.port()),
                                    at(nonsense.port()),
                                    "ssh://" + at(trickling.port()),
                                    "ssh://" + at(nonsense.port()),
                                    at(BOTH));

            assertThat(document.unreadable(at(trickling.port()))).hasSize(2);
            assertThat(document.unreadable(at(nonsense.port()))).hasSize(2);
            assertThat(document.at(at(BOTH))).hasSize(2);
            assertThat(document.run().code()).isEqualTo(3);
        }
    }
}
