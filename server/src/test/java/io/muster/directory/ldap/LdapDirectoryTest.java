package io.muster.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldif.LDIFReader;
import io.muster.directory.Snapshot;
import io.muster.http.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a directory may answer that the real one of `LdapTest` does not.
class LdapDirectoryTest {
    private static final String BASE = "dc=example,dc=com";
    private static final String PASSWORD = "a secret";

    private InMemoryDirectoryServer server;
    private SSLContext trusting;

    @AfterEach
    void stop() {
        if (server != null) {
            server.shutDown(true);
        }
    }

    /// [MS-ADTS], 3.1.1.3.1.3.3: of many members the first ones, and where to ask on.
    @Test
    void membersThatAreToldInPartsAreReadToTheEnd() throws Exception {
        start(
                "localhost",
                people("ann", "bob", "eve")
                        + """

                        dn: cn=all,dc=example,dc=com
                        objectClass: group
                        cn: all
                        uuid: all
                        member;range=0-1: uid=ann,dc=example,dc=com
                        member;range=0-1: uid=bob,dc=example,dc=com
                        member;range=2-*: uid=eve,dc=example,dc=com
                        """);

        assertThat(read().groups())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.members()).containsExactlyInAnyOrder("ann", "bob", "eve"));
    }

    /// RFC 4511, 4.5.3: what lies elsewhere is named; nobody goes there with our password.
    @Test
    void whatLiesElsewhereIsNotAskedFor() throws Exception {
        start(
                "localhost",
                people("ann")
                        + """

                        dn: ou=far,dc=example,dc=com
                        objectClass: referral
                        objectClass: extensibleObject
                        ou: far
                        ref: ldap://127.0.0.1:1/ou=far,dc=example,dc=com
                        """);

        assertThat(read().people()).extracting(Snapshot.Somebody::userName).containsExactly("ann");
    }

    /// RFC 4511, 4.1.9 and RFC 2696, 3: a part of an answer is none.
    @Test
    void anAnswerThatWasCutIsNotBelieved() throws Exception {
        start("localhost", people("ann", "bob", "eve"), 2);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer as it should");
    }

    /// RFC 4513, 5.1.2: a name without a password would be nobody, and look like somebody.
    @Test
    void aNameIsNotSentWithoutAPassword() throws Exception {
        start("localhost", people("ann"));

        assertThatThrownBy(() -> directory("").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("password");
    }

    /// RFC 4513, 3.1.3: the certificate is of the host that was asked for.
    @Test
    void aServerOfAnotherNameIsToldNothing() throws Exception {
        start("ldap.example", people("ann"));

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used");
    }

    private Snapshot read() throws IOException {
        return directory(PASSWORD).read();
    }

    private LdapDirectory directory(String password) {
        return new LdapDirectory(
                new LdapServer(
                        "localhost",
                        server.getListenPort(),
                        LdapServer.Security.TLS,
                        trusting,
                        Optional.of("cn=reader"),
                        () -> password),
                LdapTree.of(
                        BASE,
                        "(objectClass=person)",
                        BASE,
                        "(objectClass=group)",
                        "uuid",
                        "uid",
                        "cn",
                        "mail"));
    }

    private void start(String name, String entries) throws Exception {
        start(name, entries, 0);
    }

    /// @param most how many entries it tells at once; any number when 0
    private void start(String name, String entries, int most) throws Exception {
        TestCertificate certificate = TestCertificate.rsa(name);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.setMaxSizeLimit(most);
        config.addAdditionalBindCredentials("cn=reader", PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls",
                        InetAddress.getLoopbackAddress(),
                        0,
                        serving(certificate).getServerSocketFactory(),
                        null));
        server = new InMemoryDirectoryServer(config);
        String root = "dn: %s\nobjectClass: domain\ndc: example\n\n".formatted(BASE);
        server.importFromLDIF(
                true, new LDIFReader(new BufferedReader(new StringReader(root + entries))));
        server.startListening();
        trusting = trusting(certificate);
    }

    private static String people(String... names) {
        StringBuilder ldif = new StringBuilder();
        for (String name : names) {
            ldif.append(
                    """
                    dn: uid=%1$s,dc=example,dc=com
                    objectClass: person
                    uid: %1$s
                    cn: %1$s
                    uuid: %1$s

                    """
                            .formatted(name));
        }
        return ldif.toString();
    }

    private static SSLContext serving(TestCertificate certificate) throws Exception {
        KeyStore store = empty();
        store.setKeyEntry(
                "key",
                certificate.key().getPrivate(),
                new char[0],
                new Certificate[] {certificate.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(TestCertificate certificate) throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("server", certificate.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
