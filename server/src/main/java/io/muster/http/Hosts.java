package io.muster.http;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The names by which this server may be called. A page elsewhere that points a name of its own at
/// our address (DNS rebinding) calls us by that name, and is refused.
public record Hosts(Set<String> names) {

    public Hosts {
        names = names.stream().map(Hosts::plain).collect(Collectors.toUnmodifiableSet());
    }

    /// @param host as the client wrote it, without the port
    public boolean contains(String host) {
        return names.contains(plain(host));
    }

    /// Lower case, without the dot of the root and the brackets of an IPv6 address.
    private static String plain(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        if (plain.startsWith("[") && plain.endsWith("]")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
