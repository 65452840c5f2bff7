package io.muster.discovery.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation.Referenced;
import io.muster.model.Place;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which service uses which file.
class ConfigurationsTest {

    @Test
    void nginxNamesTheFilesOfEachServer() {
        List<Referenced> found =
                Recognised.text(
                                "/etc/nginx/sites-enabled/pay",
                                """
                                # ssl_certificate /not/this.pem;
                                server {
                                    listen 443 ssl; listen [::]:443 ssl;
                                    server_name pay.example.com "www.pay.example.com";
                                    ssl_certificate /etc/ssl/pay.pem;
                                    ssl_certificate_key ssl/pay.key;
                                    location / { proxy_ssl_certificate /etc/ssl/client.pem; }
                                    ssl_client_certificate $ssl_server_name.pem;
                                }
                                """)
                        .referenced();

        assertThat(found)
                .extracting(it -> it.file().text())
                .containsExactly(
                        "file://web-3/etc/ssl/pay.pem",
                        "file://web-3/etc/nginx/ssl/pay.key",
                        "file://web-3/etc/ssl/client.pem");
        assertThat(found.getFirst().facts().list("serverName"))
                .containsExactly("pay.example.com", "www.pay.example.com");
        assertThat(found.getFirst().facts().list("listen")).containsExactly("443", "[::]:443");
        assertThat(found.get(1).facts().text("purpose")).hasValue("private-key");
        assertThat(found.getFirst().facts().number("line")).hasValue(5L);
    }

    @Test
    void apacheNamesTheFilesOfEachVirtualHost() {
        List<Referenced> found =
                Recognised.text(
                                "/etc/apache2/sites-enabled/a.conf",
                                """
                                Define base /srv/tls
                                <VirtualHost *:443>
                                    ServerName a.example.com
                                    ServerAlias b.example.com
                                    sslcertificatefile ${base}/a.pem
                                    SSLCertificateKeyFile \\
                                        "ssl/a key.pem"
                                </VirtualHost>
                                <VirtualHost *:8443>
                                    ServerName c.example.com
                                    SSLCACertificateFile /etc/ssl/clients.pem
                                </VirtualHost>
                                """)
                        .referenced();

        assertThat(found)
                .extracting(it -> it.file().text())
                .containsExactly(
                        "file://web-3/srv/tls/a.pem",
                        "file://web-3/etc/apache2/ssl/a key.pem",
                        "file://web-3/etc/ssl/clients.pem");
        assertThat(found.getFirst().facts().list("serverName"))
                .containsExactly("a.example.com", "b.example.com");
        assertThat(found.getLast().facts().list("listen")).containsExactly("*:8443");
        assertThat(found.getLast().facts().text("purpose")).hasValue("client-ca");
    }

    @Test
    void haproxyNamesTheFilesOfEachListener() {
        List<Referenced> found =
                Recognised.text(
                                "/etc/haproxy/haproxy.cfg",
                                """
                                global
                                    crt-base /etc/haproxy/certs
                                frontend web
                                    bind :443 ssl crt pay.pem ca-file /etc/ssl/clients.pem
                                backend app
                                    server a 10.0.0.9:443 ssl verify required ca-file @system-ca
                                """)
                        .referenced();

        assertThat(found)
                .extracting(it -> it.file().text() + " " + it.facts().text("purpose").orElse(""))
                .containsExactly(
                        "file://web-3/etc/haproxy/certs/pay.pem certificate",
                        "file://web-3/etc/ssl/clients.pem client-ca");
        assertThat(found.getFirst().facts().list("listen")).containsExactly(":443");
    }

    @Test
    void postgresqlCountsFromItsDataDirectory() {
        List<Referenced> found =
                Recognised.text(
                                "/etc/postgresql/17/main/postgresql.conf",
                                """
                                data_directory = '/var/lib/postgresql/17/main'
                                listen_addresses = '10.0.0.5'   # what IP address
                                port = 5433
                                ssl_cert_file = 'server.crt'
                                #ssl_key_file = '/not/this.key'
                                ssl_key_file='/etc/ssl/private/db.key'
                                """)
                        .referenced();

        assertThat(found)
                .extracting(it -> it.file().text())
                .containsExactly(
                        "file://web-3/var/lib/postgresql/17/main/server.crt",
                        "file://web-3/etc/ssl/private/db.key");
        assertThat(found.getFirst().facts().list("listen")).containsExactly("10.0.0.5:5433");
    }

    @Test
    void sshdNamesItsHostKeys() {
        List<Referenced> found =
                Recognised.text(
                                "/etc/ssh/sshd_config",
                                """
                                Port 2222
                                HostKey /etc/ssh/ssh_host_ed25519_key
                                TrustedUserCAKeys /etc/ssh/ca.pub
                                """)
                        .referenced();

        assertThat(found)
                .extracting(it -> it.facts().text("purpose").orElse(""))
                .containsExactlyInAnyOrder("private-key", "client-ca");
    }

    @Test
    void aPathInAnArchiveStaysInTheArchive() {
        FilePlace place = FilePlace.of(new Place("file://h/i.tar!/etc/nginx/a"));

        assertThat(place.resolve("../ssl/b.pem", place.folder()).orElseThrow().text())
                .isEqualTo("file://h/i.tar!/etc/ssl/b.pem");
    }

    @Test
    void realConfigurationsNameWhatTheirLinesName() throws IOException {
        try (Stream<Path> files = Files.walk(Corpus.path("server-configs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                Recognised found = Recognised.bytes("/etc/" + file.getFileName(), content);
                for (Referenced each : found.referenced()) {
                    String name = each.file().text();
                    String last = name.substring(name.lastIndexOf('/') + 1);
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .contains(last);
                }
            }
        }
    }
}
