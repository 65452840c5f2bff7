package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Follower;
import io.muster.egress.Resolver;
import io.muster.testing.ChildServer;
import io.muster.testing.OtherSide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Decisions, told to rsyslog and to a web server.
class FollowersTest extends OtherSides {
    @Test
    void rsyslogReadsDecisionsAndLacksNoneWhenItWasAway() throws Exception {
        int port = ChildServer.freePort();
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

    @Test
    void aWebhookIsToldEachDecisionOnceByNumberAndWhatItRefusedAgain() throws Exception {
        Path secret = secret("It is a secret.");
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            String base = "http://127.0.0.1:" + server.port;
            assertThat(took(new WebhookFollower(webhook(base + "/503/siem", secret)), entry(6)))
                    .isFalse();
            WebhookFollower siem = new WebhookFollower(webhook(base + "/200/siem", secret));
            assertThat(took(siem, entry(6), entry(7))).isTrue();
        }
        assertThat(body(0).path("id").asString()).isEqualTo("audit-6-6");
        assertThat(Files.readString(box.resolve("1.head")))
                .contains("Muster-Message: audit-6-7\n")
                .contains("Muster-Signature: v1=");
        assertThat(body(1).path("audit"))
                .extracting(it -> it.path("index").asLong())
                .containsExactly(6L, 7L);
        assertThat(body(1).at("/audit/0/detail/after").asString()).isEqualTo("pay\nroll");
    }

    @Test
    void anEventCollectorIsToldEachDecisionAsAnEventOfItsOwn() throws Exception {
        Path token = secret("b5f7a1d0-1f6c-4c1e-9a57-0a8a2f7f6f10");
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            String base = "http://127.0.0.1:" + server.port;
            assertThat(took(hec(base + "/403/services/collector/event", token), entry(6)))
                    .isFalse();
            assertThat(took(hec(base + "/200/services/collector/event", token), entry(6), entry(7)))
                    .isTrue();
            assertThat(took(hec(base + "/200/x", secret("two words")), entry(8))).isFalse();
        }
        assertThat(Files.readString(box.resolve("1.head")))
                .contains("Authorization: Splunk b5f7a1d0-1f6c-4c1e-9a57-0a8a2f7f6f10\n");
        List<String> events = Files.readAllLines(box.resolve("1.body"));
        assertThat(events).hasSize(2);
        JsonNode event = JsonMapper.shared().readTree(events.get(1));
        assertThat(event.path("time").asDouble()).isEqualTo(NOW.toEpochMilli() / 1000.0);
        assertThat(event.path("sourcetype").asString()).isEqualTo("muster:audit");
        assertThat(event.at("/event/index").asLong()).isEqualTo(7);
        assertThat(event.at("/event/detail/after").asString()).isEqualTo("pay\nroll");
    }

    private static HecFollower hec(String url, Path token) {
        return new HecFollower(
                new HecChannel(
                        "siem",
                        new Hook(
                                Optional.of(url),
                                Optional.empty(),
                                new HttpPost(
                                        new Reach(Resolver.ofSystem(), System::nanoTime),
                                        new Trust(Optional.empty()))),
                        new SecretFile(token),
                        "host-1"));
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
