package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Account;
import io.muster.access.TestPeople;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What follows from what a directory pushes: who leaves is out, who belongs to a group may what it
/// may, in front of a whole server.
@Timeout(300)
class ScimLeavingTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path folder;

    private ServerInTest server;
    private Database authority;
    private TestPeople people;
    private ScimClient scim;
    private String rootToken = "";

    @BeforeEach
    void start() throws Exception {
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%s", client-id: muster}
                                directory: {team-groups: ["muster-team-*"]}
                                """
                                        .formatted(TestPeople.ISSUER)));
        authority = Databases.authority(server.settings, server.settings.data());
        people =
                new TestPeople(
                        authority,
                        new JdbcAccounts(authority),
                        new JdbcRoleGrants(authority),
                        new JdbcSessions(authority));
        scim = new ScimClient(server, server.token("directory"));
    }

    @AfterEach
    void stop() {
        authority.close();
        server.close();
    }

    @Test
    void somebodyWhoIsMadeInactiveIsOutAtOnceWithSessionsAndTokens() throws Exception {
        String id = scim.add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        String session = people.session(account);
        give("{\"role\":\"operator\",\"group\":\"ops\"}");
        assertThat(server.get("/api/v1/credentials", "Cookie", session).statusCode())
                .isEqualTo(403);
        String group = scim.group("ops", id);
        String theirs = tokenOf(session);
        assertThat(server.get("/api/v1/credentials", "Cookie", session).statusCode())
                .isEqualTo(200);
        assertThat(read(theirs)).isEqualTo(200);

        // As Entra ID does.
        JsonNode after =
                scim.patch(
                        "/Users/" + id,
                        "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");

        assertThat(after.path("active").asBoolean(true)).isFalse();
        assertThat(server.get("/api/v1/session", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(read(theirs)).isEqualTo(401);
        // Back again, the session and the token stay gone.
        scim.patch("/Users/" + id, "{\"op\":\"replace\",\"value\":{\"active\":true}}");
        assertThat(server.get("/api/v1/session", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(read(theirs)).isEqualTo(401);
        assertThat(read(tokenOf(people.session(account)))).isEqualTo(200);
        assertThat(scim.ask("DELETE", "/Groups/" + group, "").statusCode()).isEqualTo(204);
        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people.session(account))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void somebodyWhoIsRemovedStaysOutUntilTheyAreAddedAgain() throws Exception {
        String id = scim.add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        assertThat(known(account)).isEqualTo(200);

        assertThat(scim.ask("DELETE", "/Users/" + id, "").statusCode()).isEqualTo(204);

        assertThat(known(account)).isEqualTo(401);
        assertThat(scim.ask("GET", "/Users/" + id, "").statusCode()).isEqualTo(404);
        scim.add("anna", "ext-anna", "");
        assertThat(known(account)).isEqualTo(200);
    }

    @Test
    void whomTheDirectoryRenamesIsNotWhoTheyWere() throws Exception {
        String id = scim.add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");

        scim.patch(
                "/Users/" + id,
                "{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"ext-other\"}");

        assertThat(known(account)).isEqualTo(401);
    }

    @Test
    void groupsInGroupsGiveTheirRolesToo() throws Exception {
        String anna = scim.add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        String inner = scim.group("web-developers", anna);
        String outer = scim.group("developers", inner);
        scim.ask(
                "PATCH",
                "/Groups/" + inner,
                ScimClient.PATCH.formatted(ScimClient.member("add", outer)));
        give("{\"role\":\"viewer\",\"group\":\"developers\"}");

        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people.session(account))
                                .statusCode())
                .isEqualTo(200);
        scim.ask(
                "PATCH",
                "/Groups/" + outer,
                ScimClient.PATCH.formatted(
                        "{\"op\":\"remove\",\"path\":\"members[value eq \\\""
                                + inner
                                + "\\\"]\"}"));
        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people.session(account))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void groupsThatAreTeamsHaveTheirPeopleUntilTheyLeave() throws Exception {
        String id = scim.add("Anna.B", "ext-anna", ",\"displayName\":\"Anna B\"");
        scim.group("muster-team-Web Shop", id);

        String people = until("/api/v1/people", "\"id\":\"anna.b\"");

        assertThat(people).contains("\"team\":\"web-shop\"", "\"name\":\"Anna B\"");
        scim.ask("DELETE", "/Users/" + id, "");
        assertThat(until("/api/v1/owners-gone", "anna.b"))
                .contains("The directory does not know them any more.");
        assertThat(asRoot("/api/v1/teams")).contains("\"id\":\"web-shop\"");
        assertThat(asRoot("/api/v1/directory/departures"))
                .contains("\"userName\":\"Anna.B\"", "\"how\":\"removed\"");
    }

    /// What is answered as soon as `text` is in it.
    private String until(String path, String text) throws Exception {
        String answer = asRoot(path);
        while (!answer.contains(text)) {
            Thread.onSpinWait();
            answer = asRoot(path);
        }
        return answer;
    }

    private String asRoot(String path) throws Exception {
        return server.get(path, "Authorization", "Bearer " + root()).body();
    }

    private String root() throws Exception {
        rootToken = rootToken.isEmpty() ? server.token("read", "audit") : rootToken;
        return rootToken;
    }

    /// Somebody who has signed in once, and whom the directory calls `name`.
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

    private String tokenOf(String session) throws Exception {
        HttpResponse<String> made =
                server.ask(
                        "POST",
                        "/api/v1/tokens",
                        JSON.writeValueAsString(
                                Map.of(
                                        "name",
                                        "x",
                                        "permissions",
                                        List.of("read"),
                                        "seconds",
                                        600)),
                        "Cookie",
                        session,
                        "X-Muster-Request",
                        "1");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("token").asString();
    }

    private int read(String other) throws Exception {
        return server.get("/api/v1/credentials", "Authorization", "Bearer " + other).statusCode();
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
