package io.muster.egress;

import java.util.Optional;

/// One thing to ask: a host and a port, and in which way.
///
/// @param scheme as the target wrote it (`tls`, `smtp`, `ssh`), lower case
/// @param host a name or an address as text, as the target wrote it
/// @param port 1 to 65535
/// @param range the range of addresses that it is one of: silence is normal there, and worth a line
///   where a host was named
public record Endpoint(String scheme, String host, int port, Optional<Hosts.Range> range) {

    /// `host:port`, with brackets around an IPv6 address.
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
