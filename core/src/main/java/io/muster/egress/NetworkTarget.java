package io.muster.egress;

import java.util.Locale;

/// What a person points at in a network: `example.com`, `example.com:8443`, `[2001:db8::1]:443`,
/// `10.0.0.0/24`, `10.0.0.1-20:443,8443`, `smtp://mail.example.com`.
///
/// @param scheme which protocol to speak, lower case
/// @param hosts where
/// @param ports on which ports
public record NetworkTarget(String scheme, Hosts hosts, Ports ports) {

    /// Reads one target; `scheme` is what applies when the text names none.
    ///
    /// @throws IllegalArgumentException when `text` is no target; the message says what to write
    public static NetworkTarget parse(String text, String scheme) {
        int mark = text.indexOf("://");
        String spoken = mark < 0 ? scheme : text.substring(0, mark).toLowerCase(Locale.ROOT);
        String rest = mark < 0 ? text : text.substring(mark + 3);
        if (mark >= 0 && rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        int colon = portColon(rest);
        if (colon < 0) {
            return new NetworkTarget(spoken, Hosts.parse(rest), Ports.DEFAULT);
        }
        Ports ports = Ports.parse(rest.substring(colon + 1));
        return new NetworkTarget(spoken, Hosts.parse(rest.substring(0, colon)), ports);
    }

    /// Where the ports begin, -1 without: IPv6 needs brackets to have one.
    private static int portColon(String rest) {
        int bracket = rest.indexOf(']');
        if (rest.startsWith("[") && bracket > 0) {
            return rest.indexOf(':', bracket);
        }
        int colon = rest.indexOf(':');
        return colon == rest.lastIndexOf(':') ? colon : -1;
    }
}
