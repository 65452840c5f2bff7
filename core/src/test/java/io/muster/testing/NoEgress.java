package io.muster.testing;

import io.muster.egress.Egress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/// For a source that must not need the network.
public final class NoEgress implements Egress {

    @Override
    public List<InetAddress> resolve(String host) throws Denied {
        throw new Denied("this test asks for no address, not even " + host);
    }

    @Override
    public SocketChannel connect(InetSocketAddress address, Duration timeout) throws Denied {
        throw new Denied("this test connects to nothing, not even " + address);
    }
}
