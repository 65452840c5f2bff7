package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.discovery.handshake.EphemeralKeys.Curve;
import io.muster.egress.NetworkTargets;
import io.muster.model.Malformed;
import io.muster.testing.Looking;
import io.muster.testing.ScriptedServer;
import io.muster.testing.ServerCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the standards let a server choose and say; servers that keep to none of it are played.
class ServerChoicesTest {
    private static final String RETRY =
            "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    private static final String TLS_1_3 = "002b00020304";

    /// A fatal handshake_failure, as servers give that speak TLS 1.3 alone.
    private static final byte[] REFUSAL = HexFormat.of().parseHex("15030300020228");

    @ParameterizedTest
    @CsvSource({
        "0303, 1301, 00, a cipher suite that was not offered",
        "0303, abcd, 00, a cipher suite that was not offered",
        "0304, c02f, 00, a version that was not offered",
        "0399, c02f, 00, unknown version",
        "0303, c02f, 01, a compression"
    })
    void whatWasNotOfferedIsNotBelieved(
            String version, String suite, String compression, String reason) throws Exception {
        byte[] hello = hello(version, "11".repeat(32), suite, compression, "");
        assertThat(reason((out, _) -> out.write(record(hello)))).contains(reason);
    }

    @Test
    void aGroupThatNobodyOfferedIsRefused() throws Exception {
        byte[] hello = hello("0303", "11".repeat(32), "1301", "00", TLS_1_3 + "0033000511110001aa");
        assertThat(reasonOfTls13(record(hello))).contains("a group that was not offered");
    }

