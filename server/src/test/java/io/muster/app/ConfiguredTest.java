package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.http.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server that does what its configuration file says.
@Timeout(120)
class ConfiguredTest {

    @TempDir Path folder;

    private Path data;
    private Path estate;
    private ServerInTest server;
    private String bearer;

    @BeforeEach
    void lay() throws Exception {
        data = folder.resolve("data");
        estate = Files.createDirectories(folder.resolve("estate"));
        start("");
    }

    private void start(String yaml) throws Exception {
        if (server != null) {
            server.close();
        }
        server = ServerInTest.start(ServerInTest.settings(data, yaml));
        bearer = "Bearer " + server.token("read", "write", "administer", "audit");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void teamsOfTheFileComeAndChangeAndNobodyElseChangesThem() throws Exception {
        ask("PUT", "/api/v1/teams/web", "{\"name\":\"By hand\"}");
        start(
                "teams: {list: [{id: web, name: Web, contact: web@example.com, escalation: b@example.com,"
                        + " parent: shop}, {id: shop}]}");
        JsonNode web = json(ask("GET", "/api/v1/teams/web", ""));
        assertThat(web.path("name").asString()).isEqualTo("Web");
        assertThat(web.path("contact").asString()).isEqualTo("web@example.com");
        assertThat(web.path("escalation").asString()).isEqualTo("b@example.com");
        assertThat(web.path("parent").asString()).isEqualTo("shop");
        assertThat(web.path("origin").asString()).isEqualTo("configuration");
        HttpResponse<String> refused = ask("PUT", "/api/v1/teams/shop", "{\"name\":\"Mine\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("/etc/muster.yaml");
        assertThat(ask("DELETE", "/api/v1/teams/web", "").statusCode()).isEqualTo(409);
        assertThat(ask("GET", "/api/v1/audit?limit=50", "").body())
                .contains("\"actor\":\"configuration\"", "team:shop");

        start("");
        JsonNode left = json(ask("GET", "/api/v1/teams/web", ""));
        assertThat(left.path("origin").asString()).isEqualTo("people");
        assertThat(left.path("contact").asString()).isEqualTo("web@example.com");
    }

    @Test
    void aTeamBelowOneThatIsNowhereKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> start("teams: {list: [{id: web, parent: nobody}]}"))
                .hasMessageContaining("/etc/muster.yaml: teams.list, 'web'")
                .hasMessageContaining("nobody");
    }

