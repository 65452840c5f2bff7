package io.muster.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name.
@FunctionalInterface
public interface Resolver {

    /// @throws UnknownHostException when there are none
    List<InetAddress> lookUp(String host) throws UnknownHostException;

    /// What the operating system says.
    static Resolver ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
