package io.muster.discovery.tls;

import io.muster.discovery.handshake.Conversation;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// How each protocol is asked to change to TLS.
final class Starttls {
    private static final int LINE_MAX = 4096;
    private static final int LINES_MAX = 100;

    /// ExtendedRequest 1.3.6.1.4.1.1466.20037 with message id 1 (RFC 4511, 4.14).
    private static final byte[] LDAP_REQUEST =
            HexFormat.of()
                    .parseHex("301d02010177188016312e332e362e312e342e312e313436362e3230303337");

    /// Length 8 and the request code 80877103 (PostgreSQL protocol, SSLRequest).
    private static final byte[] POSTGRES_REQUEST = HexFormat.of().parseHex("0000000804d2162f");

    private Starttls() {}

    /// RFC 3207.
    static void smtp(Conversation conversation) throws IOException, Malformed {
        numbered(conversation, "220", "SMTP");
        say(conversation, "EHLO muster.invalid\r\n");
        numbered(conversation, "250", "SMTP");
        say(conversation, "STARTTLS\r\n");
        numbered(conversation, "220", "SMTP");
    }

    /// RFC 4217.
    static void ftp(Conversation conversation) throws IOException, Malformed {
        numbered(conversation, "220", "FTP");
        say(conversation, "AUTH TLS\r\n");
        numbered(conversation, "234", "FTP");
    }

    /// RFC 9051, 6.2.1.
    static void imap(Conversation conversation) throws IOException, Malformed {
        until(conversation, "* OK", "* ", "IMAP");
        say(conversation, "a1 STARTTLS\r\n");
        until(conversation, "a1 OK", "* ", "IMAP");
    }

    /// RFC 2595, 4.
    static void pop3(Conversation conversation) throws IOException, Malformed {
        until(conversation, "+OK", "+OK", "POP3");
        say(conversation, "STLS\r\n");
        until(conversation, "+OK", "+OK", "POP3");
    }

    static void ldap(Conversation conversation) throws IOException, Malformed {
        conversation.send(LDAP_REQUEST);
        if (conversation.read() != 0x30) {
            throw new Malformed("this is not LDAP: the answer is no LDAP message");
        }
        int length = conversation.read();
        if (length >= 0x80) {
            int octets = length & 0x7f;
            length = 0;
            for (int i = 0; i < octets && length <= LINE_MAX; i++) {
                length = (length << 8) | conversation.read();
            }
        }
        if (length < 0 || length > LINE_MAX) {
            throw new Malformed("the LDAP server's answer is too long");
        }
        String answer = HexFormat.of().formatHex(conversation.read(length));
        // ExtendedResponse [APPLICATION 24] whose resultCode is success; its length may be written
        // in one or five octets.
        if (!answer.matches("020101(78[0-7].|7884........)0a0100.*")) {
            throw new Malformed("the LDAP server does not offer StartTLS");
        }
    }

    /// RFC 6120, 5.4.2.
    static void xmpp(Conversation conversation, String host) throws IOException, Malformed {
        say(
                conversation,
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='"
                        + host
                        + "' version='1.0'>");
        tag(conversation, "</stream:features>");
        say(conversation, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        tag(conversation, "<proceed");
    }

    static void postgres(Conversation conversation) throws IOException, Malformed {
        conversation.send(POSTGRES_REQUEST);
        int answer = conversation.read();
        if (answer == 'N') {
            throw new Malformed("the PostgreSQL server does not offer TLS");
        }
        if (answer != 'S') {
            throw new Malformed("this is not PostgreSQL");
        }
    }

    /// MySQL client/server protocol: the greeting, then SSLRequest with the capabilities
    /// PROTOCOL_41, SSL and SECURE_CONNECTION.
    static void mysql(Conversation conversation) throws IOException, Malformed {
        byte[] header = conversation.read(4);
        int length = (header[0] & 0xff) | ((header[1] & 0xff) << 8) | ((header[2] & 0xff) << 16);
        if (length < 1 || length > LINE_MAX) {
            throw new Malformed("this is not MySQL: its greeting has " + length + " bytes");
        }
        byte[] greeting = conversation.read(length);
        if (greeting[0] != 10) {
            throw new Malformed("this is not MySQL, or it refuses this client before TLS");
        }
        int capabilities = afterText(greeting) + 4 + 8 + 1;
        boolean offered =
                capabilities + 1 < greeting.length && (greeting[capabilities + 1] & 0x08) != 0;
        if (!offered) {
            throw new Malformed("the MySQL server does not offer TLS");
        }
        conversation.send(
                HexFormat.of().parseHex("20000001008a000000000001" + "21" + "00".repeat(23)));
    }

    private static int afterText(byte[] greeting) {
        int i = 1;
        while (i < greeting.length && greeting[i] != 0) {
            i++;
        }
        return i + 1;
    }

    private static void say(Conversation conversation, String line) throws IOException {
        conversation.send(line.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads a reply of several lines, each with the code in front and `-` behind it but in the
    /// last.
    private static void numbered(Conversation conversation, String code, String protocol)
            throws IOException, Malformed {
        for (int i = 0; i < LINES_MAX; i++) {
            String line = line(conversation);
            if (line.startsWith(code + " ") || line.equals(code)) {
                return;
            }
            if (!line.startsWith(code + "-") && !line.startsWith(" ")) {
                throw refusal(protocol, code, line);
            }
        }
        throw new Malformed("the " + protocol + " server's answer does not end");
    }

    /// Reads lines until one starts with `wanted`; the others must start with `meanwhile`.
    private static void until(
            Conversation conversation, String wanted, String meanwhile, String protocol)
            throws IOException, Malformed {
        for (int i = 0; i < LINES_MAX; i++) {
            String line = line(conversation);
            if (line.startsWith(wanted)) {
                return;
            }
            if (!line.startsWith(meanwhile)) {
                throw refusal(protocol, wanted, line);
            }
        }
        throw new Malformed("the " + protocol + " server's answer does not end");
    }

    private static Malformed refusal(String protocol, String expected, String line) {
        String code =
                line.length() >= 3 && line.substring(0, 3).matches("[0-9]{3}")
                        ? line.substring(0, 3)
                        : "";
        return new Malformed(
                code.isEmpty()
                        ? "this is not " + protocol + ", or it does not offer TLS"
                        : "the "
                                + protocol
                                + " server answered "
                                + code
                                + " where "
                                + expected
                                + " was expected");
    }

    private static String line(Conversation conversation) throws IOException, Malformed {
        StringBuilder line = new StringBuilder();
        int octet = conversation.read();
        while (octet != '\n') {
            if (line.length() == LINE_MAX) {
                throw new Malformed(
                        "the server's answer has a line of more than " + LINE_MAX + " bytes");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
            octet = conversation.read();
        }
        return line.toString();
    }

    private static void tag(Conversation conversation, String wanted)
            throws IOException, Malformed {
        StringBuilder text = new StringBuilder();
        while (text.length() < LINE_MAX * 2) {
            char octet = (char) conversation.read();
            text.append(octet);
            if (octet == '>' && text.indexOf(wanted) >= 0) {
                return;
            }
            if (octet == '>' && (text.indexOf("<failure") >= 0 || text.indexOf("</stream:") >= 0)) {
                throw new Malformed("the XMPP server does not offer TLS");
            }
        }
        throw new Malformed("the XMPP server's answer does not end");
    }
}
