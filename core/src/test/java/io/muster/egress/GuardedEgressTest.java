package io.muster.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.testing.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedEgressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:169.254.169.254",
                "::ffff:0.0.0.0",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2"
            })
    void someAddressesAreNeverContactedEvenWhenNamed(String address) {
        assertThatThrownBy(() -> egress(address).resolve(address))
                .isInstanceOf(Egress.Denied.class)
                .hasMessageContaining("never contacted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "127.8.8.8"})
    void loopbackInDisguiseIsLoopback(String address) {
        assertThat(SpecialPurpose.of(InetAddress.ofLiteral(address)).use())
                .isEqualTo(SpecialPurpose.Use.NAMED);
    }

    @Test
    void loopbackIsContactedOnlyWhenNamed() throws Exception {
        assertThat(egress("127.0.0.1").resolve("127.0.0.1")).hasSize(1);
        assertThat(egress("127.0.0.0/30").resolve("127.0.0.2")).hasSize(1);
        assertThat(egress("localhost").resolve("localhost")).isNotEmpty();
        assertThatThrownBy(() -> egress("trick.example").resolve("trick.example"))
                .isInstanceOf(Egress.Denied.class)
                .hasMessageContaining("this machine itself");
    }

    @Test
    void privateAddressesAreContactedInScopeOnly() throws Exception {
        assertThat(egress("10.1.0.0/16").resolve("10.1.2.3")).hasSize(1);
        assertThat(egress("inside.example").resolve("inside.example")).hasSize(1);
        assertThatThrownBy(() -> egress("10.1.0.0/16").resolve("10.2.0.1"))
                .hasMessageContaining("not in scope");
    }

    @Test
    void anExclusionHoldsForNamesAndNetworks() throws Exception {
        Scope scope =
                scope("10.1.0.0/16", "inside.example", "other.example")
                        .excluding(
                                List.of(Hosts.parse("10.1.2.0/24"), Hosts.parse("other.example")));
        GuardedEgress egress = new GuardedEgress(scope, 0, GuardedEgressTest::lookUp, () -> 0L);
        assertThatThrownBy(() -> egress.resolve("10.1.2.3")).hasMessageContaining("excluded");
        assertThatThrownBy(() -> egress.resolve("other.example")).hasMessageContaining("excluded");
        assertThatThrownBy(() -> egress.resolve("inside.example")).hasMessageContaining("excluded");
        assertThat(egress.resolve("10.1.3.3")).hasSize(1);
    }

    @Test
    void anAddressThatWasNeverCheckedForTheNameIsRefused() {
        GuardedEgress egress = egress("inside.example");
        InetSocketAddress forged =
                new InetSocketAddress(address("inside.example", "10.9.9.9"), 443);
        assertThatThrownBy(() -> egress.connect(forged, Duration.ofSeconds(1)))
                .isInstanceOf(Egress.Denied.class);
    }

    @Test
    void aNameThatChangesItsAnswerGainsNothing() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("10.1.2.3", "169.254.169.254"));
        GuardedEgress egress =
                new GuardedEgress(
                        scope("rebind.example"),
                        0,
                        host -> List.of(address(host, answers.pop())),
                        () -> 0L);
        assertThat(egress.resolve("rebind.example"))
                .isEqualTo(egress.resolve("rebind.example"))
                .containsExactly(address("rebind.example", "10.1.2.3"));
        assertThat(answers).hasSize(1);
    }

    @Test
    void aMixedAnswerKeepsWhatIsAllowed() throws Exception {
        GuardedEgress egress =
                new GuardedEgress(
                        scope("mixed.example"),
                        0,
                        host -> List.of(address(host, "127.0.0.1"), address(host, "192.0.2.1")),
                        () -> 0L);
        assertThat(egress.resolve("mixed.example"))
                .containsExactly(address("mixed.example", "192.0.2.1"));
    }

    @Test
    void aConnectionLeadsToTheServer() throws Exception {
        try (var server = new ScriptedServer((socket, _) -> socket.getOutputStream().write('!'));
                var channel =
                        egress("127.0.0.1")
                                .connect(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral("127.0.0.1"), server.port()),
                                        Duration.ofSeconds(5))) {
            assertThat(channel.isBlocking()).isTrue();
            assertThat(channel.socket().getInputStream().read()).isEqualTo('!');
        }
    }

    @Test
    void eachNetworkHasItsOwnPace() {
        Pace pace = new Pace(50);
        long turn = 20_000_000;
        assertThat(pace.reserve(InetAddress.ofLiteral("192.0.2.1"), 0)).isZero();
        assertThat(pace.reserve(InetAddress.ofLiteral("192.0.2.200"), 0)).isEqualTo(turn);
        assertThat(pace.reserve(InetAddress.ofLiteral("192.0.2.7"), 0)).isEqualTo(2 * turn);
        assertThat(pace.reserve(InetAddress.ofLiteral("192.0.3.1"), 0)).isZero();
        assertThat(pace.reserve(InetAddress.ofLiteral("192.0.2.8"), 3 * turn)).isZero();
        assertThat(pace.reserve(InetAddress.ofLiteral("2001:db8::1"), 0)).isZero();
        assertThat(pace.reserve(InetAddress.ofLiteral("2001:db8::2"), 0)).isEqualTo(turn);
        assertThat(pace.reserve(InetAddress.ofLiteral("2001:db8:0:1::2"), 0)).isZero();
    }

    @Test
    void thisMachineAndARunWithoutLimitNeedNoTurns() {
        assertThat(new Pace(1).reserve(InetAddress.ofLiteral("127.0.0.1"), 0)).isZero();
        assertThat(new Pace(1).reserve(InetAddress.ofLiteral("127.0.0.1"), 0)).isZero();
        assertThat(new Pace(0).reserve(InetAddress.ofLiteral("192.0.2.1"), 0)).isZero();
        assertThat(new Pace(0).reserve(InetAddress.ofLiteral("192.0.2.1"), 0)).isZero();
    }

    private static Scope scope(String... targets) {
        return Scope.of(NetworkTargets.parse(List.of(targets), "tls"));
    }

    private static GuardedEgress egress(String... targets) {
        return new GuardedEgress(scope(targets), 0, GuardedEgressTest::lookUp, () -> 0L);
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        Map<String, String> names =
                Map.of(
                        "localhost", "127.0.0.1",
                        "trick.example", "127.0.0.1",
                        "inside.example", "10.1.2.3",
                        "other.example", "192.0.2.9");
        String found = names.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        return List.of(address(host, found));
    }

    private static InetAddress address(String host, String text) {
        try {
            return InetAddress.getByAddress(host, InetAddress.ofLiteral(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
