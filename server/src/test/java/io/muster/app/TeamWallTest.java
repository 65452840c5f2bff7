package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Role;
import io.muster.access.TestPeople;
import io.muster.http.Method;
import io.muster.http.Operation;
import io.muster.http.TestCertificate;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import io.muster.testing.Missing;
import io.muster.testing.PostgresqlServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one team has is asked for in every way by somebody of another, who finds nothing of it:
/// everything of the team red is called crimson.
@ParameterizedClass
@EnumSource
@Timeout(180)
class TeamWallTest {
    /// Where the server keeps what it knows.
    enum Kept {
        SQLITE,
        POSTGRESQL
    }

    @Parameter Kept kept;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SECRET = "crimson";

    @TempDir Path folder;

    private ServerInTest server;
    private Database authority;
    private String[] root;
    private String[] blue;
    private String credential;
    private String identity;
    private String own;

    @BeforeEach
    void start() throws Exception {
        Path estate = Files.createDirectories(folder.resolve("estate"));
        certificate(estate, SECRET, SECRET + ".example");
        certificate(estate, "azure", "azure.example");
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%1$s", client-id: muster}
                                sources: [{id: estate, targets: [%2$s], schedule: every 1d}]
                                owners:
                                  - {match: {place: "file://*/crimson/*"}, team: red, tags: crimson-tag}
                                  - {match: {place: "file://*/azure/*"}, team: blue}
                                """
                                                .formatted(TestPeople.ISSUER, estate)
                                        + database()));
        root =
                bearer(
                        server.token(
                                "read",
                                "write",
                                "report",
                                "policy",
                                "audit",
                                "backup",
                                "administer"));
        authority = Databases.authority(server.settings, server.settings.data());
        TestPeople people =
                new TestPeople(
                        authority,
                        new JdbcAccounts(authority),
                        new JdbcRoleGrants(authority),
                        new JdbcSessions(authority));
        credential = first("/api/v1/credentials?q=owner:red").path("id").asString();
        identity = first("/api/v1/identities?q=owner:red").path("id").asString();
        own = first("/api/v1/identities?q=owner:blue").path("id").asString();
        first("/api/v1/findings?q=identity:" + identity + "+resolved:none");
        assertThat(
                        change(
                                root,
                                "PUT",
                                "/api/v1/people/crimson-anna",
                                "{\"name\":\"A\",\"team\":\"red\"}"))
                .isEqualTo(200);
        assertThat(
                        change(
                                root,
                                "PUT",
                                "/api/v1/views/crimson-view",
                                "{\"name\":\"crimson\",\"query\":\"crimson\",\"columns\":[]}"))
                .isEqualTo(200);
        declare("crimson-list", "red", root);
        String person = people.person("b", Optional.of(Role.OPERATOR), Optional.of("blue"));
        blue = new String[] {"Cookie", people.session(person), "X-Muster-Request", "1"};
    }

    private String database() {
        if (kept == Kept.SQLITE) {
            return "";
        }
        if (!PostgresqlServer.present()) {
            throw Missing.here("not installed: postgresql");
        }
        return "serve: {database-url: \"%s\"}\n".formatted(PostgresqlServer.freshDatabase());
    }

    @AfterEach
    void stop() {
        authority.close();
        server.close();
    }

    @Test
    void whateverIsAskedNothingOfTheOtherTeamIsFound() throws Exception {
        List<String> answered = new ArrayList<>();
        List<String> leaks = new ArrayList<>();
        for (String path : questions()) {
            HttpResponse<String> answer = server.get(path, blue);
            String told = answer.body().toLowerCase(Locale.ROOT);
            if (Stream.of(SECRET, credential, identity).anyMatch(told::contains)) {
                leaks.add(path + " " + answer.statusCode() + " " + answer.body());
            }
            if (answer.statusCode() == 200) {
                answered.add(path);
            }
        }
        assertThat(leaks).isEmpty();
        // The wall has doors: their own is there, and the first team's would be to others.
        assertThat(answered)
                .contains("/api/v1/credentials", "/api/v1/teams", "/api/v1/changes?after=0")
                .contains(
                        "/api/v1/metrics/program",
                        "/api/v1/metrics/posture",
                        "/api/v1/issuers",
                        "/api/v1/orphans")
                // Counters of the whole estate would tell how much the others have.
                .doesNotContain("/api/v1/coverage");
        assertThat(server.get("/api/v1/credentials", blue).body()).contains("azure.example");
        assertThat(server.get("/api/v1/credentials", root).body()).contains("crimson.example");
    }

    @Test
    void totalsCountWhatIsTheirsAlone() throws Exception {
        assertThat(json("/api/v1/statistics", blue).at("/total/credentials").asLong())
                .isEqualTo(json("/api/v1/credentials?q=owner:blue", root).path("total").asLong());
        for (String list : List.of("credentials", "identities", "sightings", "findings")) {
            long theirs = json("/api/v1/" + list, blue).path("total").asLong();
            long all = json("/api/v1/" + list, root).path("total").asLong();
            String whose = list.equals("sightings") ? "place:azure" : "owner:blue";
            long named =
                    json("/api/v1/" + list + "?q=" + encoded(whose), root).path("total").asLong();
            assertThat(theirs).as(list).isPositive().isLessThan(all).isEqualTo(named);
        }
        assertThat(server.get("/api/v1/export/credentials?format=csv", blue).body().lines())
                .hasSize(2);
    }

    @Test
    void figuresAreOfWhatIsTheirsAlone() throws Exception {
        for (String path :
                List.of(
                        "/api/v1/metrics/program",
                        "/api/v1/metrics/program/orphans/series",
                        "/api/v1/metrics/posture",
                        "/api/v1/metrics/posture/ownership/series",
                        "/api/v1/metrics/growth",
                        "/api/v1/statistics",
                        "/api/v1/rehearsal")) {
            assertThat(server.get(path + "?team=red", blue).statusCode()).as(path).isEqualTo(404);
            assertThat(server.get(path + "?team=none", root).statusCode()).as(path).isEqualTo(404);
            assertThat(server.get(path + "?team=blue", blue).statusCode()).as(path).isEqualTo(200);
        }
        JsonNode theirs;
        do {
            theirs = figure("/api/v1/metrics/program", "inventory-coverage", blue);
        } while (theirs.path("whole").asLong() == 0);
        assertThat(theirs.path("whole").asLong()).isEqualTo(1);
        assertThat(theirs.path("q").asString()).isEqualTo("overdue:yes");
        JsonNode asked = figure("/api/v1/metrics/program?team=blue", "inventory-coverage", root);
        assertThat(asked.path("whole").asLong()).isEqualTo(1);
        assertThat(asked.path("q").asString()).isEqualTo("overdue:yes owner:blue");
        assertThat(json("/api/v1/statistics?team=blue", root).at("/total/credentials").asLong())
                .isEqualTo(1);
        JsonNode growth;
        do {
            growth = json("/api/v1/metrics/growth", blue);
        } while (!growth.path("machines").isNumber());
        assertThat(growth.path("machines").asLong())
                .isEqualTo(json("/api/v1/metrics/growth?team=blue", root).path("machines").asLong())
                .isEqualTo(json("/api/v1/identities", blue).path("total").asLong());
    }

    private JsonNode figure(String path, String id, String[] who) throws Exception {
        return json(path, who)
                .path("items")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotTheirsCannotBeChanged() throws Exception {
        String version = "\"1\"";
        Map<String, String> changes =
                Map.of(
                        "PATCH /api/v1/credentials/" + credential,
                        "{\"tags\":[\"x\"]}",
                        "PATCH /api/v1/identities/" + identity,
                        "{\"owner\":\"blue\"}",
                        "POST /api/v1/identities/" + identity + "/merge",
                        "{\"into\":\"" + own + "\"}",
                        "POST /api/v1/identities/" + own + "/merge",
                        "{\"into\":\"" + identity + "\"}",
                        "POST /api/v1/identities/" + identity + "/split",
                        "{\"anchors\":[],\"name\":\"x\"}",
                        "DELETE /api/v1/declared/crimson-list",
                        "");
        for (var it : changes.entrySet()) {
            String[] ask = it.getKey().split(" ", 2);
            assertThat(
                            server.ask(
                                            ask[0],
                                            ask[1],
                                            it.getValue(),
                                            with(blue, "If-Match", version))
                                    .statusCode())
                    .as(it.getKey())
                    .isEqualTo(404);
        }
        assertThat(change(blue, "PATCH", "/api/v1/identities/" + own, "{\"owner\":\"red\"}"))
                .as("their own, given away to whom they do not write for")
                .isEqualTo(403);
        assertThat(change(blue, "PATCH", "/api/v1/identities/" + own, "{\"owner\":\"\"}"))
                .isEqualTo(403);
        assertThat(declare("crimson-list", "blue", blue)).isEqualTo(403);
        assertThat(declare("azure-list", "red", blue)).isEqualTo(403);
        assertThat(declare("azure-list", "", blue)).isEqualTo(403);
        assertThat(declare("azure-list", "blue", blue)).isEqualTo(201);
        assertThat(
                        server.ask(
                                        "POST",
                                        "/api/v1/tags/apply",
                                        "{\"list\":\"credentials\",\"ids\":[\"%s\"],\"add\":[\"x\"],\"preview\":false}"
                                                .formatted(credential),
                                        blue)
                                .body())
                .contains("\"rows\":0");
    }

    @Test
    void whatIsTheirsCan() throws Exception {
        assertThat(change(blue, "PATCH", "/api/v1/identities/" + own, "{\"tags\":[\"x\"]}"))
                .isEqualTo(200);
    }

    /// Every question that can be asked, about what is the other team's wherever something is
    /// named.
    private List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (Operation operation : server.app.operations()) {
            String path = operation.path().text();
            if (operation.method() != Method.GET
                    || path.equals("/api/v1/events")
                    || path.equals("/{file...}")
                    || path.startsWith("/api/v1/sign-in")
                    || path.equals("/api/v1/openapi.json")) {
                continue;
            }
            questions.add(
                    path.replace("credentials/{id}", "credentials/" + credential)
                            .replace("identities/{id}", "identities/" + identity)
                            .replace("declared/{id}", "declared/crimson-list")
                            .replace("views/{id}", "views/crimson-view")
                            .replace("teams/{id}", "teams/red")
                            .replace("people/{id}", "people/crimson-anna")
                            .replace("sources/{id}", "sources/estate")
                            .replaceAll("[{][^}]*[}]", "x"));
        }
        for (String list : List.of("credentials", "identities", "sightings", "findings")) {
            for (String q :
                    List.of(
                            "crimson",
                            "owner:red",
                            "id:" + credential,
                            "identity:" + identity,
                            "-azure",
                            "tag:crimson-tag")) {
                questions.add("/api/v1/%s?q=%s".formatted(list, encoded(q)));
                questions.add("/api/v1/facets?list=%s&q=%s".formatted(list, encoded(q)));
            }
            for (String begun :
                    List.of("crim", "owner:", "tag:", "tag:crim", "issuer:", "place:")) {
                questions.add("/api/v1/complete?list=%s&q=%s".formatted(list, encoded(begun)));
            }
        }
        questions.add("/api/v1/export/credentials?format=csv");
        questions.add("/api/v1/export/credentials?format=json&q=crimson");
        questions.add("/api/v1/changes?after=0");
        questions.add("/api/v1/graph?depth=2&from=credential:" + credential);
        questions.add("/api/v1/graph?depth=2&from=identity:" + identity);
        questions.add("/api/v1/graph?depth=2&from=identity:" + own);
        questions.add("/api/v1/declared/crimson-list/items?kind=unknown");
        questions.add("/api/v1/declared/crimson-list/items?kind=known");
        return questions;
    }

    private int declare(String id, String team, String[] who) throws Exception {
        String whose = team.isEmpty() ? "" : "&team=" + team;
        return server.ask(
                        "POST",
                        "/api/v1/declared?id=" + id + "&name=" + id + whose,
                        "name\ncrimson.example\n",
                        with(who, "Content-Type", "application/octet-stream"))
                .statusCode();
    }

    /// A change of what `who` has just read.
    private int change(String[] who, String method, String path, String content) throws Exception {
        Optional<String> version = server.get(path, root).headers().firstValue("ETag");
        return server.ask(
                        method,
                        path,
                        content,
                        version.isPresent() ? with(who, "If-Match", version.get()) : who)
                .statusCode();
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode json(String path, String[] who) throws Exception {
        return JSON.readTree(server.get(path, who).body());
    }

    /// The first of a list, as soon as there is one.
    private JsonNode first(String list) throws Exception {
        while (true) {
            JsonNode items = json(list, root).path("items");
            if (!items.isEmpty()) {
                return items.get(0);
            }
            Thread.onSpinWait();
        }
    }

    private static void certificate(Path estate, String folder, String name) throws Exception {
        Path file = Files.createDirectories(estate.resolve(folder)).resolve("tls.pem");
        byte[] encoded = TestCertificate.named(name).certificate().getEncoded();
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(encoded)));
    }
}
