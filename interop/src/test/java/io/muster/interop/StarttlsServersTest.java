package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.ChildServer;
import io.muster.testing.Missing;
import io.muster.testing.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The servers that most of the world runs, asked to change to TLS: Exim, Dovecot, vsftpd,
/// OpenLDAP, Prosody, PostgreSQL and MariaDB, each started as root with a configuration of our own.
class StarttlsServersTest {
    private static final Map<String, Integer> PORTS = new TreeMap<>();
    private static final List<ChildServer> SERVERS = new ArrayList<>();

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw Missing.here("not root: mail servers start as root");
        }
        sandbox = Sandbox.in(folder);
        // PostgreSQL refuses to run as root, and has to come to its files.
        for (Path each : List.of(folder, sandbox.root(), sandbox.tree())) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        ServerCertificate.of("RSA", "localhost").write(sandbox.tree(), "server");
        Files.setPosixFilePermissions(
                sandbox.file("server.key"), PosixFilePermissions.fromString("rw-------"));
        for (String scheme :
                List.of("smtp", "imap", "pop3", "ftp", "ldap", "xmpp", "postgres", "mysql")) {
            PORTS.put(scheme, ChildServer.freePort());
        }
        exim();
        dovecot();
        vsftpd();
        slapd();
        prosody();
        postgresql();
        mariadb();
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(ChildServer::close);
    }

    private static int port(String scheme) {
        return PORTS.getOrDefault(scheme, 0);
    }

    private static void server(String scheme, String... command) throws Exception {
        Path log = sandbox.file(scheme + ".out");
        SERVERS.add(new ChildServer(log, port(scheme), List.of(command)));
    }

    /// A configuration in which `FOLDER` stands for the folder of all files, `PORT` for the port.
    private static String configuration(String scheme, String text) throws IOException {
        String filled =
                text.replace("FOLDER", sandbox.tree().toString())
                        .replace("PORT", String.valueOf(port(scheme)));
        // Prosody reads what ends so only; to the others a name is a name.
        return sandbox.write(scheme + ".cfg.lua", filled).toString();
    }

    private static void exim() throws Exception {
        Files.createDirectory(sandbox.file("spool"));
        String configuration =
                configuration(
                        "smtp",
                        """
                        daemon_smtp_ports = PORT
                        local_interfaces = 127.0.0.1
                        primary_hostname = localhost
                        tls_advertise_hosts = *
                        tls_certificate = FOLDER/server.pem
                        tls_privatekey = FOLDER/server.key
                        spool_directory = FOLDER/spool
                        log_file_path = FOLDER/exim-%slog
                        pid_file_path = FOLDER/exim.pid
                        keep_environment =
                        exim_user = root
                        exim_group = root
                        acl_smtp_rcpt = deny
                        """);
        server("smtp", "/usr/sbin/exim4", "-bdf", "-C", configuration);
    }

    /// One server for IMAP and POP3. Version 2.4 gave several settings new names.
    private static void dovecot() throws Exception {
        String program = "/usr/sbin/dovecot";
        boolean renamed =
                Files.isExecutable(Path.of(program))
                        && !sandbox.tool(program, "--version").startsWith("2.3.");
        String names =
                renamed
                        ? """
                        dovecot_config_version = 2.4.0
                        dovecot_storage_version = 2.4.0
                        ssl_server_cert_file = FOLDER/server.pem
                        ssl_server_key_file = FOLDER/server.key
                        passdb static {
                        }
                        """
                        : """
                        ssl_cert = <FOLDER/server.pem
                        ssl_key = <FOLDER/server.key
                        passdb {
                          driver = static
                        }
                        """;
        String configuration =
                configuration(
                        "imap",
                        names
                                + """
                                protocols = imap pop3
                                listen = 127.0.0.1
                                base_dir = FOLDER/dovecot
                                state_dir = FOLDER/dovecot
                                log_path = /dev/stderr
                                ssl = yes
                                """
                                + listeners("imap", port("imap"))
                                + listeners("pop3", port("pop3")));
        server("imap", program, "-F", "-c", configuration);
    }

    private static String listeners(String protocol, int port) {
        return """
        service %1$s-login {
          inet_listener %1$s {
            port = %2$d
          }
          inet_listener %1$ss {
            port = 0
          }
        }
        """
                .formatted(protocol, port);
    }

    private static void vsftpd() throws Exception {
        String configuration =
                configuration(
                        "ftp",
                        """
                        listen=YES
                        listen_address=127.0.0.1
                        listen_port=PORT
                        background=NO
                        local_enable=YES
                        anonymous_enable=NO
                        ssl_enable=YES
                        rsa_cert_file=FOLDER/server.pem
                        rsa_private_key_file=FOLDER/server.key
                        secure_chroot_dir=FOLDER
                        """);
        server("ftp", "/usr/sbin/vsftpd", configuration);
    }

    private static void slapd() throws Exception {
        String configuration =
                configuration(
                        "ldap",
                        """
                        pidfile FOLDER/slapd.pid
                        argsfile FOLDER/slapd.args
                        TLSCertificateFile FOLDER/server.pem
                        TLSCertificateKeyFile FOLDER/server.key
                        """);
        String address = "ldap://127.0.0.1:" + port("ldap");
        server("ldap", "/usr/sbin/slapd", "-d", "256", "-f", configuration, "-h", address);
    }

    private static void prosody() throws Exception {
        String configuration =
                configuration(
                        "xmpp",
                        """
                        pidfile = "FOLDER/prosody.pid"
                        data_path = "FOLDER"
                        run_as_root = true
                        interfaces = { "127.0.0.1" }
                        c2s_ports = { PORT }
                        modules_enabled = { "tls", "saslauth" }
                        modules_disabled = { "s2s" }
                        log = { info = "*console" }
                        VirtualHost "localhost"
                        ssl = { certificate = "FOLDER/server.pem", key = "FOLDER/server.key" }
                        """);
        server("xmpp", "/usr/bin/prosody", "--config", configuration, "-F");
    }

    private static void postgresql() throws Exception {
        Path programs = newest(Path.of("/usr/lib/postgresql"), "/usr/lib/postgresql/15/bin");
        Path data = Files.createDirectory(sandbox.file("postgres"));
        String postgres = programs.resolve("postgres").toString();
        if (Files.isExecutable(Path.of(postgres))) {
            sandbox.tool("cp", "server.key", "postgres.key");
            sandbox.tool("chown", "postgres", "postgres", "postgres.key");
            sandbox.tool(
                    asPostgres(
                            programs.resolve("initdb").toString(),
                            "-D",
                            data.toString(),
                            "-A",
                            "trust",
                            "--no-sync"));
        }
        String[] settings = {
            "listen_addresses=127.0.0.1",
            "port=" + port("postgres"),
            "unix_socket_directories=",
            "ssl=on",
            "ssl_cert_file=" + sandbox.file("server.pem"),
            "ssl_key_file=" + sandbox.file("postgres.key"),
        };
        List<String> command = new ArrayList<>(List.of(postgres, "-D", data.toString()));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        server("postgres", asPostgres(command.toArray(String[]::new)));
    }

    private static Path newest(Path versions, String otherwise) throws IOException {
        if (!Files.isDirectory(versions)) {
            return Path.of(otherwise);
        }
        try (var all = Files.list(versions)) {
            return all.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("postgres")))
                    .max(Path::compareTo)
                    .orElse(Path.of(otherwise));
        }
    }

    private static String[] asPostgres(String... command) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/setpriv",
                                "--reuid=postgres",
                                "--regid=postgres",
                                "--clear-groups"));
        all.addAll(List.of(command));
        return all.toArray(String[]::new);
    }

    private static void mariadb() throws Exception {
        Path data = Files.createDirectory(sandbox.file("mysql"));
        server(
                "mysql",
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port("mysql"),
                "--socket=" + data.resolve("socket"),
                "--pid-file=" + data.resolve("pid"),
                "--skip-grant-tables",
                "--skip-networking=0",
                "--innodb-buffer-pool-size=8M",
                "--ssl-cert=" + sandbox.file("server.pem"),
                "--ssl-key=" + sandbox.file("server.key"));
    }

    @Test
    void everyServerShowsItsCertificateAfterItsOwnBeginning() throws Exception {
        String[] targets =
                PORTS.entrySet().stream()
                        .map(it -> it.getKey() + "://localhost:" + it.getValue())
                        .toArray(String[]::new);

        Document document = sandbox.scan(targets);

        assertThat(document.json().get("unreadable")).isEmpty();
        assertThat(document.run().code()).isZero();
        assertThat(document.credentials()).hasSize(1);
        Map<String, List<String>> spoken = new TreeMap<>();
        for (JsonNode sighting : document.credentials().getFirst().get("sightings")) {
            JsonNode facts = sighting.get("facts");
            spoken.put(
                    Document.text(facts, "starttls"),
                    facts.get("protocols").valueStream().map(JsonNode::asString).toList());
        }
        assertThat(spoken.keySet()).isEqualTo(PORTS.keySet());
        assertThat(spoken.values()).allMatch(it -> it.contains("TLSv1.3"));
    }

    @Test
    void anotherProtocolThanTheOneAskedForIsTold() throws Exception {
        String imap = ":" + port("imap");
        String[] targets =
                Stream.of("smtp", "pop3", "ldap", "postgres", "mysql")
                        .map(it -> it + "://localhost" + imap)
                        .toArray(String[]::new);

        Document document = sandbox.scan(targets);

        assertThat(document.unreadable(imap))
                .hasSameSizeAs(targets)
                .allMatch(it -> it.contains("this is not"));
        assertThat(document.run().code()).isEqualTo(3);
    }
}
