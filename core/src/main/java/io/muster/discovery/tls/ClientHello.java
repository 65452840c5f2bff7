package io.muster.discovery.tls;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A question to a server: the first message of a handshake (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2).
///
/// @param newest the highest version offered; TLS 1.3 offers 1.2 as well when there are suites for
///   it
/// @param suites in order of preference
/// @param groups in order of preference
/// @param shares the groups for which a key share is sent at once; without any a server of TLS 1.3
///   says which it wants
/// @param signatures which signatures the client claims to understand
/// @param serverName the name to ask for (RFC 6066, 3)
record ClientHello(
        Version newest,
        List<CipherSuite> suites,
        List<Group> groups,
        List<Group> shares,
        Signatures signatures,
        Optional<String> serverName) {

    /// Signature schemes, by the certificate that a server needs to use them.
    enum Signatures {
        ANY(
                "04030804040105030805050106030806060108070808"
                        + "0809080a080b090409050906020302010202"),
        RSA("0804040108050501080606010809080a080b0201"),
        /// ECDSA, EdDSA and ML-DSA.
        OTHER_THAN_RSA("040305030603080708080904090509060203");

        private final String codes;

        Signatures(String codes) {
            this.codes = codes;
        }

        private byte[] schemes() {
            return HexFormat.of().parseHex(codes);
        }
    }

    ClientHello offering(List<Group> others, List<Group> withShare) {
        return new ClientHello(newest, suites, others, withShare, signatures, serverName);
    }

    ClientHello with(Signatures others) {
        return new ClientHello(newest, suites, groups, shares, others, serverName);
    }

    ClientHello withoutServerName() {
        return new ClientHello(newest, suites, groups, shares, signatures, Optional.empty());
    }

    /// The handshake message.
    ///
    /// @param random 32 octets
    byte[] message(KeyShares keys, byte[] random) {
        OctetWriter body = new OctetWriter();
        Version legacy = newest == Version.TLS_1_3 ? Version.TLS_1_2 : newest;
        body.number(legacy.code, 2).bytes(random);
        // A session id makes middleboxes take TLS 1.3 for a resumed 1.2 (RFC 8446, D.4).
        body.vector(1, it -> it.bytes(newest == Version.TLS_1_3 ? random : new byte[0]));
        body.vector(2, this::writeSuites);
        body.vector(1, it -> it.number(0, 1));
        if (newest != Version.SSL_3) {
            body.vector(2, it -> writeExtensions(it, keys));
        }
        return new OctetWriter().number(1, 1).vector(3, it -> it.bytes(body.toArray())).toArray();
    }

    /// `message` as the record that carries it.
    byte[] record(byte[] message) {
        Version outer = newest == Version.SSL_3 ? Version.SSL_3 : Version.TLS_1_0;
        return new OctetWriter()
                .number(Records.HANDSHAKE, 1)
                .number(outer.code, 2)
                .vector(2, it -> it.bytes(message))
                .toArray();
    }

    private void writeSuites(OctetWriter out) {
        suites.forEach(suite -> out.number(suite.code(), 2));
        // Says that renegotiation is safe (RFC 5746, 3.3); some servers insist.
        out.number(0x00ff, 2);
    }

    private void writeExtensions(OctetWriter out, KeyShares keys) {
        serverName.ifPresent(name -> extension(out, 0, it -> writeServerName(it, name)));
        extension(out, 23, _ -> {});
        if (!groups.isEmpty()) {
            extension(
                    out,
                    10,
                    it ->
                            it.vector(
                                    2,
                                    list -> groups.forEach(group -> list.number(group.code, 2))));
            extension(out, 11, it -> it.vector(1, list -> list.number(0, 1)));
        }
        if (!newest.before(Version.TLS_1_2)) {
            extension(out, 13, it -> it.vector(2, list -> list.bytes(signatures.schemes())));
        }
        if (newest == Version.TLS_1_3) {
            extension(out, 43, it -> it.vector(1, this::writeVersions));
            extension(out, 51, it -> it.vector(2, list -> writeShares(list, keys)));
        }
    }

    private static void writeServerName(OctetWriter out, String name) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        out.vector(2, list -> list.number(0, 1).vector(2, it -> it.bytes(octets)));
    }

    private void writeVersions(OctetWriter out) {
        out.number(Version.TLS_1_3.code, 2);
        if (!CipherSuite.TLS_1_3.containsAll(suites)) {
            out.number(Version.TLS_1_2.code, 2);
        }
    }

    private void writeShares(OctetWriter out, KeyShares keys) {
        for (Group group : shares) {
            out.number(group.code, 2).vector(2, it -> it.bytes(keys.offer(group)));
        }
    }

    private static void extension(OctetWriter out, int type, Consumer<OctetWriter> content) {
        out.number(type, 2).vector(2, content);
    }
}
