package io.muster.discovery.tls;

import io.muster.model.Malformed;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is said before TLS begins: nothing, or the plain-text beginning of another protocol.
enum Dialect {
    DIRECT("tls", 443, Starttls::none, "https"),
    SMTPS("smtps", 465, Starttls::none),
    IMAPS("imaps", 993, Starttls::none),
    POP3S("pop3s", 995, Starttls::none),
    FTPS("ftps", 990, Starttls::none),
    LDAPS("ldaps", 636, Starttls::none),
    SMTP("smtp", 25, Starttls::smtp, "submission"),
    IMAP("imap", 143, Starttls::imap),
    POP3("pop3", 110, Starttls::pop3),
    FTP("ftp", 21, Starttls::ftp),
    LDAP("ldap", 389, Starttls::ldap),
    XMPP("xmpp", 5222, Starttls::xmpp),
    POSTGRES("postgres", 5432, Starttls::postgres, "postgresql"),
    MYSQL("mysql", 3306, Starttls::mysql);

    private final String scheme;
    private final int port;
    private final Opening opening;
    private final String[] aliases;

    Dialect(String scheme, int port, Opening opening, String... aliases) {
        this.scheme = scheme;
        this.port = port;
        this.opening = opening;
        this.aliases = aliases;
    }

    /// Brings a fresh connection to where a client may send its hello.
    @FunctionalInterface
    interface Opening {
        void speak(Conversation conversation, String host) throws IOException, Malformed;
    }

    /// The dialect of a target's scheme.
    static Optional<Dialect> of(String scheme) {
        String wanted = scheme.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(it -> it.scheme.equals(wanted) || Arrays.asList(it.aliases).contains(wanted))
                .findFirst();
    }

    int port() {
        return port;
    }

    /// The fact `starttls`: which protocol is spoken first.
    Optional<String> starttls() {
        return compareTo(SMTP) < 0 ? Optional.empty() : Optional.of(scheme);
    }

    void prepare(Conversation conversation, String host) throws IOException, Malformed {
        opening.speak(conversation, host);
    }
}
