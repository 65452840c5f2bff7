package io.muster.egress;

/// One thing to ask: a host and a port, and in which way.
///
/// @param scheme as the target wrote it (`tls`, `smtp`, `ssh`), lower case
/// @param host a name or an address as text, as the target wrote it
/// @param port 1 to 65535
/// @param from how the endpoint came to be asked
public record Endpoint(String scheme, String host, int port, From from) {

    /// Whether somebody expects an answer there.
    public enum From {
        /// The target names this very host: silence is worth a line.
        NAMED,
        /// One of a network or range: silence is normal.
        RANGE
    }

    /// `host:port`, with brackets around an IPv6 address.
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
