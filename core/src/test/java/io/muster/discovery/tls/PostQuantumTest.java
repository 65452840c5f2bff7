package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.discovery.handshake.EphemeralKeys.Curve;
import io.muster.egress.NetworkTargets;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.testing.Looking;
import io.muster.testing.ScriptedServer;
import io.muster.testing.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KEM;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hybrid groups: their shares, and servers that cannot bear them.
class PostQuantumTest {
    private static final String ML_KEM_768_SPKI = "308204b2300b0609608648016503040402038204a100";

    /// RFC 10024: the lattice comes first in X25519MLKEM768, the curve in the others; the other
    /// side is played by the platform.
    @Test
    void theHybridSecretIsTheLatticesAndThenTheCurves() throws Exception {
        EphemeralKeys server = new EphemeralKeys();
        KeyShares client = new KeyShares(new EphemeralKeys());
        byte[] offer = client.offer(Group.X25519MLKEM768);
        assertThat(offer).hasSize(1216);
        KEM.Encapsulated lattice = encapsulate(Arrays.copyOf(offer, 1184));
        byte[] curve = server.agree(Curve.X25519, Arrays.copyOfRange(offer, 1184, 1216));

        byte[] answer = EphemeralKeys.join(lattice.encapsulation(), server.publicKey(Curve.X25519));
        assertThat(answer).hasSize(1120);
        assertThat(client.secret(Group.X25519MLKEM768, answer))
                .isEqualTo(EphemeralKeys.join(lattice.key().getEncoded(), curve));
    }

    @Test
    void theCurveComesFirstWithP256() throws Exception {
        EphemeralKeys server = new EphemeralKeys();
        KeyShares client = new KeyShares(new EphemeralKeys());
        byte[] offer = client.offer(Group.SECP256R1MLKEM768);
        assertThat(offer).hasSize(1249);
        KEM.Encapsulated lattice = encapsulate(Arrays.copyOfRange(offer, 65, 1249));
        byte[] curve = server.agree(Curve.P256, Arrays.copyOf(offer, 65));

        byte[] answer = EphemeralKeys.join(server.publicKey(Curve.P256), lattice.encapsulation());
        assertThat(client.secret(Group.SECP256R1MLKEM768, answer))
                .isEqualTo(EphemeralKeys.join(curve, lattice.key().getEncoded()));
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void aShareOfTheWrongLengthIsRefused(Group group) {
        KeyShares client = new KeyShares(new EphemeralKeys());
        for (int length : List.of(0, 1, 31, 1119, 5000)) {
            assertThatThrownBy(() -> client.secret(group, new byte[length]))
                    .isInstanceOf(Malformed.class);
        }
    }

    /// A middlebox that drops what does not fit into one segment.
    @Test
    void aServerThatFailsOnAPostQuantumHelloIsToldFromOneThatIsDown() throws Exception {
        SSLContext context = ServerCertificate.of("EC", "localhost").context();
        try (var server =
                new ScriptedServer((socket, _) -> {
                    byte[] header = socket.getInputStream().readNBytes(5);
                    if (header[3] > 3) {
                        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                        return;
                    }
                    InputStream consumed = new ByteArrayInputStream(header);
                    SSLSocket tls =
                            (SSLSocket)
                                    context.getSocketFactory()
                                            .createSocket(socket, consumed, false);
                    tls.setUseClientMode(false);
                    tls.startHandshake();
                })) {
            NetworkTargets targets =
                    NetworkTargets.parse(List.of("127.0.0.1:" + server.port()), "tls");
            Looking looking =
                    Looking.with(new TlsEndpoints(targets, List.of(), Depth.EVERYTHING), targets);
            Facts facts = looking.sighted().getFirst().sighting().facts();
            assertThat(facts.flag("postQuantumIntolerant")).contains(true);
            assertThat(facts.text("group")).contains("x25519");
        }
    }

    private static KEM.Encapsulated encapsulate(byte[] key) throws Exception {
        byte[] spki = EphemeralKeys.join(HexFormat.of().parseHex(ML_KEM_768_SPKI), key);
        PublicKey publicKey =
                KeyFactory.getInstance("ML-KEM").generatePublic(new X509EncodedKeySpec(spki));
        return KEM.getInstance("ML-KEM").newEncapsulator(publicKey).encapsulate();
    }
}
