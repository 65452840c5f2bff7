package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.Missing;
import io.muster.testing.TestAuthority;
import io.muster.testing.TestAuthority.Held;
import io.muster.testing.TestAuthority.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Machines sign in with a certificate, as curl and openssl do it, in front of a whole server.
@Timeout(180)
class MachineCertificatesTest {
    @TempDir Path folder;

    private TestAuthority root;
    private TestAuthority issuing;
    private ServerInTest server;

    @BeforeEach
    void start() throws Exception {
        root = TestAuthority.root("Machines");
        issuing = root.below("Issuing");
        server = serve("");
    }

    private ServerInTest serve(String more) throws Exception {
        return ServerInTest.start(
                ServerInTest.settings(
                        folder.resolve("data"),
                        """
                        machines:
                          anchors: %s
                        %s  rules:
                            - {name: scanner, san: "dns:scanner-*.example.com", signed-by: "CN=Issuing",
                               scope: report, places: "file://web-3"}
                            - {name: reader, san: "uri:spiffe://example.org/ns/*/reader", scope: read}
                        """
                                .formatted(root.write(folder.resolve("root.pem")), more)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMachineIsWhomItsCertificateNamesAndMayWhatTheRuleSays() throws Exception {
        Held scanner = sign("scanner", Wanted.good("dns:scanner-7.example.com"));
        Held reader = sign("reader", Wanted.good("uri:spiffe://example.org/ns/prod/reader"));

        assertThat(curl(scanner, "/api/v1/me"))
                .contains(
                        "\"kind\":\"machine\"",
                        "\"id\":\"scanner/scanner-7.example.com\"",
                        "\"report\"");
        assertThat(curl(scanner, "/api/v1/credentials")).startsWith("403");
        assertThat(curl(reader, "/api/v1/credentials")).startsWith("200");
        assertThat(curl(reader, "/api/v1/tokens", "-d", "{\"name\":\"x\"}"))
                .startsWith("403")
                .contains("needs none of ours");
        assertThat(
                        server.get(
                                        "/api/v1/machines",
                                        "Authorization",
                                        "Bearer " + server.token("audit"))
                                .body())
                .contains("\"lastSubject\":\"scanner-7.example.com\"", "\"name\":\"reader\"");
        // The case of a host's name says nothing (RFC 5280, section 7.2).
        assertThat(curl(sign("upper", Wanted.good("dns:SCANNER-8.Example.COM")), "/api/v1/me"))
                .contains("\"id\":\"scanner/scanner-8.example.com\"");
    }

    @Test
    void whatIsNotAsItShouldBeIsRefusedAndSaidWhy() throws Exception {
        Instant now = Instant.now();
        List<KeyPurposeId> client = List.of(KeyPurposeId.id_kp_clientAuth);
        List<String> name = List.of("dns:scanner-7.example.com");
        TestAuthority stranger = TestAuthority.root("Machines");

        assertRefused(
                sign(
                        "expired",
                        new Wanted(
                                name,
                                client,
                                now.minus(Duration.ofDays(2)),
                                now.minus(Duration.ofHours(1)))),
                "expired at");
        assertRefused(
                sign(
                        "early",
                        new Wanted(
                                name,
                                client,
                                now.plus(Duration.ofHours(1)),
                                now.plus(Duration.ofDays(2)))),
                "one of the clocks is wrong");
        assertRefused(
                sign(
                        "server",
                        new Wanted(
                                name,
                                List.of(KeyPurposeId.id_kp_serverAuth),
                                now.minus(Duration.ofDays(1)),
                                now.plus(Duration.ofDays(2)))),
                "lacks clientAuth");
        assertRefused(
                sign(
                        "any",
                        new Wanted(
                                name,
                                List.of(),
                                now.minus(Duration.ofDays(1)),
                                now.plus(Duration.ofDays(2)))),
                "lacks clientAuth");
        // Of the same name, and another key.
        assertRefused(
                stranger.below("Issuing")
                        .sign(folder, "stranger", Wanted.good("dns:scanner-7.example.com")),
                "leads to none of the authorities");
        assertRefused(
                issuing.sign(folder, "alone", Wanted.good("dns:scanner-7.example.com")),
                "send what lies between");
        assertRefused(issuing.itself(folder), "An authority's certificate");
        // Signed by another authority than the rule says.
        assertRefused(
                root.sign(folder, "root", Wanted.good("dns:scanner-7.example.com")),
                "no rule of machines.rules");
        assertRefused(sign("other", Wanted.good("dns:a.scanner-7.example.com")), "no rule");
        assertRefused(sign("deep", Wanted.good("dns:scanner-7.b.example.com")), "no rule");
        // Two URIs: which of both would it be?
        assertRefused(
                sign(
                        "two",
                        Wanted.good(
                                "uri:spiffe://example.org/ns/prod/reader",
                                "uri:spiffe://example.org/ns/prod/admin")),
                "no rule");
    }

    @Test
    void whatARevokedCertificateOpenedIsShut() throws Exception {
        server.close();
        Held good = sign("good", Wanted.good("dns:scanner-1.example.com"));
        Held bad = sign("bad", Wanted.good("dns:scanner-2.example.com"));
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        root.revoke(folder.resolve("root.crl"), tomorrow);
        issuing.revoke(folder.resolve("issuing.crl"), tomorrow, bad.parsed());
        String lists =
                "  crls: [%s, %s]\n"
                        .formatted(folder.resolve("root.crl"), folder.resolve("issuing.crl"));
        server = serve(lists);
        assertThat(curl(good, "/api/v1/me")).startsWith("200");
        assertRefused(bad, "was revoked");
        server.close();
        // A list that is over says nothing any more, and nothing is not enough.
        issuing.revoke(
                folder.resolve("issuing.crl"),
                Instant.now().minus(Duration.ofDays(1)),
                bad.parsed());
        server = serve(lists);

        assertRefused(good, "cannot be known");
    }

    @Test
    void whatAHeaderSaysOfACertificateIsNothing() throws Exception {
        Held reader = sign("reader", Wanted.good("uri:spiffe://example.org/ns/prod/reader"));
        String text = Files.readString(reader.certificate()).replace("\n", "%0A");
        for (String header :
                List.of(
                        "X-SSL-Client-Cert: " + text,
                        "X-Forwarded-Client-Cert: URI=spiffe://example.org/ns/prod/reader",
                        "X-Client-Cert: " + text,
                        "SSL_CLIENT_CERT: " + text,
                        "Client-Cert: :" + text + ":",
                        "X-SSL-Client-Verify: SUCCESS",
                        "X-SPIFFE-ID: spiffe://example.org/ns/prod/reader")) {
            assertThat(run(List.of("-H", header), "/api/v1/credentials"))
                    .as(header.substring(0, 20))
                    .startsWith("401");
        }
    }

    @Test
    void aBrowserThatShowsACertificateByItselfIsNoMachine() throws Exception {
        Held reader = sign("reader", Wanted.good("uri:spiffe://example.org/ns/prod/reader"));

        assertThat(curl(reader, "/api/v1/credentials", "-H", "Origin: https://evil.example"))
                .startsWith("401");
        assertThat(curl(reader, "/api/v1/credentials", "-H", "Sec-Fetch-Site: cross-site"))
                .startsWith("401");
    }

    @Test
    void clientsAreToldWhoseCertificatesAreTaken() throws Exception {
        Process client =
                new ProcessBuilder(
                                "openssl",
                                "s_client",
                                "-connect",
                                "localhost:" + server.app.listeners().securePort())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        client.waitFor();

        assertThat(said)
                .contains("Acceptable client certificate CA names")
                .containsPattern("CN ?= ?Machines");
    }

    @Test
    void whoShowsNoneSignsInAsBefore() throws Exception {
        assertThat(run(List.of(), "/api/v1/credentials")).startsWith("401");
        assertThat(
                        run(
                                List.of("-H", "Authorization: Bearer " + server.token("read")),
                                "/api/v1/credentials"))
                .startsWith("200");
    }

    private Held sign(String file, Wanted wanted) throws Exception {
        return issuing.sign(folder, file, wanted, issuing.certificate());
    }

    private void assertRefused(Held held, String why) throws Exception {
        assertThat(curl(held, "/api/v1/me")).startsWith("401").contains(why);
    }

    private String curl(Held held, String path, String... more) throws Exception {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--cert",
                                held.certificate().toString(),
                                "--key",
                                held.key().toString()));
        options.addAll(List.of(more));
        return run(options, path);
    }

    /// @return the status, then the answer
    private String run(List<String> options, String path) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "curl",
                                "--silent",
                                "--show-error",
                                "--insecure",
                                "--max-time",
                                "30",
                                "-H",
                                "Content-Type: application/json",
                                "--write-out",
                                "\n%{http_code}"));
        command.addAll(options);
        command.add("https://localhost:%d%s".formatted(server.app.listeners().securePort(), path));
        try {
            Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            curl.waitFor();
            int end = said.lastIndexOf('\n');
            return said.substring(end + 1) + " " + said.substring(0, Math.max(0, end));
        } catch (IOException e) {
            throw Missing.here("not installed: curl");
        }
    }
}
