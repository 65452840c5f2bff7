package io.muster.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many connections a second each network gets: a /24 of IPv4, a /64 of IPv6.
///
/// Says when the next turn is; does not wait itself. Loopback has no limit: it is not a network
/// that others share.
final class Pace {
    /// Networks remembered; the one not used for longest is forgotten first.
    private static final int NETWORKS_MAX = 65_536;

    private final long intervalNanos;
    private final Map<Network, Long> nextTurn =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Network, Long> eldest) {
                    return size() > NETWORKS_MAX;
                }
            };

    /// @param connectionsPerSecond for each network; 0 is no limit
    Pace(int connectionsPerSecond) {
        this.intervalNanos = connectionsPerSecond == 0 ? 0 : 1_000_000_000L / connectionsPerSecond;
    }

    /// Takes the next turn for `address`.
    ///
    /// @param now nanoseconds of a monotonic clock
    /// @return how many nanoseconds to wait for it, 0 when it is now
    synchronized long reserve(InetAddress address, long now) {
        if (intervalNanos == 0 || address.isLoopbackAddress()) {
            return 0;
        }
        Network network = new Network(address, address instanceof Inet4Address ? 24 : 64);
        Long planned = nextTurn.get(network);
        long turn = planned == null || planned - now < 0 ? now : planned;
        nextTurn.put(network, turn + intervalNanos);
        return turn - now;
    }
}
