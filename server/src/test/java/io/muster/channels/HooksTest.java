package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Channel.Undelivered;
import io.muster.egress.Network;
import io.muster.testing.OtherSide;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Webhooks, chats and pagers, to a web server that somebody else wrote.
class HooksTest extends OtherSides {
    @Test
    void opensslFindsTheSignatureOfAWebhookRight() throws Exception {
        Path secret = secret("It is a secret.");
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            webhook("http://127.0.0.1:" + server.port + "/200/hook?a=b", secret)
                    .send(notice("", "pay.example"));
        }
        String head = Files.readString(box.resolve("0.head"));
        assertThat(head)
                .startsWith("/200/hook?a=b\n")
                .contains("Muster-Message: m1\n")
                .contains("Muster-Timestamp: 1795341600\n");
        Path signed = folder.resolve("signed");
        Files.write(signed, "1795341600.".getBytes(StandardCharsets.US_ASCII));
        Files.write(signed, Files.readAllBytes(box.resolve("0.body")), StandardOpenOption.APPEND);
        String digest =
                OtherSide.run(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-hmac",
                        "It is a secret.",
                        signed.toString());
        assertThat(head)
                .contains("Muster-Signature: v1=" + digest.strip().replaceFirst(".*= ", "") + "\n");
        JsonNode body = body(0);
        assertThat(body.path("id").asString()).isEqualTo("m1");
        assertThat(body.path("alerts").get(0).path("title").asString()).isEqualTo("pay.example");
    }

    @ParameterizedTest
    @CsvSource({"302, a redirection", "403, answered 403", "500, answered 500"})
    void anAnswerThatIsNotYesIsNoAndNobodyIsFollowed(int status, String message) throws Exception {
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            String url = "http://127.0.0.1:" + server.port + "/" + status + "/T0KEN";
            assertThatThrownBy(() -> webhook(url, secret("s")).send(notice("", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("T0KEN");
            assertThat(box.toFile().list()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429/60, PT1M, PT1M",
        "503/date, PT9M58S, PT10M2S",
        "429/soon, PT0S, PT0S",
        "429/-5, PT0S, PT0S",
        "429/99999999999999999999, PT0S, PT0S",
        "403/60, PT0S, PT0S"
    })
    void whenToComeBackIsHeardFromWhoIsBusy(String path, Duration from, Duration until)
            throws Exception {
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            String url = "http://127.0.0.1:" + server.port + "/" + path;
            assertThatThrownBy(() -> webhook(url, secret("s")).send(notice("", "x")))
                    .isInstanceOfSatisfying(
                            Undelivered.class, it -> assertThat(it.asked()).isBetween(from, until));
        }
    }

    @Test
    void overTlsTheOtherSideMustBeVouchedFor() throws Exception {
        try (OtherSide server =
                OtherSide.python(
                        folder, "hook.py", box.toString(), pem().toString(), key().toString())) {
            HttpPost.Address there =
                    HttpPost.Address.of("https://localhost:" + server.port + "/200");
            HttpPost unknown = new HttpPost(REACH, new Trust(Optional.empty()));
            assertThatThrownBy(() -> unknown.send(there, Map.of(), new byte[] {1}))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.1.1", "127.0.0.1", "100.64.1.1", "fd00::1", "::1"})
    void aNameOnTheWebThatLeadsInsideIsNotFollowed(String inside) throws Exception {
        InetAddress address = Network.literal(inside).orElseThrow();
        Reach reach = new Reach(_ -> List.of(address), System::nanoTime);
        HttpPost post = new HttpPost(reach, new Trust(Optional.empty()));
        assertThatThrownBy(() ->
                        post.send(
                                HttpPost.Address.of("https://hooks.example.com/x"),
                                Map.of(),
                                new byte[0]))
                .isInstanceOf(Undelivered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://[fe80::1]/",
                "http://0.0.0.0/",
                "http://[::ffff:169.254.169.254]/"
            })
    void metadataServicesAreNeverAsked(String url) throws Exception {
        assertThatThrownBy(() -> webhook(url, secret("s")).send(notice("", "x")))
                .isInstanceOf(Undelivered.class)
                .hasMessageContaining("never contacted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a/b", "file:///etc/passwd", "https://", "https://u:p@host/", "x"})
    void whatIsNoAddressOfTheWebIsRefusedUnrepeated(String url) {
        assertThatThrownBy(() -> HttpPost.Address.of(url))
                .isInstanceOf(Undelivered.class)
                .hasMessage("the channel's address is not https://HOST/…");
    }

    @Test
    void aSecretThatEverybodyCanReadIsNotUsed() throws Exception {
        Path secret = secret("s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new SecretFile(secret).read())
                .isInstanceOf(Undelivered.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void chatsTakePlainTextInWhichANameCallsNobody() throws Exception {
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            Hook hook = hook("http://127.0.0.1:" + server.port + "/200");
            new SlackChannel("slack", hook).send(notice("", "<!channel> & [x](http://evil)"));
            new TeamsChannel("teams", hook).send(notice("", "<at>x</at> [x](http://evil)"));
        }
        assertThat(body(0).path("text").asString())
                .contains("&lt;!channel&gt; &amp; [x]")
                .doesNotContain("<!channel>");
        JsonNode card = body(1).path("attachments").get(0).path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").get(0).path("text").asString())
                .contains("\\[x\\](http://evil)");
    }

    @Test
    void aPagerGetsAnEventForEachAlertAndOneForAStorm() throws Exception {
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            PagerDutyChannel channel =
                    new PagerDutyChannel(
                            "pager",
                            hook("http://127.0.0.1:" + server.port + "/202"),
                            new SecretFile(secret("routing")),
                            "host-1");
            channel.send(notice("", "a", "b"));
            channel.send(
                    notice(
                            "",
                            IntStream.range(0, 11)
                                    .mapToObj(it -> "n" + it)
                                    .toArray(String[]::new)));
        }
        assertThat(box.toFile().list()).hasSize(6);
        assertThat(body(0).path("dedup_key").asString()).isEqualTo(alert("a").id());
        assertThat(body(0).path("routing_key").asString()).isEqualTo("routing");
        assertThat(body(0).path("payload").path("severity").asString()).isEqualTo("error");
        assertThat(body(2).path("dedup_key").asString()).isEqualTo("m1");
        assertThat(body(2).path("payload").path("summary").asString()).contains("10 more");
    }
}
