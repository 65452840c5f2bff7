package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.egress.NetworkTargets;
import io.muster.model.Facts;
import io.muster.testing.ChildServer;
import io.muster.testing.Looking;
import io.muster.testing.ServerCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against `openssl s_server`, which can be made to speak as nobody should.
class OpensslServerTest {
    @TempDir static Path folder;

    @BeforeAll
    static void certificates() throws Exception {
        ServerCertificate.of("RSA", "localhost").write(folder, "rsa");
        ServerCertificate.of("EC", "localhost").write(folder, "ecdsa");
    }

    @ParameterizedTest
    @CsvSource({"-tls1, TLSv1", "-tls1_1, TLSv1.1", "-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void eachVersionIsFound(String option, String expected) throws Exception {
        Facts facts = facts("rsa", option, "-cipher", "ALL:@SECLEVEL=0");
        assertThat(facts.list("protocols")).containsExactly(expected);
        assertThat(facts.text("protocol")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1", "-tls1_2", "-tls1_3"})
    void theCertificateOfEachVersionIsFoundCheaply(String option) throws Exception {
        for (String certificate : List.of("rsa", "ecdsa")) {
            Looking looking =
                    look(Depth.CERTIFICATE, certificate, option, "-cipher", "ALL:@SECLEVEL=0");
            assertThat(looking.sighted()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void eachCipherOfTls13IsDecrypted(String suite) throws Exception {
        Facts facts = facts("ecdsa", "-tls1_3", "-ciphersuites", suite);
        assertThat(facts.text("cipher")).contains(suite);
    }

    @ParameterizedTest
    @CsvSource({
        "X25519, x25519",
        "P-256, secp256r1",
        "P-384, secp384r1",
        "P-521, secp521r1",
        "X448, x448"
    })
    void eachGroupIsSpoken(String option, String expected) throws Exception {
        Facts facts = facts("ecdsa", "-tls1_3", "-groups", option);
        assertThat(facts.text("group")).contains(expected);
        assertThat(facts.list("groups")).containsExactly(expected);
    }

    @Test
    void weakSuitesAreListed() throws Exception {
        Facts facts = facts("rsa", "-tls1_2", "-cipher", "ALL:aNULL:eNULL:@SECLEVEL=0");
        assertThat(facts.list("weakCiphers"))
                .contains("TLS_RSA_WITH_NULL_SHA256", "TLS_DH_anon_WITH_AES_128_CBC_SHA");
    }

    @Test
    void aRequestForAClientCertificateIsSeenInTls12Too() throws Exception {
        assertThat(facts("rsa", "-tls1_2", "-verify", "1").flag("clientCertificateRequested"))
                .contains(true);
    }

    private static Facts facts(String certificate, String... options) throws Exception {
        Looking looking = look(Depth.EVERYTHING, certificate, options);
        assertThat(looking.unreadable()).isEmpty();
        return looking.sighted().getFirst().sighting().facts();
    }

    private static Looking look(Depth depth, String certificate, String... options)
            throws Exception {
        int port = ChildServer.freePort();
        List<String> command = new ArrayList<>(List.of("/usr/bin/openssl", "s_server", "-quiet"));
        command.addAll(List.of("-accept", "127.0.0.1:" + port));
        command.addAll(List.of("-cert", folder.resolve(certificate + ".pem").toString()));
        command.addAll(List.of("-key", folder.resolve(certificate + ".key").toString()));
        command.addAll(List.of(options));
        NetworkTargets targets = NetworkTargets.parse(List.of("127.0.0.1:" + port), "tls");
        try (var server = new ChildServer(folder.resolve("out" + port), port, command)) {
            Looking looking = Looking.with(new TlsEndpoints(targets, List.of(), depth), targets);
            assertThat(server.log()).doesNotContain("panic");
            return looking;
        }
    }
}
