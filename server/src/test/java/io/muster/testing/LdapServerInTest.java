package io.muster.testing;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// A real LDAP server on loopback: OpenLDAP's `slapd`, which gives nobody more than 500 entries at
/// once.
public final class LdapServerInTest implements AutoCloseable {
    /// As whom it is asked.
    public static final String ROOT = "cn=root,dc=example,dc=com";

    public static final String PASSWORD = "a secret: with * and )";

    private static final Path SLAPD = Path.of("/usr/sbin/slapd");

    private final Path folder;
    private final int plain;
    private final int secure;
    private Process process;

    private LdapServerInTest(Path folder, int plain, int secure) throws Exception {
        this.folder = folder;
        this.plain = plain;
        this.secure = secure;
        this.process = started();
    }

    /// Starts one.
    ///
    /// @param folder an empty one, for what it keeps
    /// @param ldif its entries
    public static LdapServerInTest start(
            Path folder, X509Certificate certificate, PrivateKey key, String ldif)
            throws Exception {
        if (!Files.isExecutable(SLAPD)) {
            throw Missing.here("not installed: slapd");
        }
        Files.createDirectories(folder.resolve("data"));
        pem(folder.resolve("server.pem"), "CERTIFICATE", certificate.getEncoded());
        pem(folder.resolve("server.key"), "PRIVATE KEY", key.getEncoded());
        Files.writeString(
                folder.resolve("slapd.conf"),
                """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload ppolicy
                pidfile FOLDER/slapd.pid
                argsfile FOLDER/slapd.args
                TLSCertificateFile FOLDER/server.pem
                TLSCertificateKeyFile FOLDER/server.key
                sizelimit size.soft=500 size.hard=500 size.pr=500 size.prtotal=unlimited
                database mdb
                suffix "dc=example,dc=com"
                rootdn "cn=manager,dc=example,dc=com"
                rootpw manager
                directory FOLDER/data
                index entryUUID,uid eq
                overlay ppolicy
                access to attrs=userPassword by anonymous auth by * none
                access to * by users read by * none
                """
                        .replace("FOLDER", folder.toString()));
        Path entries = folder.resolve("entries.ldif");
        Files.writeString(entries, ldif);
        Process add =
                new ProcessBuilder(
                                "/usr/sbin/slapadd",
                                "-f",
                                folder.resolve("slapd.conf").toString(),
                                "-l",
                                entries.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("slapadd.log").toFile())
                        .start();
        if (!add.waitFor(1, TimeUnit.MINUTES) || add.exitValue() != 0) {
            throw new IOException(Files.readString(folder.resolve("slapadd.log")));
        }
        return new LdapServerInTest(folder, freePort(), freePort());
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Process started() throws Exception {
        Process started =
                new ProcessBuilder(
                                SLAPD.toString(),
                                "-d",
                                "256",
                                "-f",
                                folder.resolve("slapd.conf").toString(),
                                "-h",
                                "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d".formatted(plain, secure))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("slapd.log").toFile())
                        .start();
        for (int attempt = 0; attempt < 3000; attempt++) {
            try (LDAPConnection _ = manager()) {
                return started;
            } catch (LDAPException e) {
                if (!started.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("slapd.log")), e);
                }
                Thread.onSpinWait();
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        throw new IOException("slapd does not answer");
    }

    /// A connection of somebody who may change everything.
    public LDAPConnection manager() throws LDAPException {
        return new LDAPConnection("127.0.0.1", plain, "cn=manager,dc=example,dc=com", "manager");
    }

    /// The file by which it is known.
    public Path certificate() {
        return folder.resolve("server.pem");
    }

    /// Where it speaks TLS from the first byte.
    public String secure() {
        return "ldaps://localhost:" + secure;
    }

    /// Where it has to be asked for TLS.
    public String plain() {
        return "ldap://localhost:" + plain;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
