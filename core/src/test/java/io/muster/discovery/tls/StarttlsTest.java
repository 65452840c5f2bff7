package io.muster.discovery.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.egress.NetworkTargets;
import io.muster.model.Bytes;
import io.muster.testing.Looking;
import io.muster.testing.ScriptedServer;
import io.muster.testing.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each plain-text beginning, with a server that insists on it and then speaks TLS.
class StarttlsTest {
    private static ServerCertificate certificate;
    private static SSLContext context;

    @BeforeAll
    static void certificate() throws Exception {
        certificate = ServerCertificate.of("EC", "localhost");
        context = certificate.context();
    }

    /// What the server says (`>`) and what it must hear (`<`), in order; `|` ends a step, `~`
    /// stands for a line's end, `0x` for octets.
    @ParameterizedTest
    @CsvSource({
        "smtp,>220-mail~220 ready~|<EHLO muster.invalid~|>250-mail~250-SIZE~250 STARTTLS~|"
                + "<STARTTLS~|>220 go~",
        "ftp,>220 ready~|<AUTH TLS~|>234 go~",
        "imap,>* OK ready~|<a1 STARTTLS~|>* CAPABILITY IMAP4~a1 OK go~",
        "pop3,>+OK ready~|<STLS~|>+OK go~",
        "ldap,<0x301d02010177188016312e332e362e312e342e312e313436362e3230303337|"
                + ">0x300c02010178070a010004000400",
        "postgres,<0x0000000804d2162f|>S",
        "mysql,>0x4a0000000a382e302e3336000b0000001122334455667788"
                + "00ffffff0200ffdf15000000000000000000001122334455667788990011220063616368696e675f"
                + "736861325f70617373776f726400|<0x20000001008a000000000001"
                + "210000000000000000000000000000000000000000000000"
    })
    void aServerThatInsistsIsAskedInItsOwnTongue(String scheme, String dialogue) throws Exception {
        Looking looking = look(scheme, dialogue);
        assertThat(looking.unreadable()).isEmpty();
        assertThat(looking.sighted().getFirst().sighting().facts().text("starttls"))
                .contains(scheme);
        assertThat(looking.sighted().getFirst().credential().fingerprint().digest().toHex())
                .isEqualTo(Bytes.of(certificate.certificate().getEncoded()).sha256().toHex());
    }

    @Test
    void xmppIsAskedForTheHostByName() throws Exception {
        String features = "<stream:stream><stream:features><starttls/></stream:features>";
        String stream =
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                        + " to='localhost' version='1.0'>";
        String dialogue =
                "<"
                        + stream
                        + "|>"
                        + features
                        + "|<<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
                        + "|><proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
        assertThat(look("xmpp", dialogue).sighted()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp,>220 ready~|<EHLO muster.invalid~|>250 mail~|<STARTTLS~|>502 no~,answered 502",
        "smtp,>* OK imap here~,not SMTP",
        "imap,>* OK ready~|<a1 STARTTLS~|>a1 NO~,does not offer TLS",
        "postgres,<0x0000000804d2162f|>N,does not offer TLS",
        "ldap,>0x300c020101780" + "70a013504000400,does not offer StartTLS",
        "mysql,>0x05000000ff10040000,not MySQL",
        "pop3,>-ERR busy~,not POP3"
    })
    void aServerThatDeclinesIsALine(String scheme, String dialogue, String reason)
            throws Exception {
        assertThat(look(scheme, dialogue).onlyReason()).contains(reason);
    }

    private static Looking look(String scheme, String dialogue) throws Exception {
        try (var server = new ScriptedServer((socket, _) -> speak(socket, dialogue))) {
            String target = scheme + "://localhost:" + server.port();
            NetworkTargets targets = NetworkTargets.parse(List.of(target), "tls");
            Looking looking =
                    Looking.with(new TlsEndpoints(targets, List.of(), Depth.CERTIFICATE), targets);
            return new Looking(
                    looking.sighted(),
                    looking.unreadable().stream()
                            .filter(it -> !it.reason().contains("nothing listens"))
                            .toList());
        }
    }

    private static void speak(Socket socket, String dialogue) throws IOException {
        for (String step : dialogue.split("\\|", -1)) {
            byte[] octets = octets(step.substring(1));
            if (step.startsWith(">")) {
                socket.getOutputStream().write(octets);
            } else {
                expect(socket.getInputStream(), octets);
            }
        }
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 1, false);
        tls.setUseClientMode(false);
        tls.startHandshake();
    }

    private static byte[] octets(String text) {
        return text.startsWith("0x")
                ? HexFormat.of().parseHex(text.substring(2))
                : text.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void expect(InputStream in, byte[] octets) throws IOException {
        byte[] heard = in.readNBytes(octets.length);
        if (!Arrays.equals(heard, octets)) {
            throw new IOException("the client said something else");
        }
    }
}
