package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Decisions, told to rsyslog.
class FollowersTest extends OtherSides {
    @Test
    void rsyslogReadsDecisionsAndLacksNoneWhenItWasAway() throws Exception {
        int port = OtherSide.freePort();
        Path log = folder.resolve("log");
        Path configuration = folder.resolve("rsyslog.conf");
        Files.writeString(
                configuration,
                """
                global(workDirectory="%1$s")
                module(load="imtcp")
                input(type="imtcp" address="127.0.0.1" port="%2$d")
                template(name="parsed" type="string" string="%%pri-text%%~%%app-name%%~%%msgid%%~%%msg%%\\n")
                action(type="omfile" file="%3$s" template="parsed" asyncWriting="off" flushOnTXEnd="on")
                """
                        .formatted(folder, port, log));
        SyslogFollower siem = new SyslogFollower(syslog(port, SyslogChannel.Security.NONE));
        assertThat(took(siem, entry(0))).as("nobody listens yet").isFalse();
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
            while (!took(siem, entry(0), entry(1))) {
                assertThat(server.runs()).as(Files.readString(folder.resolve("out"))).isTrue();
                Thread.onSpinWait();
            }
            List<String> lines = List.of();
            while (lines.size() < 2) {
                Thread.onSpinWait();
                lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            }
            assertThat(lines.getFirst())
                    .startsWith("audit.info~muster~identity.rename~")
                    .contains(
                            "CEF:0|Muster|Muster|1|identity.rename|identity.rename|3|rt=1795341600000"
                                    + " externalId=0 suser=person:an\\=na act=identity.rename")
                    .contains("cs1=identity:3fa9 cs2Label=request cs2=r-1 cs3Label=detail")
                    .endsWith("cs3=after: pay roll");
            assertThat(lines.get(1)).contains("externalId=1 ");
        }
    }

    private static boolean took(Follower follower, Entry... entries) {
        try {
            follower.take(List.of(entries));
            return true;
        } catch (Follower.Untaken _) {
            return false;
        }
    }

    private static Entry entry(long index) {
        return new Entry(
                index,
                Decision.of(
                        NOW,
                        "person:an=na",
                        "r-1",
                        "identity.rename",
                        "identity:3fa9",
                        Map.of("after", "pay\nroll")));
    }
}
