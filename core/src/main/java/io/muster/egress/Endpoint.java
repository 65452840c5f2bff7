package io.muster.egress;

import java.util.Optional;

/// One thing to ask: a host and a port, and in which way.
///
/// @param scheme as the target wrote it (`tls`, `smtp`, `ssh`), lower case
/// @param host a name or an address as text, as the target wrote it
/// @param port 1 to 65535
/// @param range the range of addresses that it is one of: silence is normal there, and worth a line
///   where a host was named
/// @param chosen whether somebody named the port
public record Endpoint(
        String scheme, String host, int port, Optional<Hosts.Range> range, Ports.Chosen chosen) {

    /// Is it worth a line when nothing answers? Only where a person named host and port.
    public boolean answerExpected() {
        return range.isEmpty() && chosen == Ports.Chosen.BY_NAME;
    }

    /// `host:port`, with brackets around an IPv6 address.
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
