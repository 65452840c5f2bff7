package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The octets of our questions, read as a server reads them.
class ClientHelloTest {
    private static final KeyShares KEYS = new KeyShares(new EphemeralKeys());
    private static final byte[] RANDOM = new byte[32];
    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private final Hellos hellos = new Hellos(Optional.of("shop.example"));

    @Test
    void aHelloOfTls13LooksLikeOneOf12AndSaysMoreInItsExtensions() throws Exception {
        Hello hello = read(hellos.postQuantum());
        assertThat(hello.version).isEqualTo(0x0303);
        assertThat(hello.session).hasSize(32);
        assertThat(hello.compressions).containsExactly(0);
        assertThat(hello.suites).contains(0x1301, 0x1302, 0x1303).endsWith(0x00ff);
        assertThat(hello.extensions.get(SUPPORTED_VERSIONS)).isEqualTo("0403040303");
        assertThat(hello.extensions.get(SERVER_NAME))
                .isEqualTo(
                        "000f00000c"
                                + HexFormat.of()
                                        .formatHex(
                                                "shop.example"
                                                        .getBytes(StandardCharsets.US_ASCII)));
        assertThat(hellos.postQuantum().record(RANDOM)).startsWith(22, 3, 1, 0, 32);
    }

    /// RFC 8446, 4.2.8: shares are of groups that are offered, each once, in their order.
    @Test
    void sharesAreOfTheGroupsThatAreOffered() throws Exception {
        for (ClientHello asked : List.of(hellos.postQuantum(), hellos.classical())) {
            Map<Integer, String> extensions = read(asked).extensions;
            List<Integer> offered = new ArrayList<>();
            OctetReader groups = reader(extensions.get(SUPPORTED_GROUPS)).vector(2);
            while (groups.hasMore()) {
                offered.add(groups.number(2));
            }
            List<Integer> shared = new ArrayList<>();
            OctetReader shares = reader(extensions.get(KEY_SHARE)).vector(2);
            while (shares.hasMore()) {
                shared.add(shares.number(2));
                assertThat(shares.vector(2).rest()).isNotEmpty();
            }
            assertThat(offered).doesNotHaveDuplicates().containsSubsequence(shared);
            assertThat(shared).doesNotHaveDuplicates().isNotEmpty();
        }
    }

    @Test
    void whoMayChooseAmongGroupsGetsNoShare() throws Exception {
        assertThat(read(hellos.groups(List.of(Group.X448))).extensions.get(KEY_SHARE))
                .isEqualTo("0000");
    }

    @Test
    void anAddressIsNoServerName() throws Exception {
        Hellos withoutName = new Hellos(Optional.empty());
        assertThat(read(withoutName.cheapest()).extensions).doesNotContainKey(SERVER_NAME);
    }

    /// Signature algorithms are of TLS 1.2, versions and shares of 1.3; SSL 3 knows none of it.
    @Test
    void anOlderHelloHasNothingOfNewerVersions() throws Exception {
        assertThat(read(hellos.cheapest()).extensions)
                .containsKey(SIGNATURE_ALGORITHMS)
                .doesNotContainKeys(SUPPORTED_VERSIONS, KEY_SHARE);
        Hello older = read(hellos.old(Version.TLS_1_0));
        assertThat(older.version).isEqualTo(0x0301);
        assertThat(older.extensions)
                .doesNotContainKeys(SIGNATURE_ALGORITHMS, SUPPORTED_VERSIONS, KEY_SHARE);
        assertThat(read(hellos.old(Version.SSL_3)).extensions).isEmpty();
    }

    private record Hello(
            int version,
            byte[] session,
            List<Integer> suites,
            List<Integer> compressions,
            Map<Integer, String> extensions) {}

    private static Hello read(ClientHello hello) throws Malformed {
        OctetReader message = new OctetReader(hello.message(KEYS, RANDOM));
        assertThat(message.number(1)).isOne();
        OctetReader in = message.vector(3);
        assertThat(message.hasMore()).isFalse();
        int version = in.number(2);
        in.bytes(32);
        byte[] session = in.vector(1).rest();
        List<Integer> suites = numbers(in.vector(2), 2);
        List<Integer> compressions = numbers(in.vector(1), 1);
        Map<Integer, String> extensions = new LinkedHashMap<>();
        OctetReader list = in.hasMore() ? in.vector(2) : in;
        while (list.hasMore()) {
            int type = list.number(2);
            String content = HexFormat.of().formatHex(list.vector(2).rest());
            assertThat(extensions.put(type, content)).as("extension %d again", type).isNull();
        }
        assertThat(in.hasMore()).isFalse();
        return new Hello(version, session, suites, compressions, extensions);
    }

    private static List<Integer> numbers(OctetReader in, int width) throws Malformed {
        List<Integer> numbers = new ArrayList<>();
        while (in.hasMore()) {
            numbers.add(in.number(width));
        }
        return numbers;
    }

    private static OctetReader reader(String hex) {
        return new OctetReader(HexFormat.of().parseHex(hex));
    }
}
