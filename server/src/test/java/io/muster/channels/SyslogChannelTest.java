package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.ChildServer;
import io.muster.testing.OtherSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Log lines, to rsyslog and to openssl.
class SyslogChannelTest extends OtherSides {
    @Test
    void rsyslogReadsTheLinesOverTcpAndUdp() throws Exception {
        int port = ChildServer.freePort();
        Path log = folder.resolve("log");
        Path configuration = folder.resolve("rsyslog.conf");
        Files.writeString(
                configuration,
                """
                global(workDirectory="%1$s")
                module(load="imtcp")
                module(load="imudp")
                input(type="imtcp" address="127.0.0.1" port="%2$d")
                input(type="imudp" address="127.0.0.1" port="%2$d")
                template(name="parsed" type="string"
                  string="%%pri-text%%~%%timereported:::date-rfc3339%%~%%hostname%%~%%app-name%%~%%msgid%%~%%msg%%\\n")
                action(type="omfile" file="%3$s" template="parsed" asyncWriting="off" flushOnTXEnd="on")
                """
                        .formatted(folder, port, log));
        try (OtherSide server =
                OtherSide.listening(
                        port,
                        folder.resolve("out"),
                        "/usr/sbin/rsyslogd",
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("pid").toString())) {
            SyslogChannel tcp = syslog(port, SyslogChannel.Security.NONE);
            while (!taken(tcp, notice("", "pay|x=y\\\nz", "b"))) {
                assertThat(server.runs()).as(Files.readString(folder.resolve("out"))).isTrue();
                Thread.onSpinWait();
            }
            syslog(port, SyslogChannel.Security.UDP).send(notice("", "udp"));
            List<String> lines = List.of();
            while (lines.size() < 3) {
                Thread.onSpinWait();
                lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            }
            assertThat(lines.getFirst())
                    .startsWith("audit.err~2026-11-22T10:00:00Z~host-1~muster~expiry~")
                    .contains(
                            "CEF:0|Muster|Muster|1|expiry|pay\\|x=y\\\\ z ends soon|8|rt=1795341600000 ")
                    .contains("cs1=pay|x\\=y\\\\ z ");
            assertThat(lines.get(2)).contains("udp ends soon");
        }
    }

    /// RFC 5424, 6: at most six digits of a second, printable names with an end.
    @Test
    void aLineKeepsToTheGrammar() {
        SyslogChannel odd =
                new SyslogChannel(
                        "siem",
                        "localhost",
                        6514,
                        SyslogChannel.Security.TLS,
                        trusted(),
                        REACH,
                        "a b\u00fc");
        Instant at = Instant.parse("2026-11-22T10:00:00.123456789Z");
        assertThat(new String(odd.line(6, at, "k d".repeat(20), "x"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "<110>1 2026-11-22T10:00:00.123456Z a?b? muster - "
                                + "k?d".repeat(20).substring(0, 32)
                                + " - x");
    }

    @Test
    void overTlsTheLinesArriveWithTheirLength() throws Exception {
        int port = ChildServer.freePort();
        Path out = folder.resolve("out");
        try (OtherSide server =
                OtherSide.listening(
                        port,
                        out,
                        "/usr/bin/openssl",
                        "s_server",
                        "-quiet",
                        "-naccept",
                        "1",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-cert",
                        pem().toString(),
                        "-key",
                        key().toString())) {
            SyslogChannel tls = syslog("localhost", port, SyslogChannel.Security.TLS);
            while (!taken(tls, notice("", "a"))) {
                assertThat(server.runs()).as(Files.readString(out)).isTrue();
                Thread.onSpinWait();
            }
            byte[] line = tls.line(alert("a"));
            String expected = line.length + " " + new String(line, StandardCharsets.UTF_8);
            String all = "";
            while (!all.contains(expected)) {
                Thread.onSpinWait();
                all = Files.readString(out);
            }
        }
    }
}
