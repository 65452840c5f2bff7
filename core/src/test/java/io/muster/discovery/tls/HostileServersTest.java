package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.handshake.Conversations;
import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.egress.GuardedEgress;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Resolver;
import io.muster.egress.Scope;
import io.muster.model.Bytes;
import io.muster.testing.ChildServer;
import io.muster.testing.Looking;
import io.muster.testing.ScriptedServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a server does, it costs a bounded time and memory, and gives a reason.
class HostileServersTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    /// A ServerHello of TLS 1.2 with TLS_RSA_WITH_AES_128_CBC_SHA, as a handshake message.
    private static final byte[] HELLO =
            HexFormat.of().parseHex("02000026" + "0303" + "11".repeat(32) + "00" + "002f" + "00");

    @ParameterizedTest
    @EnumSource(Depth.class)
    void garbageIsNotTls(Depth depth) throws Exception {
        byte[] garbage = new byte[65_536];
        new Random(7).nextBytes(garbage);
        garbage[0] = 'x';
        assertThat(reason(depth, out -> write(out, garbage))).contains("not TLS");
    }

    @Test
    void plainTextIsNamed() throws Exception {
        byte[] text = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, text))).contains("plain text");
    }

    @Test
    void aSilentServerCostsOneTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (var server = new ScriptedServer((_, _) -> never.await())) {
            Reply reply = ask(server);
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Broken.class,
                            it -> {
                                assertThat(it.cause()).isEqualTo(Reply.Cause.SILENT);
                                assertThat(it.reason()).contains("did not finish");
                            });
        }
    }

    @Test
    void tricklingBytesDoNotProlongIt() throws Exception {
        byte[] record = record(HELLO);
        try (var server =
                new ScriptedServer((socket, _) -> {
                    // Each octet restarts the socket's own timeout, not the conversation's.
                    for (int i = 0; ; i = (i + 1) % record.length) {
                        socket.getOutputStream().write(i == 0 ? 22 : 3);
                        socket.setSoTimeout(50);
                        pauseUntilTimeout(socket);
                    }
                })) {
            assertThat(ask(server)).isInstanceOf(Reply.Broken.class);
        }
    }

    @Test
    void aRecordThatIsTooLongIsNotRead() throws Exception {
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, "160303ffff")))
                .contains("a record claims 65535 bytes");
    }

    @Test
    void aHandshakeMessageThatIsTooLongIsNotRead() throws Exception {
        byte[] record = record(HexFormat.of().parseHex("02ffffff0303"));
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, record)))
                .contains("a handshake message claims 16777215 bytes");
    }

    @Test
    void emptyRecordsComeToAnEnd() throws Exception {
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, "1603030000".repeat(100_000))))
                .contains("without coming to an end");
    }

    @Test
    void endlessCertificatesComeToAnEnd() throws Exception {
        byte[] list =
                new OctetWriter()
                        .vector(
                                3,
                                it -> {
                                    for (int i = 0; i < 200; i++) {
                                        it.vector(3, one -> one.bytes(new byte[] {0x30, 0}));
                                    }
                                })
                        .toArray();
        assertThat(
                        reason(
                                Depth.CERTIFICATE,
                                out -> {
                                    write(out, record(HELLO));
                                    write(out, record(message(11, list)));
                                }))
                .contains("more than 64 certificates");
    }

    @Test
    void anotherMessageThanAHelloIsRefused() throws Exception {
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, record(message(11, new byte[3])))))
                .contains("not its hello");
    }

    @Test
    void aHelloCutShortIsRefused() throws Exception {
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, record(message(2, new byte[9])))))
                .contains("ends before its last field");
    }

    @Test
    void anAlertIsNamed() throws Exception {
        for (Depth depth : Depth.values()) {
            assertThat(reason(depth, out -> write(out, "15030300020228")))
                    .contains("handshake_failure");
        }
    }

    @Test
    void aResetIsNamed() throws Exception {
        try (var server =
                new ScriptedServer((socket, _) -> {
                    socket.getInputStream().read();
                    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                })) {
            assertThat(reason(Depth.CERTIFICATE, server)).contains("reset");
        }
    }

    @Test
    void aFragmentedHandshakeIsPutTogether() throws Exception {
        byte[] certificate = {0x30, 0};
        byte[] list =
                new OctetWriter()
                        .vector(3, it -> it.vector(3, one -> one.bytes(certificate)))
                        .toArray();
        byte[] flight = EphemeralKeys.join(HELLO, message(11, list));
        try (var server =
                new ScriptedServer((socket, _) -> {
                    socket.getInputStream().read();
                    for (byte octet : flight) {
                        write(socket.getOutputStream(), record(new byte[] {octet}));
                    }
                    drain(socket);
                })) {
            assertThat(ask(server))
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            it -> assertThat(it.chain()).containsExactly(Bytes.of(certificate)));
        }
    }

    @Test
    void anUnreadableCertificateIsALineOfItsOwn() throws Exception {
        byte[] list =
                new OctetWriter()
                        .vector(3, it -> it.vector(3, one -> one.bytes(new byte[] {1, 2, 3})))
                        .toArray();
        byte[] flight = EphemeralKeys.join(record(HELLO), record(message(11, list)));
        assertThat(reason(Depth.CERTIFICATE, out -> write(out, flight)))
                .startsWith("the server's certificate cannot be read");
    }

    /// Any change of one octet of a good flight ends with an answer or a reason.
    @Test
    void noMutationEndsTheRun() throws Exception {
        byte[] list =
                new OctetWriter()
                        .vector(3, it -> it.vector(3, one -> one.bytes(new byte[] {0x30, 0})))
                        .toArray();
        byte[] flight = EphemeralKeys.join(record(HELLO), record(message(11, list)));
        Random random = new Random(20260301);
        try (var server =
                new ScriptedServer((socket, number) -> {
                    byte[] changed = flight.clone();
                    changed[number % changed.length] ^= (byte) (1 << random.nextInt(8));
                    socket.getInputStream().read();
                    write(socket.getOutputStream(), changed);
                })) {
            for (int i = 0; i < flight.length; i++) {
                assertThat(ask(server)).as("octet %d", i).isNotNull();
            }
        }
    }

    private static String reason(Depth depth, Consumer<OutputStream> script) throws Exception {
        try (var server =
                new ScriptedServer((socket, _) -> {
                    script.accept(socket.getOutputStream());
                    drain(socket);
                })) {
            return reason(depth, server);
        }
    }

    private static String reason(Depth depth, ScriptedServer server) throws Exception {
        NetworkTargets targets = targets(server);
        return Looking.with(new TlsEndpoints(targets, List.of(), depth), targets).onlyReason();
    }

    private static Reply ask(ScriptedServer server) throws Exception {
        GuardedEgress egress =
                new GuardedEgress(
                        Scope.of(targets(server)), 0, Resolver.ofSystem(), System::nanoTime);
        KeyShares keys = new KeyShares(new EphemeralKeys());
        Probe probe =
                new Probe(
                        new Conversations(egress, SHORT, new Semaphore(1)),
                        keys,
                        Bytes.of(new byte[32]));
        return probe.send(
                new InetSocketAddress(ChildServer.loopback(), server.port()),
                Dialect.DIRECT,
                new Hellos(Optional.empty()).cheapest(),
                Probe.Until.CERTIFICATE);
    }

    private static NetworkTargets targets(ScriptedServer server) {
        return NetworkTargets.parse(List.of("127.0.0.1:" + server.port()), "tls");
    }

    private static byte[] record(byte[] content) {
        return new OctetWriter()
                .number(Records.HANDSHAKE, 1)
                .number(Version.TLS_1_2.code, 2)
                .vector(2, it -> it.bytes(content))
                .toArray();
    }

    private static byte[] message(int type, byte[] body) {
        return new OctetWriter().number(type, 1).vector(3, it -> it.bytes(body)).toArray();
    }

    private static void write(OutputStream out, String hex) {
        write(out, HexFormat.of().parseHex(hex));
    }

    private static void write(OutputStream out, byte[] octets) {
        try {
            out.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void pauseUntilTimeout(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            return;
        }
        throw new EOFException();
    }
}
