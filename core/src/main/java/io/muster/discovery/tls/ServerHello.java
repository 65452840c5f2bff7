package io.muster.discovery.tls;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// A server's choice (RFC 8446, 4.1.3).
///
/// @param group of the key share, or the one that the server wants a share of
/// @param share the server's key share; none up to TLS 1.2 and when it wants another
/// @param retry it is a HelloRetryRequest
record ServerHello(
        Version version, CipherSuite suite, Optional<Group> group, Bytes share, boolean retry) {
    static final int TYPE = 2;

    private static final int KEY_SHARE = 51;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final byte[] RETRY =
            HexFormat.of()
                    .parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    static ServerHello parse(byte[] body) throws Malformed {
        OctetReader in = new OctetReader(body);
        int version = in.number(2);
        byte[] random = in.bytes(32);
        in.vector(1);
        CipherSuite suite = CipherSuite.of(in.number(2));
        if (in.number(1) != 0) {
            throw new Malformed("the server chose a compression, which was not offered");
        }
        boolean retry = Arrays.equals(random, RETRY);
        Optional<Group> group = Optional.empty();
        Bytes share = Bytes.EMPTY;
        OctetReader extensions = in.hasMore() ? in.vector(2) : in;
        while (extensions.hasMore()) {
            int type = extensions.number(2);
            OctetReader content = extensions.vector(2);
            if (type == SUPPORTED_VERSIONS) {
                version = content.number(2);
            } else if (type == KEY_SHARE) {
                int code = content.number(2);
                group = Group.of(code);
                if (group.isEmpty()) {
                    throw new Malformed("the server chose a group that was not offered");
                }
                share = retry ? share : Bytes.of(content.vector(2).rest());
            }
        }
        return new ServerHello(version(version), suite, group, share, retry);
    }

    private static Version version(int code) throws Malformed {
        return Version.of(code)
                .orElseThrow(() ->
                        new Malformed(
                                String.format(
                                        Locale.ROOT,
                                        "the server chose the unknown version 0x%04x",
                                        code)));
    }
}
