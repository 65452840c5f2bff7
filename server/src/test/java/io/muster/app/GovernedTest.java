package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Policies and exceptions of a whole server, from outside.
class GovernedTest {
    private static final String SHOP =
            """
            policy: shop
            version: 1
            description: Ours.
            rules:
              - id: no-secrets-at-all
                severity: low
                title: There are secrets
                check: condition
                with: {when: 'type == "secret"', message: "it is a secret"}
                explanation: There should be none.
                remedy: Remove it.
                references: [house rule 1]
            """;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    @TempDir Path folder;

    private ServerInTest server;

    @BeforeEach
    void start() throws Exception {
        server = ServerInTest.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String bearer(String person) throws IOException {
        return "Bearer "
                + Serve.token(
                        server.settings,
                        "of " + person,
                        List.of("read", "write", "policy", "approve", "audit", "administer"),
                        List.of(),
                        Duration.ofHours(1),
                        person);
    }

    private HttpResponse<String> ask(String bearer, String method, String path, String content)
            throws Exception {
        String type = content.startsWith("policy:") ? "application/yaml" : "application/json";
        return server.ask(method, path, content, "Authorization", bearer, "Content-Type", type);
    }

    private static String id(HttpResponse<String> answer) {
        Matcher id = ID.matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }

    @Test
    @Timeout(60)
    void aPolicyIsKeptTriedAndPutInForceAndTakenBack() throws Exception {
        String anna = bearer("anna");
        String shop = "/api/v1/policies/shop";
        assertThat(ask(anna, "PUT", shop, SHOP).body()).contains("\"number\":1");
        assertThat(ask(anna, "PUT", "/api/v1/policies/other", SHOP).statusCode()).isEqualTo(400);
        assertThat(ask(anna, "GET", "/api/v1/rules", "").body()).doesNotContain("no-secrets");

        HttpResponse<String> preview = ask(anna, "POST", shop + "/preview", "{\"version\":\"1\"}");
        String activate = Json.text(new Activation("1", id(preview)));
        assertThat(preview.body()).contains("\"change\":\"added\"", "\"holdsUntil\"");
        assertThat(
                        ask(anna, "POST", shop + "/activate", activate.replace("\"1\"", "\"off\""))
                                .statusCode())
                .isEqualTo(409);
        assertThat(ask(anna, "POST", shop + "/activate", activate).body())
                .contains("\"number\":1", "\"newlyBroken\":0", "\"version\":\"1\"");

        assertThat(ask(anna, "GET", "/api/v1/rules", "").body()).contains("no-secrets-at-all");
        assertThat(ask(anna, "GET", "/api/v1/policy-previews/" + id(preview), "").body())
                .contains("\"change\":\"added\"");
        assertThat(ask(anna, "GET", "/api/v1/policies", "").body())
                .contains("\"name\":\"shop\"", "\"inForce\":\"1\"", "\"inForce\":\"shipped\"");
        assertThat(ask(anna, "GET", shop, "").body()).contains("\"open\":0", "policy: shop");
        assertThat(ask(anna, "POST", shop + "/activate", activate).body())
                .contains("since the preview");

        String off = id(ask(anna, "POST", shop + "/preview", "{\"version\":\"off\"}"));
        assertThat(
                        ask(anna, "POST", shop + "/activate", Json.text(new Activation("off", off)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(ask(anna, "GET", "/api/v1/rules", "").body()).doesNotContain("no-secrets");
        assertThat(ask(anna, "GET", shop + "/activations", "").body())
                .contains("\"version\":\"off\"", "\"version\":\"1\"");
        assertThat(ask(anna, "GET", "/api/v1/audit?limit=50", "").body())
                .contains("policy.keep", "policy.preview", "policy.activate");
        assertThat(ask(anna, "GET", "/api/v1/policy", "").body()).contains("\"activation\":2");
    }

    record Activation(String version, String preview) {}

    @Test
    @Timeout(60)
    void anExceptionNeedsSomebodyElseAndTheSecurityTeam() throws Exception {
        String anna = bearer("anna");
        String sam = bearer("sam");
        ask(anna, "PUT", "/api/v1/teams/security", "{\"name\":\"Security\"}");
        ask(anna, "PUT", "/api/v1/people/sam", "{\"name\":\"Sam\",\"team\":\"security\"}");
        ask(anna, "PUT", "/api/v1/people/anna", "{\"name\":\"Anna\",\"team\":\"security\"}");
        String wish =
                "{\"rule\":\"expired\",\"scope\":\"query\",\"target\":\"host:web-3\","
                        + "\"reason\":\"It goes in March.\",\"days\":30}";

        HttpResponse<String> asked = ask(anna, "POST", "/api/v1/exceptions", wish);
        String one = "/api/v1/exceptions/" + id(asked);
        assertThat(asked.statusCode()).isEqualTo(201);
        assertThat(asked.body()).contains("\"state\":\"requested\"", "\"security\"");
        assertThat(ask(anna, "POST", one + "/approve", "").statusCode()).isEqualTo(403);
        assertThat(ask(bearer("anna"), "POST", one + "/approve", "").statusCode())
                .as("another token of hers")
                .isEqualTo(403);
        assertThat(ask(sam, "POST", one + "/approve", "").body())
                .contains("\"state\":\"in-force\"", "person:sam");
        assertThat(ask(anna, "GET", "/api/v1/exceptions?state=in-force", "").body())
                .contains("\"total\":1");
        assertThat(ask(anna, "POST", one + "/revoke", "{\"note\":\"\"}").statusCode())
                .isEqualTo(400);
        assertThat(ask(anna, "POST", one + "/revoke", "{\"note\":\"renewed\"}").body())
                .contains("\"state\":\"revoked\"");
        assertThat(ask(anna, "GET", one, "").body())
                .contains("\"kind\":\"revoked\"", "\"covered\":0");
        assertThat(
                        ask(anna, "POST", "/api/v1/exceptions", wish.replace("expired", "no-such"))
                                .statusCode())
                .isEqualTo(400);
        assertThat(ask(anna, "GET", "/api/v1/exception-events", "").body())
                .contains("requested", "in-force");
    }
}
