package io.muster.discovery.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.egress.NetworkTargets;
import io.muster.model.Facts;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.testing.ChildServer;
import io.muster.testing.Looking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against a real sshd with a key of every type and a host certificate.
class SshdTest implements SourceContract {
    private static final int PORT = ChildServer.freePort();
    private static final int CLOSED = ChildServer.freePort();

    @TempDir static Path folder;
    private static ChildServer sshd;

    @BeforeAll
    static void start() throws Exception {
        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            keygen("-t", type, "-N", "", "-f", folder.resolve(type).toString());
        }
        keygen("-t", "ed25519", "-N", "", "-f", folder.resolve("ca").toString());
        keygen(
                "-s",
                folder.resolve("ca").toString(),
                "-I",
                "web",
                "-h",
                "-n",
                "localhost",
                folder.resolve("ed25519.pub").toString());
        sshd = sshd(PORT, "");
    }

    private static ChildServer sshd(int port, String more) throws Exception {
        String configuration =
                """
                ListenAddress 127.0.0.1:%1$d
                PidFile none
                UsePAM no
                StrictModes no
                HostKey %2$s/rsa
                HostKey %2$s/ecdsa
                HostKey %2$s/ed25519
                HostCertificate %2$s/ed25519-cert.pub
                """
                        .formatted(port, folder);
        Path file = Files.writeString(folder.resolve("config" + port), configuration + more);
        if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
            // sshd started by root wants its empty folder, which packages make at boot only.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        return new ChildServer(
                folder.resolve("out" + port),
                port,
                List.of("/usr/sbin/sshd", "-D", "-e", "-f", file.toString()));
    }

    private static void keygen(String... options) throws Exception {
        Path program = Path.of("/usr/bin/ssh-keygen");
        List<String> command = new ArrayList<>(List.of(program.toString(), "-q"));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @AfterAll
    static void stop() {
        sshd.close();
    }

    @Test
    void everyTypeOfKeyAndTheCertificateAreSeenAndProven() throws Exception {
        Looking looking = look("127.0.0.1:" + PORT);
        assertThat(looking.unreadable()).isEmpty();
        assertThat(looking.sighted())
                .extracting(SshdTest::type)
                .containsExactlyInAnyOrder(
                        "ssh-ed25519",
                        "ssh-ed25519-cert-v01@openssh.com",
                        "ecdsa-sha2-nistp256",
                        "ssh-rsa");
        assertThat(looking.sighted())
                .allSatisfy(it -> assertThat(it.sighting().facts().flag("proven")).contains(true))
                .allSatisfy(it ->
                        assertThat(it.sighting().place()).hasToString("ssh://127.0.0.1:" + PORT));
    }

    @Test
    void theKeysAreTheOnesInTheFiles() throws Exception {
        for (Observation.Sighted sighted : look("127.0.0.1:" + PORT).sighted()) {
            if (sighted.credential() instanceof SshKey key) {
                String file =
                        key.keyType().contains("rsa")
                                ? "rsa.pub"
                                : key.keyType().startsWith("ecdsa") ? "ecdsa.pub" : "ed25519.pub";
                String expected = Files.readString(folder.resolve(file)).split(" ", 3)[1];
                assertThat(Base64.getEncoder().encodeToString(key.blob().toArray()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void algorithmsAndBannerAreFacts() throws Exception {
        Facts facts = look("127.0.0.1:" + PORT).sighted().getFirst().sighting().facts();
        assertThat(facts.text("banner").get()).startsWith("SSH-2.0-OpenSSH");
        assertThat(facts.list("kex"))
                .contains("curve25519-sha256")
                .noneMatch(it -> it.startsWith("kex-strict"));
        assertThat(facts.list("hostKeyAlgorithms")).contains("rsa-sha2-512", "ssh-ed25519");
        assertThat(facts.list("ciphers")).contains("aes128-ctr");
        assertThat(facts.list("macs")).contains("hmac-sha2-256");
        assertThat(facts.has("terrapin")).isTrue();
    }

    /// The key exchanges that this machine's OpenSSH knows.
    private static String known() throws Exception {
        Process ssh = new ProcessBuilder("ssh", "-Q", "kex").start();
        return new String(ssh.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void eachKeyExchangeProvesTheKey(Method method) throws Exception {
        int port = ChildServer.freePort();
        String only = "KexAlgorithms " + method.wireName() + "\nHostKeyAlgorithms ssh-ed25519\n";
        if (!known().contains(method.wireName())) {
            // An older sshd refuses to start with it, which is all that it can show.
            assertThatThrownBy(() -> sshd(port, only).close())
                    .hasMessageContaining("does not listen");
            return;
        }
        try (ChildServer _ = sshd(port, only)) {
            assertThat(look("127.0.0.1:" + port).sighted())
                    .singleElement()
                    .satisfies(
                            it -> assertThat(it.sighting().facts().flag("proven")).contains(true));
        }
    }

    @Test
    void aServerWithoutAKeyExchangeThatIsSpokenIsALine() throws Exception {
        int port = ChildServer.freePort();
        String only = "KexAlgorithms diffie-hellman-group-exchange-sha256\n";
        try (ChildServer server = sshd(port, only)) {
            assertThat(look("127.0.0.1:" + port).onlyReason()).contains("no key exchange");
            assertThat(server.log()).doesNotContain("fatal: ssh_dispatch");
        }
    }

    @Override
    public Source source() {
        return new SshHosts(both(), Duration.ZERO);
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
        return Map.of("pause", "PT0S");
    }

    private static NetworkTargets both() {
        return NetworkTargets.parse(List.of("127.0.0.1:" + PORT, "127.0.0.1:" + CLOSED), "ssh");
    }

    private static Looking look(String target) throws Exception {
        NetworkTargets targets = NetworkTargets.parse(List.of(target), "ssh");
        return Looking.with(new SshHosts(targets, Duration.ZERO), targets);
    }

    private static String type(Observation.Sighted sighted) {
        return switch (sighted.credential()) {
            case SshKey key -> key.keyType();
            case SshCertificate certificate -> certificate.keyType();
            default -> sighted.credential().type().toString();
        };
    }
}
