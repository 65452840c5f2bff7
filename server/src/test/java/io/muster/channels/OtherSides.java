package io.muster.channels;

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
import io.muster.testing.OtherSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What tests of channels share: a certificate, a folder for what arrives, and channels to servers.
class OtherSides {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Reach REACH = new Reach(Resolver.ofSystem(), System::nanoTime);

    @TempDir Path folder;

    Path box;

    @BeforeEach
    final void certificate() throws Exception {
        OtherSide.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key().toString(),
                "-out",
                pem().toString());
    }

    @BeforeEach
    final void box() throws IOException {
        box = Files.createDirectory(folder.resolve("box"));
    }

    final Path pem() {
        return folder.resolve("certificate.pem");
    }

    final Path key() {
        return folder.resolve("key.pem");
    }

    static boolean taken(Channel channel, Notice notice) {
        try {
            channel.send(notice);
            return true;
        } catch (Undelivered _) {
            return false;
        }
    }

    final OtherSide mail(Security security) throws IOException {
        return OtherSide.python(
                folder,
                "mail.py",
                box.toString(),
                security.name().toLowerCase(Locale.ROOT),
                pem().toString(),
                key().toString());
    }

    final SmtpChannel mailTo(OtherSide server, Security security, Trust trust, String password)
            throws IOException {
        return mailTo("localhost", server.port, security, trust, password);
    }

    final SmtpChannel mailTo(String host, int port, Security security, Trust trust, String password)
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

    final Trust trusted() {
        return new Trust(Optional.of(pem()));
    }

    final WebhookChannel webhook(String url, Path secret) {
        return new WebhookChannel("hook", hook(url), new SecretFile(secret), () -> NOW);
    }

    static Hook hook(String url) {
        return new Hook(
                Optional.of(url),
                Optional.empty(),
                new HttpPost(REACH, new Trust(Optional.empty())));
    }

    final SyslogChannel syslog(int port, SyslogChannel.Security security) {
        return syslog("127.0.0.1", port, security);
    }

    final SyslogChannel syslog(String host, int port, SyslogChannel.Security security) {
        return new SyslogChannel("syslog", host, port, security, trusted(), REACH, "host-1");
    }

    final Path secret(String text) throws IOException {
        Path file = folder.resolve("secret-" + text.length());
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    final String received(int n) throws IOException {
        return Files.readString(box.resolve(n + ".eml"));
    }

    final JsonNode body(int n) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(box.resolve(n + ".body")));
    }

    static Notice notice(String receiver, String... titles) {
        List<Alert> alerts = Arrays.stream(titles).map(OtherSides::alert).toList();
        return new Notice("m1", receiver, NOW, Wording.usual("").of(alerts), alerts);
    }

    static Alert alert(String title) {
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