    @Test
    void aMonthlyReportThatThereIsNotKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> start("reports: {monthly: [dora, sox]}"))
                .hasMessageContaining("no report 'sox'; there are dora, pci-dss");
    }

    @Test
    void sourcesOfTheFileComeChangeAndAreDisabledButNeverRemoved() throws Exception {
        start(
                "sources: [{id: pay, targets: [%s], schedule: every 6h, labels: {env: prod}}]"
                        .formatted(estate));
        JsonNode made = json(ask("GET", "/api/v1/sources/pay", ""));
        assertThat(made.path("origin").asString()).isEqualTo("configuration");
        assertThat(made.path("labels").path("env").asString()).isEqualTo("prod");
        assertThat(made.path("nextDue").isMissingNode()).isFalse();

        start(
                "sources: [{id: pay, name: Payments, targets: [%s], schedule: manual}]"
                        .formatted(estate));
        JsonNode changed = json(ask("GET", "/api/v1/sources/pay", ""));
        assertThat(changed.path("name").asString()).isEqualTo("Payments");
        assertThat(changed.path("labels").isEmpty()).isTrue();

        start(
                "sources: [{id: pay, name: Payments, targets: [%s], schedule: manual}]"
                        .formatted(estate));
        assertThat(json(ask("GET", "/api/v1/sources/pay", "")).path("version"))
                .as("what did not change is not written")
                .isEqualTo(changed.path("version"));

        start("");
        JsonNode left = json(ask("GET", "/api/v1/sources/pay", ""));
        assertThat(left.path("enabled").asBoolean()).isFalse();
        assertThat(left.path("origin").asString()).isEqualTo("configuration");

        start(
                "sources: [{id: pay, targets: [%s, 'https://a:swordfish@h.example/x.git']}]"
                        .formatted(estate));
        assertThat(json(ask("GET", "/api/v1/sources/pay", "")).path("enabled").asBoolean())
                .isTrue();
        assertThat(ask("GET", "/api/v1/audit", "").body())
                .contains("source.make", "source.change", "configuration", "//…@h.example")
                .doesNotContain("swordfish");
    }

    @Test
    void whatTheFileSaysIsNotChangedByApi() throws Exception {
        start("sources: [{id: pay, targets: [%s]}]".formatted(estate));

        for (HttpResponse<String> refused :
                List.of(
                        ask("PATCH", "/api/v1/sources/pay", "{\"name\":\"x\"}"),
                        ask("DELETE", "/api/v1/sources/pay", ""))) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("urn:muster:problem:conflict", "/etc/muster.yaml");
        }
    }

    @Test
    void aSourceMadeByApiBelongsToTheFileAsSoonAsThatNamesIt() throws Exception {
        assertThat(make(estate.toString()).statusCode()).isEqualTo(201);

        start("sources: [{id: s, targets: [%s]}]".formatted(estate));

        assertThat(json(ask("GET", "/api/v1/sources/s", "")).path("origin").asString())
                .isEqualTo("configuration");
    }

    @Test
    void aMistakeInTheFileKeepsTheServerFromStarting() {
        for (Map.Entry<String, String> mistake :
                Map.of(
                                "sources: [{id: a, targets: [/srv], schedule: sometimes}]",
                                "source 'a'",
                                "sources: [{id: a, targets: ['aws:1']}]",
                                "source 'a'",
                                "scope: {paths: [srv]}",
                                "scope.paths",
                                "owners: [{match: {}, team: Pay}]",
                                "owners[1]")
                        .entrySet()) {
            assertThatIOException()
                    .isThrownBy(() ->
                            ServerInTest.start(
                                            ServerInTest.settings(
                                                    folder.resolve("other"), mistake.getKey()))
                                    .close())
                    .withMessageContaining(mistake.getValue());
        }
    }

    @Test
    void aSourceMadeByApiStaysInsideTheScopeOfTheFile() throws Exception {
        Files.createSymbolicLink(estate.resolve("link"), folder);
        start(
                """
                scope:
                  paths: [%s]
                  hosts: [10.1.0.0/16, "*.example.org"]
                  git: ["https://git.example.com/pay/"]
                  exclude: [10.1.9.0/24]
                """
                        .formatted(estate));

        for (String inside :
                List.of(
                        estate + "/in/..",
                        "10.1.2.0/24",
                        "tls://A.Example.org.:443",
                        "https://git.example.com/pay/web.git")) {
            HttpResponse<String> made = make(inside);
            assertThat(made.statusCode()).as(inside + made.body()).isEqualTo(201);
            ask("DELETE", "/api/v1/sources/s", "");
        }
        for (Map.Entry<String, String> outside :
                Map.of(
                                folder.toString(),
                                "scope.paths",
                                estate + "/..",
                                "scope.paths",
                                estate + "/link/data",
                                "scope.paths",
                                "git:file://" + estate + "/%2e%2e",
                                "scope.paths",
                                "10.2.0.1",
                                "scope.hosts",
                                "0x0a.1.2.3",
                                "scope.hosts",
                                "EXAMPLE.org.",
                                "scope.hosts",
                                "10.1.9.9",
                                "scope.exclude",
                                "https://git.example.com/pay/../x.git",
                                "scope.git",
                                "git@git.example.com:pay/x.git",
                                "scope.git")
                        .entrySet()) {
            HttpResponse<String> refused = make(outside.getKey());
            assertThat(refused.statusCode()).as(outside.getKey()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("out-of-scope", outside.getValue(), "/etc/muster.yaml");
        }
        make(estate.toString());
        HttpResponse<String> changed =
                ask("PATCH", "/api/v1/sources/s", Json.text(Map.of("targets", List.of("/etc"))));
        assertThat(changed.statusCode()).isEqualTo(403);
    }

    @Test
    void aScopeThatBecameNarrowerHoldsForSourcesThatAreThereAlready() throws Exception {
        make(estate.toString());
        start("scope: {paths: [/srv/elsewhere]}");

        ask("POST", "/api/v1/sources/s/runs", "");

        String runs = "";
        while (!runs.contains("\"failed\"")) {
            Thread.onSpinWait();
            runs = ask("GET", "/api/v1/runs", "").body();
        }
        assertThat(runs).contains("scope.paths", "/srv/elsewhere");
    }

    @Test
    void anIdentityTellsWhoSaidWhoseItIs() throws Exception {
        Files.writeString(estate.resolve("id.pub"), publicKey());
        start(
                """
                sources: [{id: pay, targets: [%1$s], schedule: every 1d}]
                owners: [{match: {place: "file://*%1$s/*"}, team: pay, tags: pci}]
                """
                        .formatted(estate));
        JsonNode owned = await("/api/v1/identities?q=owner:pay");
        assertThat(owned.path("owner").path("by").asString()).isEqualTo("rule");
        assertThat(owned.path("tags").get(0).asString()).isEqualTo("pci");
        assertThat(await("/api/v1/credentials?q=owner:pay").path("owner").path("id").asString())
                .isEqualTo("pay");
        String path = "/api/v1/identities/" + owned.path("id").asString();
        await(path, "\"by\":\"rule\"");

        assertThat(ask("PATCH", path, "{\"owner\":\"pay\"}").body()).contains("\"by\":\"person\"");
        assertThat(ask("PATCH", path, "{\"owner\":\"\"}").statusCode()).isEqualTo(200);
        await(path, "\"by\":\"rule\"");
    }

    private static String publicKey() throws Exception {
        byte[] key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }

    /// The first of a list, as soon as there is one.
    private JsonNode await(String list) throws Exception {
        while (true) {
            JsonNode items = json(ask("GET", list, "")).path("items");
            if (!items.isEmpty()) {
                return items.get(0);
            }
            Thread.onSpinWait();
        }
    }

    private void await(String path, String text) throws Exception {
        while (!ask("GET", path, "").body().contains(text)) {
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> make(String target) throws Exception {
        return ask(
                "POST",
                "/api/v1/sources",
                Json.text(Map.of("id", "s", "targets", List.of(target), "schedule", "manual")));
    }

    /// With the version that is there, where one is needed.
    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        String version =
                server.get(path, "Authorization", bearer).headers().firstValue("ETag").orElse("");
        return version.isEmpty()
                ? server.ask(method, path, body, "Authorization", bearer)
                : server.ask(method, path, body, "Authorization", bearer, "If-Match", version);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }
}
