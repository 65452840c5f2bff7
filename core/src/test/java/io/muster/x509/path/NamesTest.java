package io.muster.x509.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.x509.GeneralName;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aWildcardStandsForOneLabel() {
        assertThat(DnsNames.matches("*.example.com", "foo.example.com")).isTrue();
        assertThat(DnsNames.matches("*.EXAMPLE.com", "foo.example.com")).isTrue();
        assertThat(DnsNames.matches("*.example.com", "example.com")).isFalse();
        assertThat(DnsNames.matches("*.example.com", "a.b.example.com")).isFalse();
        assertThat(DnsNames.matches("f*.example.com", "foo.example.com")).isFalse();
        assertThat(DnsNames.matches("foo.*.com", "foo.example.com")).isFalse();
    }

    @Test
    void aWildcardNeverStandsDirectlyBelowARegistry() {
        assertThat(DnsNames.matches("*.com", "example.com")).isFalse();
        assertThat(DnsNames.matches("*.co.uk", "example.co.uk")).isFalse();
        assertThat(DnsNames.matches("*.example.uk", "www.example.uk")).isTrue();
        assertThat(DnsNames.matches("*", "localhost")).isFalse();
    }

    @Test
    void aWildcardThatMayStandForAnExcludedNameOverlapsIt() {
        assertThat(DnsNames.overlaps("*.example.com", "bar.example.com")).isTrue();
        assertThat(DnsNames.overlaps("*.example.com", "example.com")).isTrue();
        assertThat(DnsNames.overlaps("*.example.com", "a.bar.example.com")).isFalse();
        assertThat(DnsNames.overlaps("*.example.com", "other.com")).isFalse();
    }

    @Test
    void addressesAndOddLabelsAreNoHostNames() {
        for (String name :
                List.of(
                        "",
                        ".",
                        "a..b",
                        "-a.com",
                        "a-.com",
                        "a_b.com",
                        "192.0.2.1",
                        "a b",
                        "é.com")) {
            assertThat(DnsNames.isSyntax(name)).as(name).isFalse();
        }
        assertThat(DnsNames.isSyntax("xn--bcher-kva.example")).isTrue();
    }

    @Test
    void theLocalPartOfAMailboxCountsWithCaseAndTheHostWithout() {
        assertThat(Mailboxes.same("Ada@Example.com", "Ada@example.COM")).isTrue();
        assertThat(Mailboxes.same("ada@example.com", "Ada@example.com")).isFalse();
        assertThat(Mailboxes.isMailbox("a@b@example.com")).isFalse();
    }

    @Test
    void mailboxConstraintsAreAMailboxAHostOrADomain() {
        assertThat(Mailboxes.isWithin("ada@example.com", "example.com")).isTrue();
        assertThat(Mailboxes.isWithin("ada@mail.example.com", "example.com")).isFalse();
        assertThat(Mailboxes.isWithin("ada@mail.example.com", ".example.com")).isTrue();
        assertThat(Mailboxes.isWithin("ada@example.com", ".example.com")).isFalse();
        assertThat(Mailboxes.isWithin("*@example.com", "*@example.com")).isTrue();
        assertThat(Mailboxes.isWithin("ada@example.com", "*@example.com")).isFalse();
    }

    @Test
    void networksHaveAMaskWhoseOnesAreInFront() {
        assertThat(IpNetworks.isNetwork(Bytes.ofHex("c0000200ffffff00"))).isTrue();
        assertThat(IpNetworks.isNetwork(Bytes.ofHex("c0000200ff00ff00"))).isFalse();
        assertThat(IpNetworks.isNetwork(Bytes.ofHex("c0000200"))).isFalse();
        Bytes network = Bytes.ofHex("c0000200ffffff00");
        assertThat(IpNetworks.contains(network, Bytes.ofHex("c00002ff"))).isTrue();
        assertThat(IpNetworks.contains(network, Bytes.ofHex("c00003ff"))).isFalse();
        assertThat(IpNetworks.contains(network, Bytes.ofHex("00".repeat(16)))).isFalse();
    }

    @Test
    void aPeerIsAnAddressOrAHost() {
        assertThat(PeerName.of("192.0.2.1")).isEqualTo(new PeerName.Ip(Bytes.ofHex("c0000201")));
        assertThat(PeerName.of("Host.Example.")).isEqualTo(new PeerName.Dns("host.example"));
        GeneralName host = new GeneralName.DnsName("192.0.2.1");
        GeneralName address = new GeneralName.IpAddress(Bytes.ofHex("c0000201"));
        assertThat(PeerName.of("192.0.2.1").isIn(List.of(host))).isFalse();
        assertThat(PeerName.of("192.0.2.1").isIn(List.of(host, address))).isTrue();
    }

    @Test
    void addressesAreWrittenAsRfc5952() {
        assertThat(text("20010db8000000000000000000000001")).isEqualTo("2001:db8::1");
        assertThat(text("20010db8000000000001000000000001")).isEqualTo("2001:db8::1:0:0:1");
        assertThat(text("20010db8000000010001000100010001")).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(text("00000000000000000000000000000000")).isEqualTo("::");
        assertThat(text("00000000000000000000000000000001")).isEqualTo("::1");
        assertThat(text("fe800000000000000000000000000000")).isEqualTo("fe80::");
        assertThat(text("c0000201")).isEqualTo("192.0.2.1");
    }

    private static String text(String hex) {
        return new GeneralName.IpAddress(Bytes.ofHex(hex)).toName().text();
    }
}
