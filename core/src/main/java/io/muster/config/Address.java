package io.muster.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where to listen.
///
/// @param host a name or an address; an IPv6 address without its brackets
/// @param port 0 for any that is free
public record Address(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    static boolean isOne(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && Integer.parseInt(form.group(3)) <= PORT_MAX;
    }

    /// Reads `HOST:PORT`.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Address of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > PORT_MAX) {
            throw new IllegalArgumentException(
                    "'%s' is not HOST:PORT, such as 127.0.0.1:8443".formatted(text));
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new Address(host, Integer.parseInt(form.group(3)));
    }

    /// As in a URL: an IPv6 address in brackets.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
