package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Account;
import io.muster.access.TestPeople;
import io.muster.store.Database;
import io.muster.store.JdbcAccounts;
import io.muster.store.JdbcRoleGrants;
import io.muster.store.JdbcSessions;
import io.muster.testing.ScimTester;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
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

/// A directory pushes people and groups to a whole server: as a tool that checks for conformance
/// does, and in the shapes in which Microsoft Entra ID and Okta do.
@Timeout(300)
class ScimTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATCH =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";

    @TempDir Path folder;

    private ServerInTest server;
    private Database authority;
    private TestPeople people;
    private String token;
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
        token = server.token("directory");
    }

    @AfterEach
    void stop() {
        authority.close();
        server.close();
    }

    @Test
    void aToolThatChecksForConformanceFindsNothing() throws Exception {
        server.close();
        server = ServerInTest.start(folder.resolve("data"));
        Path certificate = folder.resolve("server.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(server.app.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");

        List<String> checks =
                ScimTester.check(
                        "https://localhost:%d/scim/v2"
                                .formatted(server.app.listeners().securePort()),
                        certificate,
                        token);

        assertThat(checks).hasSizeGreaterThan(30);
        assertThat(checks).allMatch(it -> it.matches("(SUCCESS|SKIPPED|ACCEPTABLE) .*"));
    }

    @Test
    void somebodyWhoIsMadeInactiveIsOutAtOnceWithSessionsAndTokens() throws Exception {
        String id = add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        String session = people().session(account);
        give("{\"role\":\"operator\",\"group\":\"ops\"}");
        assertThat(server.get("/api/v1/credentials", "Cookie", session).statusCode())
                .isEqualTo(403);
        String group = group("ops", id);
        String theirs = tokenOf(session);
        assertThat(server.get("/api/v1/credentials", "Cookie", session).statusCode())
                .isEqualTo(200);
        assertThat(read(theirs)).isEqualTo(200);

        // As Entra ID does.
        JsonNode after =
                patch(
                        "/Users/" + id,
                        "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");

        assertThat(after.path("active").asBoolean(true)).isFalse();
        assertThat(server.get("/api/v1/session", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(read(theirs)).isEqualTo(401);
        // Back again, the session and the token stay gone.
        patch("/Users/" + id, "{\"op\":\"replace\",\"value\":{\"active\":true}}");
        assertThat(server.get("/api/v1/session", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(read(theirs)).isEqualTo(401);
        assertThat(read(tokenOf(people().session(account)))).isEqualTo(200);
        assertThat(ask("DELETE", "/Groups/" + group, "").statusCode()).isEqualTo(204);
        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people().session(account))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void somebodyWhoIsRemovedStaysOutUntilTheyAreAddedAgain() throws Exception {
        String id = add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        assertThat(known(account)).isEqualTo(200);

        assertThat(ask("DELETE", "/Users/" + id, "").statusCode()).isEqualTo(204);

        assertThat(known(account)).isEqualTo(401);
        assertThat(ask("GET", "/Users/" + id, "").statusCode()).isEqualTo(404);
        add("anna", "ext-anna", "");
        assertThat(known(account)).isEqualTo(200);
    }

    @Test
    void whomTheDirectoryRenamesIsNotWhoTheyWere() throws Exception {
        String id = add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");

        patch(
                "/Users/" + id,
                "{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"ext-other\"}");

        assertThat(known(account)).isEqualTo(401);
    }

    @Test
    void groupsInGroupsGiveTheirRolesToo() throws Exception {
        String anna = add("anna", "ext-anna", "");
        String account = signedUp("ext-anna");
        String inner = group("web-developers", anna);
        String outer = group("developers", inner);
        ask("PATCH", "/Groups/" + inner, PATCH.formatted(member("add", outer)));
        give("{\"role\":\"viewer\",\"group\":\"developers\"}");

        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people().session(account))
                                .statusCode())
                .isEqualTo(200);
        ask("PATCH", "/Groups/" + outer, PATCH.formatted("{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + inner + "\\\"]\"}"));
        assertThat(
                        server.get("/api/v1/credentials", "Cookie", people().session(account))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatEntraSendsIsUnderstood() throws Exception {
        HttpResponse<String> nobody = ask("GET", "/Users?filter=userName+eq+%22a%40x.example%22", "");
        assertThat(nobody.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(nobody.body()).path("totalResults").asInt(-1)).isZero();
        HttpResponse<String> made =
                ask(
                        "POST",
                        "/Users",
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                         "externalId":"0a21f0f2","userName":"a@x.example","active":true,"addresses":[],
                         "emails":[{"primary":true,"type":"work","value":"a@x.example"}],
                         "meta":{"resourceType":"User"},"name":{"formatted":"A B","familyName":"B","givenName":"A"},
                         "roles":[],"title":"Engineer",
                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"x"}}
                        """);
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode user = JSON.readTree(made.body());
        String id = user.path("id").asString();
        assertThat(made.headers().firstValue("Location"))
                .contains("https://muster.example/scim/v2/Users/" + id);
        assertThat(made.headers().firstValue("Content-Type")).contains("application/scim+json");
        JsonNode patched =
                patch(
                        "/Users/" + id,
                        """
                        {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"c@x.example"},
                        {"op":"Replace","path":"name.familyName","value":"C"},
                        {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"y"},
                        {"op":"Add","path":"phoneNumbers[type eq \\"work\\"].value","value":"1"},
                        {"op":"Replace","value":{"name.givenName":"D","displayName":"D C"}}\
                        """);
        assertThat(patched.path("emails").path(0).path("value").asString())
                .isEqualTo("c@x.example");
        assertThat(patched.path("name").path("familyName").asString()).isEqualTo("C");
        assertThat(patched.path("name").path("givenName").asString()).isEqualTo("D");
        assertThat(patched.path("meta").path("version").asString()).isEqualTo("W/\"2\"");
        String group = group("Entra group", id);
        HttpResponse<String> member =
                ask(
                        "GET",
                        "/Groups?filter=id+eq+%22"
                                + group
                                + "%22+and+members+eq+%22"
                                + id
                                + "%22&excludedAttributes=members",
                        "");
        assertThat(member.body()).contains("\"totalResults\":1").doesNotContain("\"members\"");
        ask(
                "PATCH",
                "/Groups/" + group,
                PATCH.formatted(
                        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\""
                                + id
                                + "\"}]}"));
        assertThat(ask("GET", "/Groups/" + group, "").body()).doesNotContain(id);
    }

    @Test
    void whatOktaSendsIsUnderstood() throws Exception {
        String id = add("anna", "00u1", "");
        HttpResponse<String> list =
                ask("GET", "/Users?filter=userName%20eq%20%22ANNA%22&startIndex=1&count=100", "");
        assertThat(list.body()).contains("\"totalResults\":1", "\"id\":\"" + id + "\"");
        // Okta replaces the whole to make somebody inactive.
        HttpResponse<String> put =
                ask(
                        "PUT",
                        "/Users/" + id,
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\""
                                + id
                                + "\",\"userName\":\"anna\",\"externalId\":\"00u1\",\"active\":false,\"groups\":[],\"password\":\"x\"}");
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).contains("\"active\":false").doesNotContain("password");
        String group = group("Okta group", "");
        HttpResponse<String> renamed =
                ask(
                        "PATCH",
                        "/Groups/" + group,
                        PATCH.formatted(
                                "{\"op\":\"replace\",\"value\":{\"id\":\""
                                        + group
                                        + "\",\"displayName\":\"Renamed\"}}"));
        assertThat(renamed.body()).contains("\"displayName\":\"Renamed\"");
        HttpResponse<String> replaced =
                ask(
                        "PATCH",
                        "/Groups/" + group,
                        PATCH.formatted(
                                "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\""
                                        + id
                                        + "\",\"display\":\"anna\"}]}"));
        assertThat(replaced.body()).contains("\"value\":\"" + id + "\"");
    }

    @Test
    void noIsSaidInTheWordsOfTheStandard() throws Exception {
        String id = add("anna", "ext-anna", "");

        assertThat(type(ask("POST", "/Users", "{\"userName\":\"ANNA\"}"))).isEqualTo("409 uniqueness");
        assertThat(type(ask("GET", "/Users?filter=userName+is+x", ""))).isEqualTo("400 invalidFilter");
        assertThat(type(ask("GET", "/Users?filter=phone+eq+%22x%22", "")))
                .isEqualTo("400 invalidFilter");
        assertThat(type(ask("GET", "/Users?filter=" + "(".repeat(100), "")))
                .isEqualTo("400 invalidFilter");
        assertThat(type(ask("POST", "/Users", "{"))).isEqualTo("400 invalidSyntax");
        assertThat(type(ask("POST", "/Users", "{\"active\":true}"))).isEqualTo("400 invalidValue");
        assertThat(type(ask("PATCH", "/Users/" + id, PATCH.formatted("{\"op\":\"remove\"}"))))
                .isEqualTo("400 noTarget");
        assertThat(
                        type(
                                ask(
                                        "PATCH",
                                        "/Users/" + id,
                                        PATCH.formatted(
                                                "{\"op\":\"remove\",\"path\":\"userName\"}"))))
                .isEqualTo("400 mutability");
        assertThat(
                        type(
                                ask(
                                        "PATCH",
                                        "/Users/" + id,
                                        PATCH.formatted(
                                                "{\"op\":\"add\",\"path\":\"emails[[\",\"value\":1}"))))
                .startsWith("400 invalid");
        assertThat(type(ask("GET", "/Users/nobody", ""))).isEqualTo("404 ");
        assertThat(
                        type(
                                server.get(
                                        "/scim/v2/Users",
                                        "Authorization",
                                        "Bearer " + server.token("read"))))
                .isEqualTo("403 ");
        assertThat(type(server.get("/scim/v2/Users"))).isEqualTo("401 ");
        assertThat(type(ask("PUT", "/Users/" + id, "{\"userName\":\"anna\"}", "If-Match", "W/\"9\"")))
                .isEqualTo("412 ");
    }

    @Test
    void whoHasReadAVersionNeedNotReadItAgain() throws Exception {
        String id = add("anna", "ext-anna", "");
        String tag = ask("GET", "/Users/" + id, "").headers().firstValue("ETag").orElseThrow();

        assertThat(ask("GET", "/Users/" + id, "", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(
                        ask("PUT", "/Users/" + id, "{\"userName\":\"anna2\"}", "If-Match", tag)
                                .statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/Users/" + id, "", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void groupsThatAreTeamsHaveTheirPeopleUntilTheyLeave() throws Exception {
        String id = add("Anna.B", "ext-anna", ",\"displayName\":\"Anna B\"");
        group("muster-team-Web Shop", id);

        String people = untilPeople("anna.b", true);

        assertThat(people).contains("\"team\":\"web-shop\"", "\"name\":\"Anna B\"");
        ask("DELETE", "/Users/" + id, "");
        assertThat(untilPeople("anna.b", false)).doesNotContain("anna.b");
        assertThat(asRoot("/api/v1/teams")).contains("\"id\":\"web-shop\"");
        assertThat(asRoot("/api/v1/directory/departures"))
                .contains("\"userName\":\"Anna.B\"", "\"how\":\"removed\"");
    }

    /// The people, as soon as one of them is there, or is not.
    private String untilPeople(String id, boolean there) throws Exception {
        String people = asRoot("/api/v1/people");
        while (people.contains("\"id\":\"" + id + "\"") != there) {
            Thread.onSpinWait();
            people = asRoot("/api/v1/people");
        }
        return people;
    }

    private String asRoot(String path) throws Exception {
        return server.get(path, "Authorization", "Bearer " + root()).body();
    }

    private String root() throws Exception {
        rootToken = rootToken.isEmpty() ? server.token("read", "audit") : rootToken;
        return rootToken;
    }

    @Test
    void everyChangeIsInTheAuditLogAndOneThatChangesNothingIsNot() throws Exception {
        String id = add("anna", "ext-anna", "");
        ask("PATCH", "/Users/" + id, PATCH.formatted("{\"op\":\"replace\",\"value\":{\"userName\":\"anna\"}}"));
        ask("DELETE", "/Users/" + id, "");

        String log =
                server.get("/api/v1/audit", "Authorization", "Bearer " + server.token("audit"))
                        .body();

        assertThat(log)
                .contains("directory.person.add", "directory.person.remove", "ext-anna")
                .doesNotContain("directory.person.change");
    }

    private String add(String userName, String externalId, String more) throws Exception {
        HttpResponse<String> made =
                ask(
                        "POST",
                        "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\",\"externalId\":\"%s\"%s}"
                                .formatted(userName, externalId, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("id").asString();
    }

    private String group(String name, String member) throws Exception {
        HttpResponse<String> made =
                ask(
                        "POST",
                        "/Groups",
                        "{\"displayName\":\"%s\",\"members\":[%s]}"
                                .formatted(
                                        name,
                                        member.isEmpty() ? "" : "{\"value\":\"" + member + "\"}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("id").asString();
    }

    private static String member(String op, String id) {
        return "{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}"
                .formatted(op, id);
    }

    private JsonNode patch(String path, String operations) throws Exception {
        HttpResponse<String> answer = ask("PATCH", path, PATCH.formatted(operations));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> ask(String method, String path, String content, String... more)
            throws Exception {
        String[] headers = new String[more.length + 4];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + token;
        headers[2] = "Content-Type";
        headers[3] = "application/scim+json; charset=utf-8";
        System.arraycopy(more, 0, headers, 4, more.length);
        return server.ask(method, "/scim/v2" + path, content, headers);
    }

    private static String type(HttpResponse<String> answer) {
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.path("status").asString()).isEqualTo("" + answer.statusCode());
        assertThat(error.path("detail").asString()).isNotEmpty();
        return answer.statusCode() + " " + error.path("scimType").asString("");
    }

    private TestPeople people() {
        return people;
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
        return server.get("/api/v1/session", "Cookie", people().session(account)).statusCode();
    }

    private String tokenOf(String session) throws Exception {
        HttpResponse<String> made =
                server.ask(
                        "POST",
                        "/api/v1/tokens",
                        JSON.writeValueAsString(
                                Map.of("name", "x", "permissions", List.of("read"), "seconds", 600)),
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
