package io.muster.config;

import io.muster.model.Malformed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A way out for alerts: where it leads, and from which files its secrets are read. The secrets
/// themselves never stand in the configuration.
///
/// @param kind what is spoken there
/// @param url of a webhook that needs no secret address
/// @param urlFile a file that holds the address, where knowing it is all that it takes to write
/// @param host of a mail or log server
/// @param security how the connection to it is made private
/// @param secretFile the key of signatures, the routing key, or the token
/// @param ca PEM file of the authorities by which the other side is known; empty: the usual ones
/// @param to mail addresses that hear everything that is routed here
/// @param owners whether the contact of the owning team hears of what is its own
/// @param fallback mail addresses that hear of what has no owner whom mail reaches
public record ChannelSetting(
        String name,
        Kind kind,
        Optional<String> url,
        Optional<Path> urlFile,
        Optional<Address> host,
        Security security,
        Optional<String> username,
        Optional<Path> passwordFile,
        Optional<Path> secretFile,
        Optional<Path> ca,
        Optional<String> from,
        List<String> to,
        boolean owners,
        List<String> fallback) {

    public ChannelSetting {
        to = List.copyOf(to);
        fallback = List.copyOf(fallback);
    }

    /// What is spoken.
    public enum Kind {
        SMTP,
        SLACK,
        TEAMS,
        PAGERDUTY,
        WEBHOOK,
        HEC,
        SYSLOG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How a connection is made private.
    public enum Security {
        /// Mail: TLS that is asked for in the conversation, and without which nothing is sent.
        STARTTLS,
        /// TLS from the first byte.
        TLS,
        /// In the clear, over TCP.
        NONE,
        /// Log lines as datagrams, in the clear.
        UDP
    }

    static ChannelSetting of(Item item) throws Malformed {
        String name = item.text("name");
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw item.wrong("name", "is 1 to 100 small letters, digits, dots and hyphens");
        }
        Kind kind = kind(item);
        ChannelSetting channel =
                new ChannelSetting(
                        name,
                        kind,
                        item.some("url"),
                        item.some("url-file").map(Path::of),
                        host(item),
                        security(item, kind),
                        item.some("username"),
                        item.some("password-file").map(Path::of),
                        item.some("secret-file").map(Path::of),
                        item.some("ca").map(Path::of),
                        item.some("from"),
                        item.texts("to"),
                        item.yes("owners", kind == Kind.SMTP),
                        item.texts("fallback"));
        item.end();
        channel.check(item);
        return channel;
    }

    private void check(Item item) throws Malformed {
        switch (kind) {
            case SMTP -> {
                need(item, "host", host.isPresent());
                need(item, "from", from.isPresent());
                need(item, "to", !to.isEmpty() || owners);
                need(item, "password-file", username.isEmpty() || passwordFile.isPresent());
                if (username.isPresent() && security == Security.NONE) {
                    throw item.wrong(
                            "security", "must be starttls or tls where there is a password");
                }
            }
            case SYSLOG -> need(item, "host", host.isPresent());
            case SLACK, TEAMS -> need(item, "url-file", urlFile.isPresent() || url.isPresent());
            case WEBHOOK, HEC -> {
                need(item, "url", urlFile.isPresent() || url.isPresent());
                need(item, "secret-file", secretFile.isPresent());
            }
            case PAGERDUTY -> need(item, "secret-file", secretFile.isPresent());
        }
    }

    private static void need(Item item, String member, boolean there) throws Malformed {
        if (!there) {
            throw item.wrong(member, "is missing");
        }
    }

    private static Kind kind(Item item) throws Malformed {
        String kind = item.text("kind");
        for (Kind one : Kind.values()) {
            if (one.toString().equals(kind)) {
                return one;
            }
        }
        throw item.wrong("kind", "must be smtp, slack, teams, pagerduty, webhook, hec or syslog");
    }

    private static Optional<Address> host(Item item) throws Malformed {
        Optional<String> host = item.some("host");
        if (host.isPresent() && !Address.isOne(host.get())) {
            throw item.wrong("host", "must be HOST:PORT");
        }
        return host.map(Address::of);
    }

    private static Security security(Item item, Kind kind) throws Malformed {
        String word = item.some("security").orElse(kind == Kind.SMTP ? "starttls" : "tls");
        Set<Security> fit =
                kind == Kind.SMTP
                        ? Set.of(Security.STARTTLS, Security.TLS, Security.NONE)
                        : Set.of(Security.TLS, Security.NONE, Security.UDP);
        for (Security one : fit) {
            if (one.name().equalsIgnoreCase(word)) {
                return one;
            }
        }
        throw item.wrong(
                "security",
                kind == Kind.SMTP ? "must be starttls, tls or none" : "must be tls, none or udp");
    }
}
