package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.keystore.Passwords;
import io.muster.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OpenSSL, keytool, ssh-keygen and jarsigner really write.
class RealToolsTest {
    private static final String KEYTOOL =
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

    @TempDir private static Path folder;

    @BeforeAll
    static void makeOneKeyAndItsCertificate() throws Exception {
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-subj",
                "/CN=tools",
                "-days",
                "30");
        run("openssl", "x509", "-in", "cert.pem", "-outform", "DER", "-out", "cert.der");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pkcs8 -topk8 -in key.pem -nocrypt -outform DER | public-key private-key",
                "pkcs8 -topk8 -in key.pem -passout pass:changeit | public-key private-key",
                "pkcs8 -topk8 -in key.pem -passout pass:no -v2 aes256 | sealed-container stored",
                "pkcs8 -topk8 -in key.pem -passout pass:changeit -scrypt | public-key private-key",
                "ec -in key.pem -aes256 -passout pass:no | sealed-container stored",
                "ec -in key.pem -aes256 -passout pass:changeit | public-key private-key",
                "ec -in key.pem -outform DER | public-key private-key",
                "pkey -in key.pem -pubout | public-key stored",
                "x509 -in cert.pem -trustout -addtrust serverAuth | x509-certificate trusted",
                "crl2pkcs7 -nocrl -certfile cert.pem | x509-certificate stored",
                "crl2pkcs7 -nocrl -certfile cert.pem -outform DER | x509-certificate stored",
                "req -new -key key.pem -subj /CN=wanted | public-key requested"
            })
    void opensslWrites(String command, String seen) throws Exception {
        byte[] content = run(("openssl " + command).split(" "));

        assertThat(Recognised.bytes("/srv/a", content).seen()).containsExactly(seen);
    }

    @Test
    void opensslWritesPkcs12() throws Exception {
        String export =
                "openssl pkcs12 -export -in cert.pem -inkey key.pem -name web -passout pass:";
        byte[] wellKnown = run((export + "changeit").split(" "));
        byte[] other = run((export + "other").split(" "));

        assertThat(Recognised.bytes("/srv/a", wellKnown).seen())
                .containsExactlyInAnyOrder("x509-certificate stored", "public-key private-key");
        assertThat(Recognised.bytes("/srv/a", other).seen())
                .containsExactly("sealed-container stored");
        assertThat(given("other", other).seen())
                .containsExactlyInAnyOrder("x509-certificate stored", "public-key private-key");
    }

    @ParameterizedTest
    @CsvSource({"PKCS12", "JKS", "JCEKS"})
    void keytoolWritesTrustStores(String type) throws Exception {
        Path store = folder.resolve("trust." + type);
        run(
                KEYTOOL,
                "-importcert",
                "-noprompt",
                "-alias",
                "root",
                "-file",
                "cert.pem",
                "-keystore",
                store.toString(),
                "-storetype",
                type,
                "-storepass",
                "changeit");

        Recognised found = Recognised.bytes("/srv/a", Files.readAllBytes(store));

        assertThat(found.seen()).containsExactly("x509-certificate trusted");
        assertThat(found.facts().text("alias")).hasValue("root");
    }

    @Test
    void sshKeygenWrites() throws Exception {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "me", "-f", "id");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "phrase", "-f", "locked");

        assertThat(file("id").seen()).containsExactly("ssh-key private-key");
        assertThat(file("id").facts().flag("encrypted")).hasValue(false);
        assertThat(file("id.pub").seen()).containsExactly("ssh-key stored");
        assertThat(file("locked").facts().flag("encrypted")).hasValue(true);
    }

    @Test
    void theSignerOfAJarHasSigned() throws Exception {
        byte[] block =
                run(
                        "openssl",
                        "smime",
                        "-sign",
                        "-binary",
                        "-in",
                        "cert.pem",
                        "-signer",
                        "cert.pem",
                        "-inkey",
                        "key.pem",
                        "-outform",
                        "DER");

        assertThat(Recognised.bytes("/a.jar!/META-INF/A.EC", block).seen())
                .containsExactly("x509-certificate signed");
    }

    private static Recognised file(String name) throws IOException {
        return Recognised.bytes("/srv/" + name, Files.readAllBytes(folder.resolve(name)));
    }

    private static Recognised given(String password, byte[] content) {
        Settings settings =
                new Settings(
                        Settings.BYTES_MAX,
                        Passwords.startingWith(List.of(password)),
                        Optional.empty());
        return Recognised.bytes(
                Recognised.recogniser(settings), new Place("file://web-3/srv/a"), content);
    }

    private static byte[] run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path problems = Files.createTempFile(folder, "err", "");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(problems.toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(problems, StandardCharsets.UTF_8))
                .isZero();
        return Files.readAllBytes(out);
    }
}
