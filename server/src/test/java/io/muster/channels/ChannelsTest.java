package io.muster.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Channel;
import io.muster.alerts.Channel.Notice;
import io.muster.alerts.Channel.Undelivered;
import io.muster.alerts.Wording;
import io.muster.channels.SmtpChannel.Owners;
import io.muster.channels.SmtpChannel.Security;
import io.muster.egress.Resolver;
import io.muster.model.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each channel against a server that somebody else wrote.
class ChannelsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Reach REACH = new Reach(Resolver.ofSystem(), System::nanoTime);

    @TempDir static Path shared;

    @TempDir Path folder;

    private Path box;

    @BeforeAll
    static void certificate() throws Exception {
        OtherSide.run(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", key().toString(), "-out",
                pem().toString());
    }

    @BeforeEach
    void box() throws IOException {
        box = Files.createDirectory(folder.resolve("box"));
    }

    private static Path pem() {
        return shared.resolve("certificate.pem");
    }

    private static Path key() {
        return shared.resolve("key.pem");
    }

    @ParameterizedTest
    @EnumSource
    void aMailServerTakesItOverTlsWithAPasswordAndInTheClearWithout(Security security)
            throws Exception {
        try (OtherSide server = mail(security)) {
            mailTo(server, security, trusted(), "sesame").send(notice("pay@example.com", "pay.example"));
            assertThat(received(0))
                    .contains("To-Envelope: pay@example.com")
                    .contains("Message-ID: <m1@example.com>")
                    .contains("From: muster@example.com")
                    .contains("To: pay@example.com")
                    .contains("Subject: [Muster] high: pay.example ends soon")
                    .contains("Auto-Submitted: auto-generated")
                    .contains("Date: Sun, 22 Nov 2026")
                    .contains("What to do: Renew it.");
        }
    }

    @Test
    void aNameFromACertificateMakesNoHeaderAndNoSecondReceiver() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            mailTo(server, Security.NONE, trusted(), "")
                    .send(notice("pay@example.com", "pay\r\nBcc: all@example.com\r\n\r\nHello"));
            assertThat(received(0)).contains("To-Envelope: pay@example.com\n");
            assertThat(received(0).replace("\r", "").split("\n\n", 2)[0]).doesNotContain("\nBcc:");
        }
    }

    @Test
    void aMailServerThatRefusesIsQuoted() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            assertThatThrownBy(() -> mailTo(server, Security.NONE, trusted(), "").send(notice("nobody@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("550 no such user");
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws Exception {
        try (OtherSide server = mail(Security.STARTTLS)) {
            assertThatThrownBy(() ->
                            mailTo(server, Security.STARTTLS, trusted(), "hunter2")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("535")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aMailServerThatNobodyVouchesForGetsNothing(Security security) throws Exception {
        try (OtherSide server = mail(security)) {
            assertThatThrownBy(() ->
                            mailTo(server, security, new Trust(Optional.empty()), "sesame")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aMailServerWithAnotherNameInItsCertificateGetsNothing(Security security)
            throws Exception {
        try (OtherSide server = mail(security)) {
            SmtpChannel channel = mailTo("127.0.0.1", server.port, security, trusted(), "sesame");
            assertThatThrownBy(() -> channel.send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @Test
    void whereStarttlsIsNotOfferedNothingIsSent() throws Exception {
        try (OtherSide server = mail(Security.NONE)) {
            assertThatThrownBy(() ->
                            mailTo(server, Security.STARTTLS, trusted(), "sesame")
                                    .send(notice("a@example.com", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining("STARTTLS");
        }
    }

    @Test
    void ownersHearOfTheirsAndTheFallbackOfTheRest() throws Exception {
        SmtpChannel channel = mailTo("mail", 25, Security.NONE, trusted(), "");
        assertThat(channel.receivers(List.of("pay@example.com", "#payments")))
                .containsExactly("all@example.com", "pay@example.com");
        assertThat(channel.receivers(List.of("#payments")))
                .containsExactly("all@example.com", "security@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#payments", "a@b\r\nBcc: c@d", "a@b, c@d", "Anna <a@b.example>", "a@", "@b", "a b@c",
                "a@b@c", "group: a@b;", "\"a\"@b", ""
            })
    void whatIsNotOneMailAddressIsNone(String text) {
        assertThat(SmtpChannel.address(text)).isEmpty();
    }

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
        Files.write(
                signed,
                Files.readAllBytes(box.resolve("0.body")),
                java.nio.file.StandardOpenOption.APPEND);
        String digest =
                OtherSide.run(
                        "openssl", "dgst", "-sha256", "-hmac", "It is a secret.", signed.toString());
        assertThat(head)
                .contains("Muster-Signature: v1=" + digest.strip().replaceFirst(".*= ", "") + "\n");
        JsonNode body = body(0);
        assertThat(body.path("id").asString()).isEqualTo("m1");
        assertThat(body.path("alerts").get(0).path("title").asString()).isEqualTo("pay.example");
    }

    @ParameterizedTest
    @CsvSource({"302, a redirection", "403, answered 403", "500, answered 500"})
    void anAnswerThatIsNotYesIsNoAndNobodyIsFollowed(int status, String message)
            throws Exception {
        try (OtherSide server = OtherSide.python(folder, "hook.py", box.toString())) {
            String url = "http://127.0.0.1:" + server.port + "/" + status + "/T0KEN";
            assertThatThrownBy(() -> webhook(url, secret("s")).send(notice("", "x")))
                    .isInstanceOf(Undelivered.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("T0KEN");
            assertThat(box.toFile().list()).hasSize(2);
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
            assertThatThrownBy(() -> unknown.send(there, java.util.Map.of(), new byte[] {1}))
                    .isInstanceOf(Undelivered.class);
            assertThat(box).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.1.1", "127.0.0.1", "100.64.1.1", "fd00::1", "::1"})
    void aNameOnTheWebThatLeadsInsideIsNotFollowed(String inside) throws Exception {
        InetAddress address = InetAddress.getByName(inside);
        Reach reach = new Reach(_ -> List.of(address), System::nanoTime);
        HttpPost post = new HttpPost(reach, new Trust(Optional.empty()));
        assertThatThrownBy(() ->
                        post.send(
                                HttpPost.Address.of("https://hooks.example.com/x"),
                                java.util.Map.of(),
                                new byte[0]))
                .isInstanceOf(Undelivered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest", "http://[fe80::1]/", "http://0.0.0.0/",
                "http://[::ffff:169.254.169.254]/"
            })
    void metadataServicesAreNeverAsked(String url) throws Exception {
        assertThatThrownBy(() -> webhook(url, secret("s")).send(notice("", "x")))
                .isInstanceOf(Undelivered.class)
                .hasMessageContaining("never contacted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/b", "file:///etc/passwd", "https://", "https://u:p@host/", "x"})
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
            channel.send(notice("", IntStream.range(0, 11).mapToObj(it -> "n" + it).toArray(String[]::new)));
        }
        assertThat(box.toFile().list()).hasSize(6);
        assertThat(body(0).path("dedup_key").asString()).isEqualTo(alert("a").id());
        assertThat(body(0).path("routing_key").asString()).isEqualTo("routing");
        assertThat(body(0).path("payload").path("severity").asString()).isEqualTo("error");
        assertThat(body(2).path("dedup_key").asString()).isEqualTo("m1");
        assertThat(body(2).path("payload").path("summary").asString()).contains("10 more");
    }

    @Test
    void rsyslogReadsTheLinesOverTcpAndUdp() throws Exception {
        int port = OtherSide.freePort();
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
                    .contains("CEF:0|Muster|Muster|1|expiry|pay\\|x=y\\\\ z ends soon|8|rt=1795341600000 ")
                    .contains("cs1=pay|x\\=y\\\\ z ");
            assertThat(lines.get(2)).contains("udp ends soon");
        }
    }

    @Test
    void overTlsTheLinesArriveWithTheirLength() throws Exception {
        int port = OtherSide.freePort();
        Path out = folder.resolve("out");
        try (OtherSide server =
                OtherSide.listening(
                        port, out, "/usr/bin/openssl", "s_server", "-quiet", "-naccept", "1", "-accept",
                        "127.0.0.1:" + port, "-cert", pem().toString(), "-key", key().toString())) {
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

    private static boolean taken(Channel channel, Notice notice) {
        try {
            channel.send(notice);
            return true;
        } catch (Undelivered _) {
            return false;
        }
    }

    private OtherSide mail(Security security) throws IOException {
        return OtherSide.python(
                folder,
                "mail.py",
                box.toString(),
                security.name().toLowerCase(java.util.Locale.ROOT),
                pem().toString(),
                key().toString());
    }

    private SmtpChannel mailTo(OtherSide server, Security security, Trust trust, String password)
            throws IOException {
        return mailTo("localhost", server.port, security, trust, password);
    }

    private SmtpChannel mailTo(
            String host, int port, Security security, Trust trust, String password)
            throws IOException {
        return new SmtpChannel(
                "mail",
                new SmtpChannel.Server(
                        host,
                        port,
                        security,
                        password.isEmpty() || security == Security.NONE
                                ? Optional.empty()
                                : Optional.of(
                                        new SmtpChannel.Login(
                                                "muster", new SecretFile(secret(password))))),
                "muster@example.com",
                new SmtpChannel.Receivers(
                        Set.of("all@example.com"), Set.of("security@example.com"), Owners.TOLD),
                trust,
                REACH);
    }

    private static Trust trusted() {
        return new Trust(Optional.of(pem()));
    }

    private WebhookChannel webhook(String url, Path secret) {
        return new WebhookChannel("hook", hook(url), new SecretFile(secret), () -> NOW);
    }

    private static Hook hook(String url) {
        return new Hook(
                Optional.of(url),
                Optional.empty(),
                new HttpPost(REACH, new Trust(Optional.empty())));
    }

    private static SyslogChannel syslog(int port, SyslogChannel.Security security) {
        return syslog("127.0.0.1", port, security);
    }

    private static SyslogChannel syslog(
            String host, int port, SyslogChannel.Security security) {
        return new SyslogChannel("syslog", host, port, security, trusted(), REACH, "host-1");
    }

    private Path secret(String text) throws IOException {
        Path file = folder.resolve("secret-" + text.length());
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private String received(int n) throws IOException {
        return Files.readString(box.resolve(n + ".eml"));
    }

    private JsonNode body(int n) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(box.resolve(n + ".body")));
    }

    private static Notice notice(String receiver, String... titles) {
        List<Alert> alerts = java.util.Arrays.stream(titles).map(ChannelsTest::alert).toList();
        return new Notice("m1", receiver, NOW, Wording.usual("").of(alerts), alerts);
    }

    private static Alert alert(String title) {
        return new Alert(
                AlertKind.EXPIRY,
                Severity.HIGH,
                new About(About.Kind.CREDENTIAL, title, title),
                "7d",
                title + " ends soon",
                "Renew it.",
                List.of("tls://pay:443"),
                1,
                Optional.empty(),
                0,
                NOW);
    }
}
