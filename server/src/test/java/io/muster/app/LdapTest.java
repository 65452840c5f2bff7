package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.muster.access.Account;
import io.muster.access.TestPeople;
import io.muster.http.TestCertificate;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import io.muster.testing.LdapServerInTest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server reads a real OpenLDAP.
@Timeout(300)
class LdapTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STAFF = 1200;

    @TempDir Path folder;

    private LdapServerInTest ldap;
    private Path password;
    private ServerInTest server;
    private Database authority;
    private TestPeople people;

    @BeforeEach
    void start() throws Exception {
        TestCertificate certificate = TestCertificate.rsa("localhost");
        ldap =
                LdapServerInTest.start(
                        folder.resolve("ldap"),
                        certificate.certificate(),
                        certificate.key().getPrivate(),
                        entries());
        password = folder.resolve("password");
        Files.writeString(password, LdapServerInTest.PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        if (authority != null) {
            authority.close();
        }
        if (server != null) {
            server.close();
        }
        ldap.close();
    }

    @Test
    void peopleAndGroupsAreReadInPagesAndWhoIsLockedStaysOut() throws Exception {
        start(ldap.secure(), ldap.certificate());

        JsonNode dry = sync("{\"dryRun\":true}");
        assertThat(dry.path("added").asInt()).isEqualTo(STAFF + 3);
        assertThat(standing().path("people").asInt(-1)).isZero();

        sync("{}");

        JsonNode standing = standing();
        assertThat(standing.path("source").asString()).isEqualTo("ldap");
        assertThat(standing.path("people").asInt()).isEqualTo(STAFF + 3);
        assertThat(standing.path("active").asInt()).isEqualTo(STAFF + 2);
        assertThat(standing.path("groups").asInt()).isEqualTo(2);
        assertThat(standing.path("reading").path("read").asString("")).isNotEmpty();
        // A second time nothing is to be done.
        assertThat(sync("{\"dryRun\":true}").path("added").asInt(-1)).isZero();
        assertThat(known(signedUp(uuid(1)))).isEqualTo(200);
        assertThat(known(signedUp(uuid(9_001)))).isEqualTo(401);
    }

    @Test
    void groupsInGroupsGiveRolesAndNamesThatLookLikeFiltersHarmNobody() throws Exception {
        start(ldap.plain(), ldap.certificate());
        sync("{}");
        give("{\"role\":\"viewer\",\"group\":\"all (*) staff\"}");

        // In the inner group; in none; and one whose name is a filter.
        assertThat(sees(signedUp(uuid(1)))).isEqualTo(200);
        assertThat(sees(signedUp(uuid(2)))).isEqualTo(403);
        assertThat(sees(signedUp(uuid(9_002)))).isEqualTo(200);
    }

    @Test
    void whoLeavesIsOutAndManyAtOnceAreNotBelieved() throws Exception {
        start(ldap.secure(), ldap.certificate());
        sync("{}");
        String one = signedUp(uuid(1));
        String session = people.session(one);
        try (LDAPConnection manager = ldap.manager()) {
            manager.delete("uid=u1,ou=people,dc=example,dc=com");
            assertThat(sync("{}").path("out").path(0).asString()).isEqualTo("u1");
            assertThat(server.get("/api/v1/session", "Cookie", session).statusCode())
                    .isEqualTo(401);
            // A rule that somebody broke: most people are not people any more.
            for (int i = 2; i <= 400; i++) {
                manager.delete("uid=u%d,ou=people,dc=example,dc=com".formatted(i));
            }
        }
        HttpResponse<String> refused = ask("{}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("399 of", "sync --force");
        assertThat(known(signedUp(uuid(2)))).isEqualTo(200);
        assertThat(standing().path("reading").path("trouble").asString("")).contains("399 of");

        assertThat(sync("{\"force\":true}").path("removed").asInt()).isEqualTo(399);
        assertThat(known(signedUp(uuid(2)))).isEqualTo(401);
        assertThat(
                        server.get(
                                        "/api/v1/directory/departures?limit=1000",
                                        "Authorization",
                                        "Bearer " + server.token("audit"))
                                .body())
                .contains("\"userName\":\"u1\"", "\"how\":\"removed\"");
    }

    @Test
    void whoIsLockedByAnAdministratorIsOutAndWhoMistypedIsNot() throws Exception {
        start(ldap.secure(), ldap.certificate());
        sync("{}");
        String one = signedUp(uuid(1));
        String two = signedUp(uuid(2));
        try (LDAPConnection manager = ldap.manager()) {
            lock(manager, "u1", "000001010000Z");
            lock(manager, "u2", "20260101000000Z");
        }
        sync("{}");

        assertThat(known(one)).isEqualTo(401);
        assertThat(known(two)).isEqualTo(200);
    }

    @Test
    void aServerThatNobodyTrustsIsToldNoPasswordAndOneThatIsAwayChangesNothing() throws Exception {
        Path other = folder.resolve("other.pem");
        Files.writeString(
                other,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        TestCertificate.named("localhost")
                                                .certificate()
                                                .getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        for (String url : List.of(ldap.secure(), ldap.plain())) {
            start(url, other);
            HttpResponse<String> refused = ask("{}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("cannot be used").doesNotContain("a secret");
            authority.close();
            server.close();
        }
        start(ldap.secure(), ldap.certificate());
        sync("{}");
        ldap.close();

        assertThat(ask("{}").statusCode()).isEqualTo(409);
        assertThat(known(signedUp(uuid(1)))).isEqualTo(200);
    }

    @Test
    void aPasswordThatOthersCanReadOrThatIsWrongIsSaidSo() throws Exception {
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> start(ldap.secure(), ldap.certificate()))
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(password, "wrong");
        start(ldap.secure(), ldap.certificate());

        assertThat(ask("{}").body()).contains("does not take ldap.bind-dn");
    }

    @Test
    void nobodyPushesByScimWhatIsRead() throws Exception {
        start(ldap.secure(), ldap.certificate());

        HttpResponse<String> refused =
                server.ask(
                        "POST",
                        "/scim/v2/Users",
                        "{\"userName\":\"x\"}",
                        "Authorization",
                        "Bearer " + server.token("directory"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("ldap.url");
    }

    private static void lock(LDAPConnection manager, String uid, String time) throws Exception {
        manager.modify(
                "uid=%s,ou=people,dc=example,dc=com".formatted(uid),
                new Modification(ModificationType.REPLACE, "pwdAccountLockedTime", time));
    }

    private void start(String url, Path ca) throws Exception {
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%s", client-id: muster}
                                ldap:
                                  url: %s
                                  ca: %s
                                  bind-dn: %s
                                  password-file: %s
                                  people-base: ou=people,dc=example,dc=com
                                  groups-base: ou=groups,dc=example,dc=com
                                """
                                        .formatted(
                                                TestPeople.ISSUER,
                                                url,
                                                ca,
                                                LdapServerInTest.ROOT,
                                                password)));
        authority = Databases.authority(server.settings, server.settings.data());
        people =
                new TestPeople(
                        authority,
                        new JdbcAccounts(authority),
                        new JdbcRoleGrants(authority),
                        new JdbcSessions(authority));
    }

    private static String entries() {
        StringBuilder ldif =
                new StringBuilder(
                        """
                        dn: dc=example,dc=com
                        objectClass: dcObject
                        objectClass: organization
                        o: example

                        dn: ou=people,dc=example,dc=com
                        objectClass: organizationalUnit

                        dn: ou=groups,dc=example,dc=com
                        objectClass: organizationalUnit

                        dn: cn=root,dc=example,dc=com
                        objectClass: organizationalRole
                        objectClass: simpleSecurityObject
                        userPassword: %s

                        """
                                .formatted(LdapServerInTest.PASSWORD));
        for (int i = 1; i <= STAFF; i++) {
            person(ldif, "u" + i, i, "");
        }
        person(ldif, "locked", 9_001, "pwdAccountLockedTime: 000001010000Z\n");
        person(ldif, "*)(uid=*", 9_002, "");
        person(ldif, "back\\slash", 9_003, "");
        ldif.append(
                """
                dn: cn=inner,ou=groups,dc=example,dc=com
                objectClass: groupOfNames
                member: UID=u1, ou=People,dc=example,dc=com
                member: uid=\\2a\\29\\28uid=\\2a,ou=people,dc=example,dc=com
                member: uid=nobody,ou=people,dc=example,dc=com

                dn: cn=all (*) staff,ou=groups,dc=example,dc=com
                objectClass: groupOfNames
                member: cn=inner,ou=groups,dc=example,dc=com
                member: cn=all (*) staff,ou=groups,dc=example,dc=com

                """);
        return ldif.toString();
    }

    private static void person(StringBuilder ldif, String uid, int number, String more) {
        String escaped =
                uid.replace("\\", "\\\\")
                        .replace("*", "\\2a")
                        .replace("(", "\\28")
                        .replace(")", "\\29")
                        .replace("=", "\\3d");
        ldif.append(
                """
                dn: uid=%s,ou=people,dc=example,dc=com
                objectClass: inetOrgPerson
                uid: %s
                cn: Person %s
                sn: Person
                mail: u%d@example.com
                entryUUID: %s
                %s
                """
                        .formatted(escaped, uid, uid, number, uuid(number), more));
        ldif.append(more.isEmpty() ? "" : "\n");
    }

    private static String uuid(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    private JsonNode sync(String wish) throws Exception {
        HttpResponse<String> answer = ask(wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> ask(String wish) throws Exception {
        return server.ask(
                "POST",
                "/api/v1/directory/sync",
                wish,
                "Authorization",
                "Bearer " + server.token("administer"));
    }

    private JsonNode standing() throws Exception {
        return JSON.readTree(
                server.get("/api/v1/directory", "Authorization", "Bearer " + server.token("audit"))
                        .body());
    }

    private String signedUp(String name) {
        Account account =
                new Account(
                        Account.idOf(TestPeople.ISSUER, name),
                        TestPeople.ISSUER,
                        name,
                        name,
                        "",
                        List.of(),
                        true,
                        Instant.now(),
                        Optional.of(Instant.now()),
                        name);
        authority.write(unit -> {
            new JdbcAccounts(authority).keep(unit, account);
            return true;
        });
        return account.id();
    }

    private int known(String account) throws Exception {
        return server.get("/api/v1/session", "Cookie", people.session(account)).statusCode();
    }

    private int sees(String account) throws Exception {
        return server.get("/api/v1/credentials", "Cookie", people.session(account)).statusCode();
    }

    private void give(String grant) throws Exception {
        assertThat(
                        server.ask(
                                        "POST",
                                        "/api/v1/grants",
                                        grant,
                                        "Authorization",
                                        "Bearer " + server.token("administer"))
                                .statusCode())
                .isEqualTo(201);
    }
}
