package io.muster.x509.path;

import io.muster.model.Bytes;
import io.muster.x509.GeneralName;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// The name under which we know the other side (RFC 9525). Only subjectAltName counts; the common
/// name never does.
public sealed interface PeerName {
    /// @param host lower-case, A-labels, without trailing dot
    record Dns(String host) implements PeerName {
        public Dns {
            String lower = host.toLowerCase(Locale.ROOT);
            host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }

    /// @param address 4 or 16 bytes
    record Ip(Bytes address) implements PeerName {}

    record Email(String mailbox) implements PeerName {}

    /// An address when it reads as one, else a host name. Never asks a name server.
    static PeerName of(String text) {
        boolean digits = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (text.indexOf(':') < 0 && !digits) {
            return new Dns(text);
        }
        try {
            return new Ip(Bytes.of(InetAddress.ofLiteral(text).getAddress()));
        } catch (IllegalArgumentException e) {
            return new Dns(text);
        }
    }

    default boolean isIn(List<GeneralName> names) {
        return names.stream().anyMatch(this::matches);
    }

    private boolean matches(GeneralName name) {
        return switch (this) {
            case Dns(String host) ->
                    name instanceof GeneralName.DnsName(String pattern)
                            && DnsNames.matches(pattern, host);
            case Ip(Bytes address) ->
                    name instanceof GeneralName.IpAddress(Bytes other) && address.equals(other);
            case Email(String mailbox) ->
                    name instanceof GeneralName.Rfc822Name(String other)
                            && Mailboxes.same(mailbox, other);
        };
    }
}
