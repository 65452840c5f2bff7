package io.muster.discovery.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.egress.GuardedEgress;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Resolver;
import io.muster.egress.Scope;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.ssh.WireWriter;
import io.muster.testing.ChildServer;
import io.muster.testing.Looking;
import io.muster.testing.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Whatever a server does, it costs a bounded time and memory, and gives a reason.
class HostileSshServersTest {
    private static final byte[] VERSION = ascii("SSH-2.0-fake\r\n");

    @Test
    void garbageIsNotSsh() throws Exception {
        byte[] garbage = new byte[65_536];
        new Random(7).nextBytes(garbage);
        assertThat(reason(garbage)).contains("not SSH");
    }

    @Test
    void anEndlessBannerComesToAnEnd() throws Exception {
        assertThat(reason(ascii("x\r\n".repeat(10_000)))).contains("no version line in 50 lines");
        assertThat(reason(ascii("x".repeat(10_000)))).contains("more than 1024 bytes");
    }

    @Test
    void anOldProtocolIsNamed() throws Exception {
        assertThat(reason(ascii("SSH-1.5-old\r\n"))).contains("older than 2.0");
    }

    @Test
    void aHugePacketIsNotRead() throws Exception {
        byte[] length = {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4};
        assertThat(reason(EphemeralKeys.join(VERSION, length))).contains("claims 2147483647 bytes");
    }

    @Test
    void aPacketShorterThanItsPaddingIsRefused() throws Exception {
        byte[] packet = {0, 0, 0, 5, 9, 1, 1, 1, 1};
        assertThat(reason(EphemeralKeys.join(VERSION, packet)))
                .contains("shorter than its padding");
    }

    @Test
    void endlessIgnoreMessagesComeToAnEnd() throws Exception {
        byte[] packet = {0, 0, 0, 8, 6, 2, 0, 0, 0, 0, 0, 0};
        byte[] many = new byte[packet.length * 1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = packet[i % packet.length];
        }
        assertThat(reason(EphemeralKeys.join(VERSION, many))).contains("does not come to an end");
    }

    @Test
    void aServerThatHasEnoughIsAskedAgainAndThenReported() throws Exception {
        byte[] full = ascii("Exceeded MaxStartups\r\n");
        try (var server = new ScriptedServer((socket, _) -> say(socket, full))) {
            assertThat(reason(server)).contains("MaxStartups");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void aSilentServerCostsOneConversation() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (var server = new ScriptedServer((_, _) -> never.await())) {
            NetworkTargets targets = targets(server);
            GuardedEgress egress =
                    new GuardedEgress(Scope.of(targets), 0, Resolver.ofSystem(), System::nanoTime);
            Session session =
                    new Session(
                            new Conversations(egress, Duration.ofMillis(100), new Semaphore(1)),
                            new EphemeralKeys());
            InetSocketAddress address =
                    new InetSocketAddress(ChildServer.loopback(), server.port());
            Inspection.Result result = new Inspection(session, address, Duration.ZERO).look();
            assertThat(result.first())
                    .isInstanceOfSatisfying(
                            Session.Outcome.Failed.class,
                            it -> assertThat(it.reason()).contains("did not finish"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void textInFrontOfTheVersionIsPassedOver() throws Exception {
        byte[] banner = EphemeralKeys.join(ascii("welcome\r\n"), VERSION);
        assertThat(reason(EphemeralKeys.join(banner, packet(proposal("none-such")))))
                .contains("no key exchange");
    }

    /// A server that shows a key without having it: the signature gives it away.
    @Test
    void aBorrowedKeyIsNotProven() throws Exception {
        byte[] spki =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        Bytes blob = new WireWriter().string("ssh-ed25519").string(key).toBytes();
        Bytes signature = new WireWriter().string("ssh-ed25519").string(new byte[64]).toBytes();
        Bytes reply =
                new WireWriter()
                        .raw(Bytes.of(new byte[] {31}))
                        .string(blob)
                        .string(new EphemeralKeys().publicKey(EphemeralKeys.Curve.X25519))
                        .string(signature)
                        .toBytes();
        byte[] all =
                EphemeralKeys.join(
                        VERSION,
                        EphemeralKeys.join(packet(proposal("curve25519-sha256")), packet(reply)));
        try (var server = new ScriptedServer((socket, _) -> say(socket, all))) {
            NetworkTargets targets = targets(server);
            Looking looking = Looking.with(new SshHosts(targets, Duration.ZERO), targets);
            assertThat(looking.sighted())
                    .singleElement()
                    .satisfies(it -> {
                        Facts facts = it.sighting().facts();
                        assertThat(facts.flag("proven")).contains(false);
                        assertThat(facts.flag("terrapin")).contains(true);
                        assertThat(facts.text("banner")).contains("SSH-2.0-fake");
                    });
        }
    }

    /// Any change of one octet ends with an answer or a reason.
    @Test
    void noMutationEndsTheRun() throws Exception {
        byte[] good = EphemeralKeys.join(VERSION, packet(proposal("curve25519-sha256")));
        Random random = new Random(20260301);
        try (var server =
                new ScriptedServer((socket, number) -> {
                    byte[] changed = good.clone();
                    changed[number % good.length] ^= (byte) (1 << random.nextInt(8));
                    say(socket, changed);
                })) {
            NetworkTargets targets = targets(server);
            while (server.connections() < good.length) {
                assertThat(Looking.with(new SshHosts(targets, Duration.ZERO), targets).unreadable())
                        .as("connection %d", server.connections())
                        .isNotEmpty();
            }
        }
    }

    private static String reason(byte[] said) throws Exception {
        try (var server = new ScriptedServer((socket, _) -> say(socket, said))) {
            return reason(server);
        }
    }

    private static String reason(ScriptedServer server) throws Exception {
        NetworkTargets targets = targets(server);
        return Looking.with(new SshHosts(targets, Duration.ZERO), targets).onlyReason();
    }

    private static NetworkTargets targets(ScriptedServer server) {
        return NetworkTargets.parse(List.of("127.0.0.1:" + server.port()), "ssh");
    }

    private static void say(Socket socket, byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static Bytes proposal(String kex) {
        WireWriter out =
                new WireWriter().raw(Bytes.of(new byte[] {20})).raw(Bytes.of(new byte[16]));
        out.string(kex).string("ssh-ed25519");
        String cipher = "chacha20-poly1305@openssh.com";
        for (String list : List.of(cipher, cipher, "none", "none", "none", "none", "", "")) {
            out.string(list);
        }
        return out.raw(Bytes.of(new byte[5])).toBytes();
    }

    private static byte[] packet(Bytes payload) {
        return new WireWriter()
                .uint32(payload.size() + 5)
                .raw(Bytes.of(new byte[] {4}))
                .raw(payload)
                .raw(Bytes.of(new byte[4]))
                .toArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
