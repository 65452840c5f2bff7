package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Meter;
import io.muster.discovery.Observation.Referenced;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.discovery.SourceContract;
import io.muster.discovery.files.FileTree;
import io.muster.testing.NoEgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings of one service in several files of one tree.
class ServiceSettingsTest {
    @TempDir private Path folder;
    private Path etc = Path.of("/");

    @BeforeEach
    void atEtc() throws Exception {
        etc = Files.createDirectories(folder.toRealPath().resolve("etc"));
    }

    private void file(String name, String text) throws Exception {
        Path file = etc.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// `purpose file server,names`, without the folder of the test.
    private List<String> used() throws InterruptedException {
        var clock = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
        var reader = new Recogniser(Settings.withoutSecrets(), clock);
        Source source = new ServiceSettings(FileTree.of(List.of(etc)), etc);
        return SourceContract.observe(
                        source, new Outside("h", clock, reader, new NoEgress(), new Meter()))
                .stream()
                .filter(Referenced.class::isInstance)
                .map(Referenced.class::cast)
                .map(it ->
                        "%s %s %s"
                                .formatted(
                                        it.facts().text("purpose").orElse(""),
                                        it.file().text().replace("file://h" + etc + "/", ""),
                                        String.join(",", it.facts().list("serverName"))))
                .toList();
    }

    @Test
    void aFileThatServersOfNginxIncludeBelongsToEachOfThem() throws Exception {
        file("nginx/nginx.conf", "http { include sites-enabled/*; include loop.conf; }");
        file(
                "nginx/sites-enabled/pay",
                "server { server_name pay.example.com; include tls/*.conf; }");
        file(
                "nginx/sites-enabled/web",
                "server { server_name web.example.com; include tls/a.conf; }");
        file("nginx/tls/a.conf", "include tls/deep/key;\nssl_certificate a.pem;");
        file("nginx/tls/deep/key", "ssl_certificate_key a.key;");
        file("nginx/loop.conf", "include loop.conf; ssl_certificate alone.pem;");

        assertThat(used())
                .containsExactlyInAnyOrder(
                        "certificate nginx/a.pem pay.example.com",
                        "certificate nginx/a.pem web.example.com",
                        "private-key nginx/a.key pay.example.com",
                        "private-key nginx/a.key web.example.com",
                        "certificate nginx/alone.pem ");
    }

    @Test
    void aFileThatAVirtualHostOfApacheIncludesBelongsToIt() throws Exception {
        file(
                "apache2/sites-enabled/a.conf",
                """
                <VirtualHost *:443>
                ServerName a.example.com
                IncludeOptional tls/?.conf
                </VirtualHost>
                """);
        file("apache2/tls/a.conf", "SSLCertificateFile tls/a.pem\n");

        assertThat(used()).containsExactly("certificate apache2/tls/a.pem a.example.com");
    }

    @Test
    void aListOfHaproxyStandsForItsEntriesAndAFolderForItsFiles() throws Exception {
        file(
                "haproxy/haproxy.cfg",
                "\nfrontend web\n bind :443 ssl crt-list "
                        + etc
                        + "/haproxy/list.txt crt "
                        + etc
                        + "/haproxy/certs\n bind :444 ssl crt /nowhere/certs\n");
        file(
                "haproxy/list.txt",
                """
                # ours
                one.pem [alpn h2 ocsp-update on] one.example.com !no.example.com
                /srv/two.pem
                """);
        file("haproxy/certs/three.pem", "x");
        file("haproxy/certs/three.pem.key", "x");

        assertThat(used())
                .containsExactlyInAnyOrder(
                        "certificate haproxy/one.pem one.example.com",
                        "certificate file://h/srv/two.pem ",
                        "certificate haproxy/certs/three.pem ",
                        "private-key haproxy/certs/three.pem.key ",
                        "certificate file://h/nowhere/certs ");
    }

    @Test
    void aListOrFolderOutsideTheTreeIsNotOpened() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.pem"), "x");
        Files.createSymbolicLink(etc.resolve("link"), outside);
        file(
                "haproxy.cfg",
                "\nfrontend web\n bind :443 ssl crt %s crt %s\n"
                        .formatted(outside.toRealPath(), etc.resolve("link")));

        assertThat(used())
                .hasSize(2)
                .containsOnly("certificate file://h" + outside.toRealPath() + " ");
    }
}
