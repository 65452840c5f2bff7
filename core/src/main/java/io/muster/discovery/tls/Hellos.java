package io.muster.discovery.tls;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The questions that are asked.
///
/// @param serverName the name to ask for
record Hellos(Optional<String> serverName) {
    private static final List<Group> ALL = List.of(Group.values());
    private static final List<Group> CLASSICAL =
            Stream.of(Group.values()).filter(group -> !group.postQuantum()).toList();
    private static final List<CipherSuite> RSA_FIRST =
            join(List.of(CipherSuite.RSA, CipherSuite.ECDSA, CipherSuite.DSS, CipherSuite.WEAK));
    private static final List<CipherSuite> ECDSA_FIRST =
            join(List.of(CipherSuite.ECDSA, CipherSuite.RSA, CipherSuite.DSS, CipherSuite.WEAK));
    private static final List<CipherSuite> MODERN =
            join(List.of(CipherSuite.TLS_1_3, CipherSuite.ECDSA, CipherSuite.RSA, CipherSuite.DSS));

    /// The cheapest way to a certificate: TLS 1.2 shows it in the clear, and RSA key transport
    /// without a signature.
    ClientHello cheapest() {
        return upTo(Version.TLS_1_2, RSA_FIRST);
    }

    /// TLS 1.3 with classical groups, and all that came before it.
    ClientHello classical() {
        return hello(Version.TLS_1_3, MODERN, CLASSICAL, List.of(Group.X25519, Group.SECP256R1));
    }

    /// What a modern browser asks.
    ClientHello postQuantum() {
        return hello(
                Version.TLS_1_3,
                MODERN,
                ALL,
                List.of(Group.X25519MLKEM768, Group.X25519, Group.SECP256R1));
    }

    /// Which of `groups` would the server want? It says so without any computation, as no share is
    /// sent.
    ClientHello groups(List<Group> groups) {
        return hello(Version.TLS_1_3, CipherSuite.TLS_1_3, groups, List.of());
    }

    /// TLS 1.2, but rather with a certificate of another type than `type`.
    ClientHello preferringOther(String type) {
        return upTo(Version.TLS_1_2, type.equals("RSA") ? ECDSA_FIRST : RSA_FIRST);
    }

    /// TLS 1.2 with nothing but what only another certificate than `type` can serve, and `weak`
    /// suites.
    ClientHello onlyOther(String type, List<CipherSuite> weak) {
        List<CipherSuite> other =
                switch (type) {
                    case "RSA" -> CipherSuite.ECDSA;
                    case "ECDSA" -> CipherSuite.RSA;
                    default -> List.<CipherSuite>of();
                };
        return upTo(Version.TLS_1_2, join(List.of(other, weak)));
    }

    /// TLS 1.3 for a certificate of another type than `type`.
    ClientHello otherSignature(String type) {
        ClientHello hello =
                hello(
                        Version.TLS_1_3,
                        CipherSuite.TLS_1_3,
                        CLASSICAL,
                        List.of(Group.X25519, Group.SECP256R1));
        return hello.with(
                type.equals("RSA")
                        ? ClientHello.Signatures.OTHER_THAN_RSA
                        : ClientHello.Signatures.RSA);
    }

    /// Every suite there is, at `version` or older.
    ClientHello old(Version version) {
        return upTo(version, RSA_FIRST);
    }

    private ClientHello upTo(Version version, List<CipherSuite> suites) {
        return hello(version, suites, CLASSICAL, List.of());
    }

    private ClientHello hello(
            Version version, List<CipherSuite> suites, List<Group> groups, List<Group> shares) {
        return new ClientHello(
                version, suites, groups, shares, ClientHello.Signatures.ANY, serverName);
    }

    private static List<CipherSuite> join(List<List<CipherSuite>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
