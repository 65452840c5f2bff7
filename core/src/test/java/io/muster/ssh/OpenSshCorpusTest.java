package io.muster.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that OpenSSH's own tests read.
class OpenSshCorpusTest {
    private static final String KEYS = "openssh/regress/unittests/sshkey/testdata";

    static Stream<Path> publicKeys() throws IOException {
        return files("openssh/regress/unittests", ".*(?<!rsa1_\\d|\\.param)\\.pub");
    }

    static Stream<Path> privateKeys() throws IOException {
        return files(
                        "openssh/regress/unittests",
                        ".*/(\\w+_(1|2|n)(_pw)?|\\w+_sk\\d?(_pw)?|ed25519|mldsa44-ed25519)")
                .filter(it -> text(it).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----"));
    }

    static Stream<Path> certificates() throws IOException {
        return files("openssh/regress/unittests", ".*(\\.cert|-cert\\.pub)");
    }

    @ParameterizedTest
    @MethodSource("publicKeys")
    void everyPublicKeyIsReadAndItsFingerprintIsOpenSsh(Path file) throws Exception {
        PublicKeyLine line = PublicKeyLine.parse(text(file));
        Path fingerprint = Path.of(file.toString().replace(".pub", ".fp"));
        if (!Files.exists(fingerprint)) {
            return;
        }
        Bytes blob =
                switch (line.blob()) {
                    case SshPublicKey key -> key.credential().blob();
                    case SshSignedKey certificate -> certificate.subject().credential().blob();
                };
        String digest =
                Base64.getEncoder().withoutPadding().encodeToString(blob.sha256().toArray());
        assertThat("SHA256:" + digest).isEqualTo(text(fingerprint).strip());
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void everyCertificateIsSignedByItsSigner(Path file) throws Exception {
        PublicKeyLine line = PublicKeyLine.parse(text(file));
        assertThat(line.blob()).isInstanceOf(SshSignedKey.class);
        SshSignedKey certificate = (SshSignedKey) line.blob();
        assertThat(certificate.signature()).isEqualTo(SignatureCheck.VALID);
    }

    @ParameterizedTest
    @MethodSource("privateKeys")
    void everyPrivateKeyIsKnownByItsPublicHalf(Path file) throws Exception {
        Bytes content = Armor.decode("OPENSSH PRIVATE KEY", text(file));
        String password = text(Corpus.path(KEYS + "/pw")).strip();
        OpenSshPrivateKey key = OpenSshPrivateKey.parse(content, List.of(password));
        boolean protectedByPassword = file.toString().endsWith("_pw");
        assertThat(key.passphrase())
                .isEqualTo(protectedByPassword ? Passphrase.KNOWN : Passphrase.NONE);
        Path publicKey = Path.of(file.toString().replace("_pw", "") + ".pub");
        if (Files.exists(publicKey)) {
            assertThat(key.publicKey()).isEqualTo(PublicKeyLine.parse(text(publicKey)).blob());
        }
        OpenSshPrivateKey locked = OpenSshPrivateKey.parse(content, List.of());
        assertThat(locked.passphrase().encrypted()).isEqualTo(protectedByPassword);
        assertThat(locked.publicKey()).isEqualTo(key.publicKey());
    }

    @Test
    void aKeyOfProtocolOneIsRefused() throws Exception {
        for (Path file : files("openssh/regress/unittests/hostkeys", ".*rsa1_\\d\\.pub").toList()) {
            assertThat(AuthorizedKeys.parse(Bytes.of(Files.readAllBytes(file))))
                    .singleElement()
                    .isInstanceOf(AuthorizedKeys.Refused.class);
        }
    }

    @Test
    void theKnownHostsOfOpenSshAreRead() throws Exception {
        Path file = Corpus.path("openssh/regress/unittests/hostkeys/testdata/known_hosts");
        List<KnownHosts.Line> lines = KnownHosts.parse(Bytes.of(Files.readAllBytes(file)));
        List<KnownHosts.Entry> entries =
                lines.stream()
                        .filter(KnownHosts.Entry.class::isInstance)
                        .map(KnownHosts.Entry.class::cast)
                        .toList();
        List<String> reasons =
                lines.stream()
                        .filter(KnownHosts.Refused.class::isInstance)
                        .map(it -> ((KnownHosts.Refused) it).reason())
                        .toList();
        assertThat(entries).hasSizeGreaterThan(15);
        assertThat(entries).anyMatch(it -> it.matches("prometheus.example.com"));
        assertThat(entries)
                .anyMatch(it ->
                        it.hosts() instanceof HostNames.Hashed
                                && it.matches("sisyphus.example.com"));
        assertThat(entries).noneMatch(it -> it.matches("nobody.example.org"));
        assertThat(reasons).isNotEmpty().doesNotContainNull();
    }

    private static Stream<Path> files(String folder, String pattern) throws IOException {
        try (Stream<Path> all = Files.walk(Corpus.path(folder))) {
            return all.filter(it -> it.toString().matches(pattern)).sorted().toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
