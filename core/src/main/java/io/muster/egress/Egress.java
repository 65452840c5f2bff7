package io.muster.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/// The only way to an address outside.
public interface Egress {

    /// The addresses of `host` that may be contacted, in the resolver's order.
    ///
    /// @throws Denied when there are addresses and none may be contacted
    /// @throws IOException when the name cannot be resolved
    List<InetAddress> resolve(String host) throws IOException;

    /// Connects within `timeout`, waiting its turn as the rate per network asks.
    ///
    /// @return a connected channel in blocking mode; the caller closes it
    /// @throws Denied when that address may not be contacted
    SocketChannel connect(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException;

    /// That address is refused by the guard; the message says which rule and what to do.
    final class Denied extends IOException {
        private static final long serialVersionUID = 1L;

        public Denied(String reason) {
            super(reason);
        }
    }
}
