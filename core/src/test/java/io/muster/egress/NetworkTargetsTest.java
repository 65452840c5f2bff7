package io.muster.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTargetsTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, tls example.com:443",
        "EXAMPLE.com., tls example.com:443",
        "example.com:8443, tls example.com:8443",
        "münchen.example, tls xn--mnchen-3ya.example:443",
        "smtp://mail.example.com, smtp mail.example.com:25",
        "https://example.com/, https example.com:443",
        "192.0.2.7:99, tls 192.0.2.7:99",
        "2001:db8::1, tls [2001:db8:0:0:0:0:0:1]:443",
        "[2001:db8::1]:99, tls [2001:db8:0:0:0:0:0:1]:99",
    })
    void oneHostIsOneEndpoint(String text, String expected) throws Exception {
        assertThat(endpoints(text)).containsExactly(expected);
    }

    @Test
    void aNetworkIsEveryAddressOfIt() throws Exception {
        assertThat(endpoints("192.0.2.8/30"))
                .containsExactly(
                        "tls 192.0.2.8:443",
                        "tls 192.0.2.9:443",
                        "tls 192.0.2.10:443",
                        "tls 192.0.2.11:443");
    }

    @Test
    void aRangeIncludesBothEnds() throws Exception {
        assertThat(endpoints("192.0.2.254-192.0.3.1:8443"))
                .containsExactlyInAnyOrder(
                        "tls 192.0.2.254:8443",
                        "tls 192.0.2.255:8443",
                        "tls 192.0.3.0:8443",
                        "tls 192.0.3.1:8443");
        assertThat(endpoints("192.0.2.1-3")).hasSize(3);
    }

    @Test
    void portsAreListsAndRanges() throws Exception {
        assertThat(endpoints("a.example:443,8000-8002"))
                .containsExactly(
                        "tls a.example:443",
                        "tls a.example:8000",
                        "tls a.example:8001",
                        "tls a.example:8002");
    }

    @Test
    void nothingIsAskedTwice() throws Exception {
        assertThat(
                        endpoints(
                                "192.0.2.1",
                                "192.0.2.1:443",
                                "192.0.2.0/30",
                                "192.0.2.2-5",
                                "A.example",
                                "a.example."))
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    @Test
    void linesOfAListMayBeEmptyOrComments() throws Exception {
        assertThat(endpoints("# web", "", "a.example # the shop", "  b.example  ")).hasSize(2);
    }

    @Test
    void aLargeNetworkIsWalkedFromOneSubnetToTheNextAndNotUnfolded() throws Exception {
        NetworkTargets targets = NetworkTargets.parse(List.of("10.0.0.0/8"), "tls");
        List<Endpoint> first = new ArrayList<>();
        try {
            targets.each(
                    _ -> 443,
                    endpoint -> {
                        first.add(endpoint);
                        if (first.size() == 300) {
                            throw new InterruptedException();
                        }
                    });
        } catch (InterruptedException e) {
            assertThat(first).hasSize(300);
        }
        assertThat(targets.count()).isEqualTo(1 << 24);
        assertThat(first.subList(0, 256).stream().map(it -> subnet(it.host())))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAddressOfAnOddNetworkIsVisitedOnce() throws Exception {
        var seen = new HashSet<String>();
        NetworkTargets targets = NetworkTargets.parse(List.of("10.0.0.3-10.2.1.9"), "tls");
        targets.each(_ -> 443, endpoint -> assertThat(seen.add(endpoint.host())).isTrue());
        assertThat(seen).hasSize((int) targets.count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "example.com:0",
                "example.com:65536",
                "example.com:x",
                "192.0.2.0/33",
                "10.0.0.0/7",
                "2001:db8::/64",
                "192.0.2.9-1",
                "192.0.2.256",
                "1.2.3",
                "host/24",
                "-rf",
                "a..b",
                "tls://"
            })
    void whatIsNoTargetIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkTarget.parse(text, "tls"));
    }

    private static String subnet(String host) {
        return host.substring(0, host.lastIndexOf('.'));
    }

    private static List<String> endpoints(String... lines) throws Exception {
        List<String> found = new ArrayList<>();
        NetworkTargets.parse(List.of(lines), "tls")
                .each(
                        scheme -> scheme.equals("smtp") ? 25 : 443,
                        it -> found.add(it.scheme() + " " + it.authority()));
        return found;
    }
}
