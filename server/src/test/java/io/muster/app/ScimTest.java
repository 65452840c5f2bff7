package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.TestPeople;
import io.muster.testing.ScimTester;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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

    @TempDir Path folder;

    private ServerInTest server;
    private ScimClient scim;

    @BeforeEach
    void start() throws Exception {
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%s", client-id: muster}
                                """
                                        .formatted(TestPeople.ISSUER)));
        scim = new ScimClient(server, server.token("directory"));
    }

    @AfterEach
    void stop() {
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
                        + Base64.getMimeEncoder()
                                .encodeToString(server.app.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");

        List<String> checks =
                ScimTester.check(
                        "https://localhost:%d/scim/v2"
                                .formatted(server.app.listeners().securePort()),
                        certificate,
                        scim.token());

        assertThat(checks).hasSizeGreaterThan(30);
        assertThat(checks).allMatch(it -> it.matches("(SUCCESS|SKIPPED|ACCEPTABLE) .*"));
    }

    @Test
    void whatEntraSendsIsUnderstood() throws Exception {
        HttpResponse<String> nobody =
                scim.ask("GET", "/Users?filter=userName+eq+%22a%40x.example%22", "");
        assertThat(nobody.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(nobody.body()).path("totalResults").asInt(-1)).isZero();
        HttpResponse<String> made =
                scim.ask(
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
                scim.patch(
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
        String group = scim.group("Entra group", id);
        HttpResponse<String> member =
                scim.ask(
                        "GET",
                        "/Groups?filter=id+eq+%22"
                                + group
                                + "%22+and+members+eq+%22"
                                + id
                                + "%22&excludedAttributes=members",
                        "");
        assertThat(member.body()).contains("\"totalResults\":1").doesNotContain("\"members\"");
        scim.ask(
                "PATCH",
                "/Groups/" + group,
                ScimClient.PATCH.formatted(
                        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\""
                                + id
                                + "\"}]}"));
        assertThat(scim.ask("GET", "/Groups/" + group, "").body()).doesNotContain(id);
    }

    @Test
    void whatOktaSendsIsUnderstood() throws Exception {
        String id = scim.add("anna", "00u1", "");
        HttpResponse<String> list =
                scim.ask(
                        "GET",
                        "/Users?filter=userName%20eq%20%22ANNA%22&startIndex=1&count=100",
                        "");
        assertThat(list.body()).contains("\"totalResults\":1", "\"id\":\"" + id + "\"");
        // Okta replaces the whole to make somebody inactive.
        HttpResponse<String> put =
                scim.ask(
                        "PUT",
                        "/Users/" + id,
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\""
                                + id
                                + "\",\"userName\":\"anna\",\"externalId\":\"00u1\",\"active\":false,\"groups\":[],\"password\":\"x\"}");
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.body()).contains("\"active\":false").doesNotContain("password");
        String group = scim.group("Okta group", "");
        HttpResponse<String> renamed =
                scim.ask(
                        "PATCH",
                        "/Groups/" + group,
                        ScimClient.PATCH.formatted(
                                "{\"op\":\"replace\",\"value\":{\"id\":\""
                                        + group
                                        + "\",\"displayName\":\"Renamed\"}}"));
        assertThat(renamed.body()).contains("\"displayName\":\"Renamed\"");
        HttpResponse<String> replaced =
                scim.ask(
                        "PATCH",
                        "/Groups/" + group,
                        ScimClient.PATCH.formatted(
                                "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\""
                                        + id
                                        + "\",\"display\":\"anna\"}]}"));
        assertThat(replaced.body()).contains("\"value\":\"" + id + "\"");
    }

    @Test
    void noIsSaidInTheWordsOfTheStandard() throws Exception {
        String id = scim.add("anna", "ext-anna", "");

        assertThat(type(scim.ask("POST", "/Users", "{\"userName\":\"ANNA\"}")))
                .isEqualTo("409 uniqueness");
        assertThat(type(scim.ask("GET", "/Users?filter=userName+is+x", "")))
                .isEqualTo("400 invalidFilter");
        assertThat(type(scim.ask("GET", "/Users?filter=phone+eq+%22x%22", "")))
                .isEqualTo("400 invalidFilter");
        assertThat(type(scim.ask("GET", "/Users?filter=" + "(".repeat(100), "")))
                .isEqualTo("400 invalidFilter");
        assertThat(type(scim.ask("POST", "/Users", "{"))).isEqualTo("400 invalidSyntax");
        assertThat(type(scim.ask("POST", "/Users", "{\"active\":true}")))
                .isEqualTo("400 invalidValue");
        assertThat(
                        type(
                                scim.ask(
                                        "PATCH",
                                        "/Users/" + id,
                                        ScimClient.PATCH.formatted("{\"op\":\"remove\"}"))))
                .isEqualTo("400 noTarget");
        assertThat(
                        type(
                                scim.ask(
                                        "PATCH",
                                        "/Users/" + id,
                                        ScimClient.PATCH.formatted(
                                                "{\"op\":\"remove\",\"path\":\"userName\"}"))))
                .isEqualTo("400 mutability");
        assertThat(
                        type(
                                scim.ask(
                                        "PATCH",
                                        "/Users/" + id,
                                        ScimClient.PATCH.formatted(
                                                "{\"op\":\"add\",\"path\":\"emails[[\",\"value\":1}"))))
                .startsWith("400 invalid");
        assertThat(type(scim.ask("GET", "/Users/nobody", ""))).isEqualTo("404 ");
        assertThat(
                        type(
                                server.get(
                                        "/scim/v2/Users",
                                        "Authorization",
                                        "Bearer " + server.token("read"))))
                .isEqualTo("403 ");
        assertThat(type(server.get("/scim/v2/Users"))).isEqualTo("401 ");
        assertThat(
                        type(
                                scim.ask(
                                        "PUT",
                                        "/Users/" + id,
                                        "{\"userName\":\"anna\"}",
                                        "If-Match",
                                        "W/\"9\"")))
                .isEqualTo("412 ");
    }

    @Test
    void whoHasReadAVersionNeedNotReadItAgain() throws Exception {
        String id = scim.add("anna", "ext-anna", "");
        String tag = scim.ask("GET", "/Users/" + id, "").headers().firstValue("ETag").orElseThrow();

        assertThat(scim.ask("GET", "/Users/" + id, "", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(
                        scim.ask("PUT", "/Users/" + id, "{\"userName\":\"anna2\"}", "If-Match", tag)
                                .statusCode())
                .isEqualTo(200);
        assertThat(scim.ask("GET", "/Users/" + id, "", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyChangeIsInTheAuditLogAndOneThatChangesNothingIsNot() throws Exception {
        String id = scim.add("anna", "ext-anna", "");
        scim.ask(
                "PATCH",
                "/Users/" + id,
                ScimClient.PATCH.formatted(
                        "{\"op\":\"replace\",\"value\":{\"userName\":\"anna\"}}"));
        scim.ask("DELETE", "/Users/" + id, "");

        String log =
                server.get("/api/v1/audit", "Authorization", "Bearer " + server.token("audit"))
                        .body();

        assertThat(log)
                .contains("directory.person.add", "directory.person.remove", "ext-anna")
                .doesNotContain("directory.person.change");
    }

    private static String type(HttpResponse<String> answer) {
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.path("status").asString()).isEqualTo("" + answer.statusCode());
        assertThat(error.path("detail").asString()).isNotEmpty();
        return answer.statusCode() + " " + error.path("scimType").asString("");
    }
}
