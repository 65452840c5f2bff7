package io.muster.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against GnuPG.
class KeyringTest {
    @TempDir static Path home;

    @BeforeAll
    static void makeKeys() throws Exception {
        // A home of its own, so that no key of the person who runs the test is touched.
        make("Edward <ed@example.org>", "ed25519", "sign", "2y", "");
        make("Rita <rsa@example.org>", "rsa2048", "default", "never", "");
        make("Nora <p256@example.org>", "nistp256", "sign", "1y", "secret");
    }

    @AfterAll
    static void stopAgent() throws Exception {
        run("gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent");
    }

    @Test
    void publicKeysAreReadWithTheirFingerprintsAndExpiry() throws Exception {
        List<Keyring.Found> keys = found(gpg("--export", "--armor"));
        assertThat(keys)
                .extracting(it -> it.key().publicKey().label())
                .containsExactly("Ed25519", "RSA-2048", "EC P-256");
        assertThat(keys)
                .extracting(it -> it.key().userIds().getFirst())
                .containsExactly(
                        "Edward <ed@example.org>",
                        "Rita <rsa@example.org>",
                        "Nora <p256@example.org>");
        String listed =
                new String(gpg("--list-keys", "--with-colons"), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT);
        for (Keyring.Found found : keys) {
            assertThat(listed).contains("fpr:::::::::" + found.key().pgpFingerprint() + ":");
            assertThat(found.key().keyId()).isPresent();
            assertThat(found.privateHalf()).isEqualTo(PrivateHalf.ABSENT);
        }
        var first = keys.getFirst().key();
        assertThat(Duration.between(first.created(), first.expires().orElseThrow()))
                .isBetween(Duration.ofDays(729), Duration.ofDays(731));
        assertThat(keys.get(1).key().expires()).isEmpty();
        assertThat(keys.get(1).subkeys()).hasSize(1);
        assertThat(found(gpg("--export"))).isEqualTo(keys);
    }

    @Test
    void aPrivateKeyIsOpenOrLocked() throws Exception {
        List<Keyring.Found> open = found(secret("ed@example.org", "", "--export-secret-keys"));
        assertThat(open.getFirst().hasOpenPrivateHalf()).isTrue();
        List<Keyring.Found> locked =
                found(secret("p256@example.org", "secret", "--export-secret-keys"));
        assertThat(locked.getFirst().privateHalf()).isEqualTo(PrivateHalf.LOCKED);
        List<Keyring.Found> elsewhere =
                found(secret("rsa@example.org", "", "--export-secret-subkeys"));
        assertThat(elsewhere.getFirst().privateHalf()).isEqualTo(PrivateHalf.ELSEWHERE);
        assertThat(elsewhere.getFirst().hasOpenPrivateHalf()).isTrue();
        assertThat(elsewhere.getFirst().facts().flag("encrypted")).contains(false);
    }

    @Test
    void aVersionThreeKeyIsRefusedAndTheNextIsRead() throws Exception {
        byte[] old = {(byte) 0x99, 0, 5, 3, 0, 0, 0, 0};
        byte[] both = concat(old, gpg("--export", "ed@example.org"));
        List<Keyring.Item> items = Keyring.parse(both);
        assertThat(items.getFirst()).isInstanceOf(Keyring.Refused.class);
        assertThat(items.get(1)).isInstanceOf(Keyring.Found.class);
    }

    /// RFC 9580, A.3.
    @Test
    void aVersionSixKeyHasAFingerprintOf64Digits() throws Exception {
        byte[] packet =
                Base64.getDecoder()
                        .decode("xioGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laM=");
        Keyring.Found key = found(packet).getFirst();
        assertThat(key.key().pgpFingerprint())
                .isEqualTo("cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9");
        assertThat(key.key().publicKey().label()).isEqualTo("Ed25519");
    }

    @Test
    void aLargeKeyringStreams() throws Exception {
        byte[] one = gpg("--export", "ed@example.org");
        AtomicInteger count = new AtomicInteger();
        List<InputStream> copies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            copies.add(new ByteArrayInputStream(one));
        }
        Keyring.read(
                new SequenceInputStream(Collections.enumeration(copies)),
                item -> count.addAndGet(item instanceof Keyring.Found ? 1 : 0));
        assertThat(count).hasValue(10_000);
    }

    @Test
    void anyOneByteChangedIsReadOrRefusedWithAReason() throws Exception {
        Bytes binary = Bytes.of(secret("p256@example.org", "secret", "--export-secret-keys"));
        Mutations.each(binary, 3000, 31, it -> Keyring.parse(it.toArray()));
        String armored =
                new String(
                        gpg("--export", "--armor", "rsa@example.org"), StandardCharsets.US_ASCII);
        Mutations.each(armored, 1000, 32, it -> Keyring.parse(it.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Keyring.Found> found(byte[] content) throws Exception {
        List<Keyring.Item> items = Keyring.parse(content);
        assertThat(items).allMatch(Keyring.Found.class::isInstance);
        return items.stream().map(Keyring.Found.class::cast).toList();
    }

    private static void make(
            String user, String algorithm, String usage, String expires, String passphrase)
            throws Exception {
        run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--quiet",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase,
                "--quick-gen-key",
                user,
                algorithm,
                usage,
                expires);
        if (usage.equals("default")) {
            String listed =
                    new String(gpg("--list-keys", "--with-colons", user), StandardCharsets.UTF_8);
            assertThat(listed).contains("fpr:");
            if (!listed.contains("\nsub:")) {
                String fingerprint = listed.replaceAll("(?s).*?fpr:::::::::(\\w+):.*", "$1");
                run(
                        "gpg",
                        "--homedir",
                        home.toString(),
                        "--batch",
                        "--quiet",
                        "--pinentry-mode",
                        "loopback",
                        "--passphrase",
                        passphrase,
                        "--quick-add-key",
                        fingerprint,
                        "rsa2048",
                        "encr",
                        "never");
            }
        }
    }

    private static byte[] secret(String user, String passphrase, String command) throws Exception {
        return run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--quiet",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase,
                command,
                user);
    }

    private static byte[] gpg(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static byte[] run(String... command) throws Exception {
        Path errors = Files.createTempFile(home, "errors", ".txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
