package io.muster.x509.lint;

import io.muster.model.Bytes;
import java.util.List;

/// Addresses that no public certificate may name: the IANA special-purpose registries (RFC 6890).
final class ReservedAddresses {
    /// Address, then how many bits of it count.
    private record Network(Bytes address, int bits) {
        boolean contains(Bytes other) {
            for (int bit = 0; bit < bits; bit++) {
                int shift = 7 - bit % 8;
                if ((address.at(bit / 8) >> shift & 1) != (other.at(bit / 8) >> shift & 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Network> RESERVED =
            List.of(
                    network("00000000", 8),
                    network("0a000000", 8),
                    network("64400000", 10),
                    network("7f000000", 8),
                    network("a9fe0000", 16),
                    network("ac100000", 12),
                    network("c0000000", 24),
                    network("c0000200", 24),
                    network("c0a80000", 16),
                    network("c6120000", 15),
                    network("c6336400", 24),
                    network("cb007100", 24),
                    network("e0000000", 4),
                    network("f0000000", 4),
                    network("00000000000000000000000000000000", 127),
                    network("00000000000000000000000000000001", 128),
                    network("00000000000000000000ffff00000000", 96),
                    network("01000000000000000000000000000000", 64),
                    network("20010000000000000000000000000000", 23),
                    network("20010db8000000000000000000000000", 32),
                    network("fc000000000000000000000000000000", 7),
                    network("fe800000000000000000000000000000", 10),
                    network("ff000000000000000000000000000000", 8));

    private ReservedAddresses() {}

    static boolean contains(Bytes address) {
        return RESERVED.stream()
                .anyMatch(network ->
                        network.address().size() == address.size() && network.contains(address));
    }

    private static Network network(String hex, int bits) {
        return new Network(Bytes.ofHex(hex), bits);
    }
}