    /// RFC 8446, 5.1: nothing of what is encrypted stands in front of the keys' change.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aCertificateInTheClearIsNoneInTls13(boolean oneRecord) throws Exception {
        byte[] share = new EphemeralKeys().publicKey(Curve.X25519);
        byte[] hello =
                hello(
                        "0303",
                        "11".repeat(32),
                        "1301",
                        "00",
                        TLS_1_3 + "00330024001d0020" + HexFormat.of().formatHex(share));
        byte[] certificate = message(11, HexFormat.of().parseHex("0000000730000002" + "30000000"));
        byte[] flight =
                oneRecord
                        ? record(EphemeralKeys.join(hello, certificate))
                        : EphemeralKeys.join(record(hello), record(certificate));
        assertThat(reasonOfTls13(flight)).contains("in the clear");
    }

    /// RFC 8446, 4.1.4 allows one HelloRetryRequest.
    @ParameterizedTest
    @EnumSource(Depth.class)
    void aServerThatNeverStopsAskingForAnotherShareComesToAnEnd(Depth depth) throws Exception {
        byte[] retry = hello("0303", RETRY, "1301", "00", TLS_1_3 + "00330002001d");
        try (var server = server((out, asked) -> out.write(asked == 0 ? REFUSAL : record(retry)))) {
            assertThat(look(server, depth).onlyReason()).contains("not offered");
            assertThat(server.connections()).isLessThan(16);
        }
    }

    /// RFC 5246, 7.4.2 and RFC 8446, 4.4.2.4.
    @Test
    void anEmptyListOfCertificatesIsNoCertificate() throws Exception {
        byte[] hello = hello("0303", "11".repeat(32), "c02f", "00", "");
        byte[] none = message(11, new byte[3]);
        assertThat(reason((out, _) -> out.write(record(EphemeralKeys.join(hello, none)))))
                .contains("shows no certificate");
    }

    /// RFC 5246, 7.2: who warns goes on. RFC 6066, 3 warns of a name that is not known.
    @Test
    void aWarningDoesNotEndTheHandshake() throws Exception {
        byte[] warning = HexFormat.of().parseHex("15030300020170");
        byte[] flight = EphemeralKeys.join(warning, served());
        try (var server = server((out, _) -> out.write(flight))) {
            assertThat(look(server, Depth.CERTIFICATE).sighted()).hasSize(1);
            assertThat(server.connections()).isOne();
        }
    }

    /// RFC 6066, 3: a server may also refuse a name that it does not know.
    @Test
    void whoKnowsNoSuchNameIsAskedWithoutOne() throws Exception {
        byte[] refusal = HexFormat.of().parseHex("15030300020270");
        byte[] flight = served();
        try (var server = server((out, asked) -> out.write(asked == 0 ? refusal : flight))) {
            NetworkTargets targets =
                    NetworkTargets.parse(List.of("localhost:" + server.port()), "tls");
            Looking looking =
                    Looking.with(new TlsEndpoints(targets, List.of(), Depth.CERTIFICATE), targets);
            assertThat(looking.sighted()).hasSize(1);
        }
    }

    @Test
    void aNameToAskForHasOneForm() {
        NetworkTargets targets = NetworkTargets.parse(List.of("192.0.2.1"), "tls");
        assertThat(
                        new TlsEndpoints(
                                        targets,
                                        List.of("Shop.Example.", "b\u00fccher.example"),
                                        Depth.CERTIFICATE)
                                .serverNames())
                .containsExactly("shop.example", "xn--bcher-kva.example");
        assertThatThrownBy(() -> new TlsEndpoints(targets, List.of("192.0.2.7"), Depth.CERTIFICATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a host");
    }

    /// The example of RFC 8448, 3: from the shared secret to the server's keys.
    @Test
    void theKeysAreThoseOfTheExampleInTheStandard() {
        HexFormat hex = HexFormat.of();
        byte[] shared =
                hex.parseHex("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
        byte[] transcript =
                hex.parseHex("860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8");
        byte[] secret = Digest.SHA_256.serverHandshakeTrafficSecret(shared, transcript);
        assertThat(hex.formatHex(secret))
                .isEqualTo("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
        assertThat(hex.formatHex(Digest.SHA_256.expandLabel(secret, "key", new byte[0], 16)))
                .isEqualTo("3fce516009c21727d0f2e4e86ee403bc");
        assertThat(hex.formatHex(Digest.SHA_256.expandLabel(secret, "iv", new byte[0], 12)))
                .isEqualTo("5d313eb2671276ee13000b30");
    }

    /// RFC 8446, 7.4.2: a secret of zeros is what a point of small order makes.
    @ParameterizedTest
    @EnumSource(
            value = Group.class,
            names = {"X25519", "X448", "SECP256R1", "SECP384R1", "SECP521R1"})
    void aPointOfSmallOrderOrOffTheCurveIsRefused(Group group) throws Exception {
        KeyShares keys = new KeyShares(new EphemeralKeys());
        byte[] share = new byte[keys.offer(group).length];
        if (share.length % 2 == 1) {
            share[0] = 4;
            share[share.length - 1] = 1;
        }
        assertThatThrownBy(() -> keys.secret(group, share)).isInstanceOf(Malformed.class);
    }

    private static byte[] served() throws Exception {
        byte[] der = ServerCertificate.of("EC", "localhost").certificate().getEncoded();
        byte[] list =
                new OctetWriter().vector(3, it -> it.vector(3, one -> one.bytes(der))).toArray();
        byte[] hello = hello("0303", "11".repeat(32), "c02b", "00", "");
        return EphemeralKeys.join(record(hello), record(message(11, list)));
    }

    private static byte[] hello(
            String version, String random, String suite, String compression, String extensions) {
        HexFormat hex = HexFormat.of();
        OctetWriter body =
                new OctetWriter()
                        .bytes(hex.parseHex(version + random + "00" + suite + compression));
        if (!extensions.isEmpty()) {
            body.vector(2, it -> it.bytes(hex.parseHex(extensions)));
        }
        return message(ServerHello.TYPE, body.toArray());
    }

    private static byte[] message(int type, byte[] body) {
        return new OctetWriter().number(type, 1).vector(3, it -> it.bytes(body)).toArray();
    }

    private static byte[] record(byte[] content) {
        return new OctetWriter()
                .number(Records.HANDSHAKE, 1)
                .number(Version.TLS_1_2.code, 2)
                .vector(2, it -> it.bytes(content))
                .toArray();
    }

    /// What is said to the connection of that number.
    @FunctionalInterface
    private interface Answer {
        void to(OutputStream out, int connection) throws IOException;
    }

    private static ScriptedServer server(Answer answer) throws IOException {
        return new ScriptedServer((socket, number) -> {
            byte[] header = socket.getInputStream().readNBytes(5);
            socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff));
            answer.to(socket.getOutputStream(), number);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    private static String reason(Answer answer) throws Exception {
        try (var server = server(answer)) {
            return look(server, Depth.CERTIFICATE).onlyReason();
        }
    }

    private static String reasonOfTls13(byte[] flight) throws Exception {
        return reason((out, asked) -> out.write(asked == 0 ? REFUSAL : flight));
    }

    private static Looking look(ScriptedServer server, Depth depth) throws Exception {
        NetworkTargets targets = NetworkTargets.parse(List.of("127.0.0.1:" + server.port()), "tls");
        return Looking.with(new TlsEndpoints(targets, List.of(), depth), targets);
    }
}
