package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which certificate is presented, now and later.
class HttpsCertificateTest {
    private static final List<String> NAMES = List.of("muster.example", "127.0.0.1", "::1");

    private final SecureRandom random = new SecureRandom();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = Log.to(logged, () -> Instant.EPOCH);
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void theOwnOneNamesTheServerAndIsNoAuthority() throws Exception {
        X509Certificate own = own().presented().leaf();

        assertThat(own.getSubjectAlternativeNames())
                .extracting(it -> (Object) it.get(1))
                .containsExactly("muster.example", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(own.getBasicConstraints()).isEqualTo(-1);
        assertThat(own.getSerialNumber().signum()).isPositive();
        own.verify(own.getPublicKey());
    }

    @Test
    void theOwnOneIsReplacedAMonthBeforeItsEnd() throws IOException {
        HttpsCertificate certificate = own();
        X509Certificate first = certificate.presented().leaf();

        now = now.plus(Duration.ofDays(334));
        certificate.refresh(log);
        assertThat(certificate.presented().leaf()).isEqualTo(first);

        now = now.plus(Duration.ofDays(2));
        certificate.refresh(log);
        assertThat(certificate.presented().leaf()).isNotEqualTo(first);
        assertThat(certificate.presented().leaf().getNotAfter()).isAfter(first.getNotAfter());
    }

    @Test
    void aNewFileIsPresentedAndABrokenOneIsNot() throws IOException {
        ServerSettings.Pair pair =
                new ServerSettings.Pair(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        write(pair, made());
        HttpsCertificate certificate = of(Optional.of(pair));
        X509Certificate first = certificate.presented().leaf();

        Files.writeString(pair.certificate(), "-----BEGIN CERTIFICATE-----\nMII");
        certificate.refresh(log);
        assertThat(certificate.presented().leaf()).isEqualTo(first);
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("not replaced");

        KeyPairPem second = made();
        write(pair, second);
        certificate.refresh(log);
        assertThat(certificate.presented().leaf()).isEqualTo(second.chain().getFirst());
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        ServerSettings.Pair pair =
                new ServerSettings.Pair(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        write(pair, made());
        Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatIOException()
                .isThrownBy(() -> of(Optional.of(pair)))
                .withMessageContaining("chmod 600");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        KeyPairPem one = made();
        KeyPairPem other = made();

        assertThatIOException()
                .isThrownBy(() -> KeyPairPem.read(one.text(), other.text()))
                .withMessageContaining("not that of its certificate");
    }

    private HttpsCertificate own() throws IOException {
        return of(Optional.empty());
    }

    private HttpsCertificate of(Optional<ServerSettings.Pair> pair) throws IOException {
        ServerSettings usual = ServerInTest.settings(folder);
        ServerSettings settings =
                new ServerSettings(
                        folder,
                        usual.listen(),
                        usual.httpListen(),
                        usual.hosts(),
                        usual.databaseUrl(),
                        pair,
                        usual.log(),
                        usual.firstScan());
        return new HttpsCertificate(settings, new OwnCertificate(folder), NAMES, () -> now, random);
    }

    private KeyPairPem made() throws IOException {
        return new OwnCertificate(Files.createTempDirectory(folder, "own")).get(NAMES, now, random);
    }

    private static void write(ServerSettings.Pair pair, KeyPairPem pem) throws IOException {
        Files.writeString(pair.certificate(), pem.text());
        new PrivateFile(pair.key()).write(pem.text());
    }
}
