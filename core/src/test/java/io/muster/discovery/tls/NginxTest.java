package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.egress.NetworkTargets;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import io.muster.testing.ChildServer;
import io.muster.testing.Looking;
import io.muster.testing.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real nginx: one listener each for what servers do.
class NginxTest implements SourceContract {
    private static final int PLAIN = ChildServer.freePort();
    private static final int DOUBLE = ChildServer.freePort();
    private static final int NEW_ONLY = ChildServer.freePort();
    private static final int NEW_DOUBLE = ChildServer.freePort();
    private static final int CLOSED = ChildServer.freePort();

    @TempDir static Path folder;
    private static ServerCertificate rsa;
    private static ServerCertificate ecdsa;
    private static ServerCertificate other;
    private static ChildServer nginx;

    @BeforeAll
    static void start() throws Exception {
        rsa = ServerCertificate.of("RSA", "localhost");
        ecdsa = ServerCertificate.of("EC", "localhost");
        other = ServerCertificate.of("EC", "other.example");
        rsa.write(folder, "rsa", other);
        ecdsa.write(folder, "ecdsa");
        other.write(folder, "other");
        String common =
                """
                daemon off; pid %1$s/pid; error_log %1$s/error.log info; worker_processes 1;
                events { }
                http {
                  access_log off;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
                  uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                """
                        .formatted(folder);
        String configuration =
                common
                        + server(
                                PLAIN,
                                "rsa",
                                "ssl_protocols TLSv1.2 TLSv1.3; server_name localhost;")
                        + server(
                                PLAIN,
                                "other",
                                "ssl_protocols TLSv1.2 TLSv1.3; server_name other.example;")
                        + server(
                                DOUBLE,
                                "rsa",
                                "ssl_protocols TLSv1.2 TLSv1.3; ssl_verify_client optional_no_ca;"
                                        + pair("ecdsa"))
                        + server(
                                NEW_ONLY,
                                "ecdsa",
                                "ssl_protocols TLSv1.3; ssl_ecdh_curve secp384r1;")
                        + server(NEW_DOUBLE, "rsa", "ssl_protocols TLSv1.3;" + pair("ecdsa"))
                        + "}\n";
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        nginx =
                new ChildServer(
                        folder.resolve("out"),
                        PLAIN,
                        List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", file.toString()));
    }

    private static String server(int port, String certificate, String more) {
        return "  server { listen 127.0.0.1:%d ssl; %s %s }\n"
                .formatted(port, pair(certificate), more);
    }

    private static String pair(String name) {
        return "ssl_certificate %1$s/%2$s.pem; ssl_certificate_key %1$s/%2$s.key;"
                .formatted(folder, name);
    }

    @AfterAll
    static void stop() {
        nginx.close();
    }

    @Test
    void theWholeChainIsSeenAsServed() throws Exception {
        Looking looking = look(Depth.CERTIFICATE, "localhost:" + PLAIN);
        assertThat(looking.unreadable()).isEmpty();
        assertThat(looking.sighted())
                .extracting(NginxTest::der)
                .containsExactly(der(rsa), der(other));
        Facts leaf = looking.sighted().getFirst().sighting().facts();
        assertThat(leaf.number("position")).contains(0L);
        assertThat(leaf.text("address")).contains("127.0.0.1");
        assertThat(leaf.flag("nameMatches")).contains(true);
        assertThat(leaf.list("chain"))
                .containsExactly(
                        "sha256:" + der(rsa).sha256().toHex(),
                        "sha256:" + der(other).sha256().toHex());
        assertThat(looking.sighted().getFirst().sighting())
                .satisfies(it -> assertThat(it.place()).hasToString("tls://localhost:" + PLAIN))
                .satisfies(it -> assertThat(it.role()).isEqualTo(Role.SERVED));
    }

    @Test
    void postureIsFoundByPartialHandshakes() throws Exception {
        Facts facts = leafFacts(look(Depth.EVERYTHING, "localhost:" + PLAIN));
        assertThat(facts.list("protocols")).containsExactly("TLSv1.2", "TLSv1.3");
        assertThat(facts.text("protocol")).contains("TLSv1.3");
        assertThat(facts.text("cipher"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("TLS_"));
        assertThat(facts.list("groups")).contains("x25519", "secp256r1", facts.text("group").get());
        assertThat(facts.flag("clientCertificateRequested")).contains(false);
        assertThat(facts.list("weakCiphers")).isEmpty();
        assertThat(facts.has("postQuantumIntolerant")).isFalse();
    }

    @Test
    void bothCertificatesOfAServerWithTwoAreSeen() throws Exception {
        for (int port : List.of(DOUBLE, NEW_DOUBLE)) {
            assertThat(look(Depth.EVERYTHING, "127.0.0.1:" + port).sighted())
                    .extracting(NginxTest::der)
                    .contains(der(rsa), der(ecdsa));
        }
    }

    @Test
    void aServerThatAsksForAClientCertificateIsKnown() throws Exception {
        assertThat(
                        leafFacts(look(Depth.EVERYTHING, "127.0.0.1:" + DOUBLE))
                                .flag("clientCertificateRequested"))
                .contains(true);
    }

    @Test
    void aServerOfTls13AndOneGroupShowsItsCertificate() throws Exception {
        for (Depth depth : Depth.values()) {
            Looking looking = look(depth, "127.0.0.1:" + NEW_ONLY);
            assertThat(looking.sighted()).extracting(NginxTest::der).containsExactly(der(ecdsa));
        }
        Facts facts = leafFacts(look(Depth.EVERYTHING, "127.0.0.1:" + NEW_ONLY));
        assertThat(facts.list("protocols")).containsExactly("TLSv1.3");
        assertThat(facts.list("groups")).containsExactly("secp384r1");
        assertThat(facts.flag("nameMatches")).contains(false);
    }

    @Test
    void aListOfServerNamesFindsWhatIsBehindThem() throws Exception {
        NetworkTargets targets = targets("127.0.0.1:" + PLAIN);
        Looking looking =
                Looking.with(
                        new TlsEndpoints(targets, List.of("other.example"), Depth.CERTIFICATE),
                        targets);
        assertThat(looking.sighted())
                .filteredOn(it -> it.sighting().facts().text("sni").isPresent())
                .singleElement()
                .satisfies(it -> assertThat(der(it)).isEqualTo(der(other)))
                .satisfies(
                        it -> assertThat(it.sighting().facts().flag("nameMatches")).contains(true));
    }

    @Test
    void theServerSeesNoError() throws Exception {
        look(Depth.EVERYTHING, "127.0.0.1:" + PLAIN);
        assertThat(Files.readAllLines(folder.resolve("error.log")))
                .noneMatch(line -> line.contains("[crit]") || line.contains("[error]"));
    }

    @Test
    void inANetworkSilenceIsNormal() throws Exception {
        Looking looking = look(Depth.CERTIFICATE, "127.0.0.1-3:" + PLAIN);
        assertThat(looking.unreadable()).isEmpty();
        assertThat(looking.sighted()).hasSize(2);
    }

    @Test
    void aNetworkInWhichNobodyAnswersIsOneLine() throws Exception {
        assertThat(look(Depth.CERTIFICATE, "127.0.0.1-3:" + CLOSED).onlyReason())
                .isEqualTo("none of 3 addresses answered");
    }

    @Test
    void aNamedHostThatDoesNotAnswerIsALine() throws Exception {
        assertThat(look(Depth.EVERYTHING, "127.0.0.1:" + CLOSED).onlyReason())
                .contains("nothing listens there");
    }

    @Override
    public Source source() {
        return new TlsEndpoints(both(), List.of(), Depth.EVERYTHING);
    }

    @Override
    public Outside outside() {
        return Looking.outside(both());
    }

    @Override
    public Source defaults() {
        return source();
    }

    @Override
    public Map<String, String> pinnedDefaults() {
        return Map.of("serverNames", "[]", "depth", "EVERYTHING");
    }

    private static NetworkTargets both() {
        return targets("127.0.0.1:" + PLAIN, "127.0.0.1:" + CLOSED);
    }

    private static Looking look(Depth depth, String... hosts) throws Exception {
        NetworkTargets targets = targets(hosts);
        return Looking.with(new TlsEndpoints(targets, List.of(), depth), targets);
    }

    private static NetworkTargets targets(String... hosts) {
        return NetworkTargets.parse(List.of(hosts), "tls");
    }

    private static Facts leafFacts(Looking looking) {
        return looking.sighted().getFirst().sighting().facts();
    }

    private static Bytes der(Observation.Sighted sighted) {
        return ((X509Certificate) sighted.credential()).der();
    }

    private static Bytes der(ServerCertificate certificate) throws Exception {
        return Bytes.of(certificate.certificate().getEncoded());
    }
}
