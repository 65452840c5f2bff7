package io.muster.x509.path;

import io.muster.model.Bytes;

/// Address constraints: an address and a mask of the same size, as RFC 4632 ranges.
final class IpNetworks {
    private IpNetworks() {}

    /// 4 or 16 bytes twice, the mask's ones all in front.
    static boolean isNetwork(Bytes network) {
        int half = network.size() / 2;
        if (network.size() != 8 && network.size() != 32) {
            return false;
        }
        boolean ended = false;
        for (int bit = 0; bit < half * 8; bit++) {
            boolean one = (network.at(half + bit / 8) >> (7 - bit % 8) & 1) == 1;
            if (one && ended) {
                return false;
            }
            ended |= !one;
        }
        return true;
    }

    static boolean contains(Bytes network, Bytes address) {
        int size = address.size();
        if (network.size() != 2 * size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            int mask = network.at(size + i);
            if ((network.at(i) & mask) != (address.at(i) & mask)) {
                return false;
            }
        }
        return true;
    }
}
