package io.muster.discovery.tls;

import io.muster.discovery.handshake.Conversation;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is said before TLS begins: nothing, or the plain-text beginning of another protocol.
enum Dialect {
    DIRECT("tls", 443),
    HTTPS("https", 443),
    SMTPS("smtps", 465),
    IMAPS("imaps", 993),
    POP3S("pop3s", 995),
    FTPS("ftps", 990),
    LDAPS("ldaps", 636),
    SMTP("smtp", 25),
    IMAP("imap", 143),
    POP3("pop3", 110),
    FTP("ftp", 21),
    LDAP("ldap", 389),
    XMPP("xmpp", 5222),
    POSTGRES("postgres", 5432),
    MYSQL("mysql", 3306);

    private final String scheme;
    private final int port;

    Dialect(String scheme, int port) {
        this.scheme = scheme;
        this.port = port;
    }

    /// Port to scheme: each dialect's own port, and where else TLS is usually served directly.
    static SortedMap<Integer, String> usualPorts() {
        SortedMap<Integer, String> usual = new TreeMap<>();
        for (Dialect dialect : values()) {
            usual.put(dialect.port, dialect.scheme);
        }
        usual.put(587, SMTP.scheme);
        usual.put(8443, DIRECT.scheme);
        usual.put(9443, DIRECT.scheme);
        return usual;
    }

    /// The dialect of a target's scheme.
    static Optional<Dialect> of(String scheme) {
        String wanted = scheme.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(it -> it.scheme.equals(wanted)).findFirst();
    }

    /// The port that the scheme is usually served on.
    int port() {
        return port;
    }

    /// The fact `starttls`: which protocol is spoken first.
    Optional<String> starttls() {
        return compareTo(SMTP) < 0 ? Optional.empty() : Optional.of(scheme);
    }

    /// Brings a fresh connection to where a client may send its hello.
    void prepare(Conversation conversation, String host) throws IOException, Malformed {
        switch (this) {
            case DIRECT, HTTPS, SMTPS, IMAPS, POP3S, FTPS, LDAPS -> {
                // TLS begins at once.
            }
            case SMTP -> Starttls.smtp(conversation);
            case IMAP -> Starttls.imap(conversation);
            case POP3 -> Starttls.pop3(conversation);
            case FTP -> Starttls.ftp(conversation);
            case LDAP -> Starttls.ldap(conversation);
            case XMPP -> Starttls.xmpp(conversation, host);
            case POSTGRES -> Starttls.postgres(conversation);
            case MYSQL -> Starttls.mysql(conversation);
        }
    }
}
