package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.Role;
import io.muster.access.TestPeople;
import io.muster.http.TestCertificate;
import io.muster.merkle.NoteKey;
import io.muster.seal.SealedDocument;
import io.muster.store.Database;
import io.muster.store.access.JdbcAccounts;
import io.muster.store.access.JdbcRoleGrants;
import io.muster.store.access.JdbcSessions;
import io.muster.testing.Missing;
import io.muster.testing.PostgresqlServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

/// A review of two teams through the whole server, from its beginning to what it brings about.
@ParameterizedClass
@EnumSource
@Timeout(60)
class ReviewedTest {
    /// Where the server keeps what it knows.
    enum Kept {
        SQLITE,
        POSTGRESQL
    }

    @Parameter Kept kept;

    /// Some seconds' worth: what the server does by itself it does within them.
    private static final int ASKED_MAX = 10_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private ServerInTest server;
    private Database authority;
    private String[] root;
    private String[] red;
    private String[] blue;

    @BeforeEach
    void start() throws Exception {
        Path estate = Files.createDirectories(folder.resolve("estate"));
        certificate(estate, "red", "pay.example");
        certificate(estate, "red", "old.example");
        certificate(estate, "blue", "web.example");
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                public-url: https://muster.example
                                oidc: {issuer: "%1$s", client-id: muster}
                                sources: [{id: estate, targets: [%2$s], schedule: every 1d}]
                                owners:
                                  - {match: {place: "file://*/red/*"}, team: red}
                                  - {match: {place: "file://*/blue/*"}, team: blue}
                                """
                                                .formatted(TestPeople.ISSUER, estate)
                                        + database()),
                        () -> Instant.now().plus(ahead.get()));
        root =
                new String[] {
                    "Authorization",
                    "Bearer "
                            + Serve.token(
                                    server.settings,
                                    "root",
                                    List.of("read", "write", "audit", "administer"),
                                    List.of(),
                                    Duration.ofDays(300),
                                    "root")
                };
        authority = Databases.authority(server.settings, server.settings.data());
        TestPeople people =
                new TestPeople(
                        authority,
                        new JdbcAccounts(authority),
                        new JdbcRoleGrants(authority),
                        new JdbcSessions(authority));
        until("/api/v1/identities?q=owner:red", it -> it.path("total").asInt() == 2);
        until("/api/v1/identities?q=owner:blue", it -> it.path("total").asInt() == 1);
        ask(root, "PUT", "/api/v1/teams/heads", "{\"name\":\"Heads\"}");
        HttpResponse<String> before = server.get("/api/v1/teams/red", root);
        HttpResponse<String> above =
                server.ask(
                        "PUT",
                        "/api/v1/teams/red",
                        "{\"name\":\"Red\",\"parent\":\"heads\"}",
                        root[0],
                        root[1],
                        "If-Match",
                        before.headers().firstValue("ETag").orElse(""));
        assertThat(above.statusCode()).as(above.body()).isEqualTo(200);
        red = session(people, "r", "red");
        blue = session(people, "b", "blue");
    }

    private static String[] session(TestPeople people, String name, String team) {
        String person = people.person(name, Optional.of(Role.OPERATOR), Optional.of(team));
        return new String[] {"Cookie", people.session(person), "X-Muster-Request", "1"};
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

    private static void certificate(Path estate, String team, String name) throws Exception {
        Path file = Files.createDirectories(estate.resolve(team)).resolve(name + ".pem");
        byte[] encoded = TestCertificate.named(name).certificate().getEncoded();
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(encoded)));
    }

    @AfterEach
    void stop() {
        authority.close();
        server.close();
    }

    @Test
    void twoTeamsDecideAndWhatTheyDecideHasItsEffect() throws Exception {
        HttpResponse<String> begun =
                ask(
                        root,
                        "POST",
                        "/api/v1/reviews",
                        "{\"name\":\"Autumn\",\"q\":\"kind:service\",\"days\":30}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String review = "/api/v1/reviews/" + JSON.readTree(begun.body()).path("id").asString();
        until(review, it -> it.path("review").path("state").asString().equals("open"));

        JsonNode theirs = json(red, review + "/items").path("items");
        assertThat(theirs).hasSize(2);
        JsonNode web = json(blue, review + "/items").path("items").get(0);
        assertThat(web.path("title").asString()).contains("web");
        assertThat(web.path("evidence").path("places").get(0).asString()).contains("blue");
        assertThat(json(blue, review).path("parts")).hasSize(1);
        long mine = web.path("item").asLong();
        assertThat(decide(red, review, "keep", mine).statusCode()).isEqualTo(404);
        assertThat(decide(blue, review, "keep", mine).statusCode()).isEqualTo(200);
        assertThat(decide(blue, review, "reduce", mine).body())
                .contains("\"reduced\":1", "\"kept\":0");
        assertThat(ask(blue, "POST", review + "/close", "{}").statusCode()).isEqualTo(403);
        assertThat(ask(root, "POST", review + "/close", "{}").body()).contains("2 are undecided");
        until("/api/v1/alerts?kind=review-due", it -> it.path("total").asInt() > 0);

        JsonNode old =
                theirs.get(0).path("title").asString().startsWith("old")
                        ? theirs.get(0)
                        : theirs.get(1);
        assertThat(decide(red, review, "retire", old.path("item").asLong()).statusCode())
                .isEqualTo(200);
        ahead.set(Duration.ofDays(31));
        JsonNode late =
                until("/api/v1/alerts?kind=review-overdue", it -> it.path("total").asInt() == 1);
        assertThat(late.path("items").get(0).toString()).contains("heads", "1 of 2");
        assertThat(json(root, review).path("review").path("overdue").asBoolean()).isTrue();

        HttpResponse<String> closed = ask(root, "POST", review + "/close", "{\"note\":\"enough\"}");
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        String digest = JSON.readTree(closed.body()).path("digest").asString();
        assertThat(digest).hasSize(64);
        assertThat(server.get("/api/v1/audit?limit=100", root).body())
                .contains("review.close", digest);
        assertThat(decide(root, review, "keep", mine).statusCode()).isEqualTo(409);
        assertThat(server.get(review + "/report", root).body())
                .contains(digest, "web.example", "old.example");
        NoteKey key = NoteKey.parse(server.get("/api/v1/reports/key", root).body());
        Path report = folder.resolve("review.json");
        Files.writeString(report, server.get(review + "/report", root).body());
        assertThat(SealedDocument.open(report).check(key).isWhole()).isTrue();
        assertThat(server.get(review + "/report?format=html", root).body())
                .contains("<!DOCTYPE html>", "Autumn");

        JsonNode less =
                until("/api/v1/reductions?state=open", it -> it.path("items").size() == 1)
                        .path("items")
                        .get(0);
        String task = "/api/v1/reductions/" + less.path("id").asString() + "/done";
        assertThat(less.path("title").asString()).contains("web");
        String evidence = "{\"evidence\":\"ticket 17\"}";
        assertThat(ask(root, "POST", task, "{\"evidence\":\" \"}").statusCode()).isEqualTo(400);
        assertThat(ask(root, "POST", task, evidence).body())
                .contains("\"state\":\"done\"", "\"confirmed\":\"hand\"", "ticket 17");
        assertThat(ask(root, "POST", task, evidence).statusCode()).isEqualTo(409);
        assertThat(server.get("/api/v1/audit?limit=100", root).body()).contains("reduction.done");
        assertThat(server.get("/api/v1/reductions?state=odd", root).statusCode()).isEqualTo(400);

        JsonNode going =
                until("/api/v1/retirements", it -> it.path("items").size() == 1)
                        .path("items")
                        .get(0);
        assertThat(going.path("state").asString()).isEqualTo("disabling");
        String out = "/api/v1/retirements/" + going.path("id").asString();
        JsonNode detail = json(root, out);
        assertThat(detail.path("task").path("words").asString()).contains("old.example");
        assertThat(ask(root, "POST", out + "/undo", "{\"note\":\"not yet\"}").body())
                .contains("proposed");
        assertThat(ask(root, "POST", out + "/advance", "{\"note\":\"now\"}").body())
                .contains("disabling");
        assertThat(ask(root, "POST", out + "/advance", "{\"note\":\"renamed\"}").body())
                .contains("observing");
        assertThat(ask(root, "POST", out + "/undo", "{\"note\":\"missed\"}").body())
                .contains("rename it back");
        assertThat(json(root, out).path("steps").toString()).contains("\"confirmed\":\"hand\"");
        assertThat(ask(root, "POST", out + "/keep", "{\"note\":\"needed\"}").body())
                .contains("\"kept\"");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        String reviews = "/api/v1/reviews";
        for (String bad :
                List.of(
                        "{\"name\":\"\"}",
                        "{\"name\":\"x\",\"list\":\"places\"}",
                        "{\"name\":\"x\",\"q\":\"nonsense:1\"}",
                        "{\"name\":\"x\",\"days\":999}")) {
            assertThat(ask(root, "POST", reviews, bad).statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(ask(blue, "POST", reviews, "{\"name\":\"x\",\"teams\":[\"red\"]}").statusCode())
                .isEqualTo(403);
        assertThat(server.get(reviews + "?state=odd", root).statusCode()).isEqualTo(400);
        assertThat(server.get(reviews + "/x/items", root).statusCode()).isEqualTo(404);
        String identity =
                json(root, "/api/v1/identities?q=owner:red")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        String wish =
                "{\"entity\":\"identity\",\"id\":\"%s\",\"reason\":\"old\"}".formatted(identity);
        assertThat(ask(blue, "POST", "/api/v1/retirements", wish).statusCode()).isEqualTo(404);
        assertThat(ask(red, "POST", "/api/v1/retirements", wish).statusCode()).isEqualTo(201);
        assertThat(ask(red, "POST", "/api/v1/retirements", wish).statusCode()).isEqualTo(409);
        assertThat(json(blue, "/api/v1/retirements").path("items")).isEmpty();
        assertThat(
                        server.get(
                                        "/api/v1/identities/"
                                                + identity
                                                + "/permissions?from=yesterday",
                                        root)
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        json(root, "/api/v1/identities/" + identity + "/permissions")
                                .path("total")
                                .asInt())
                .isZero();
    }

    private HttpResponse<String> decide(String[] who, String review, String choice, long item)
            throws Exception {
        return ask(
                who,
                "POST",
                review + "/decisions",
                "{\"items\":[%d],\"decision\":\"%s\",\"reason\":\"we know\"}"
                        .formatted(item, choice));
    }

    private HttpResponse<String> ask(String[] who, String method, String path, String content)
            throws Exception {
        List<String> headers = new ArrayList<>(List.of(who));
        return server.ask(method, path, content, headers.toArray(String[]::new));
    }

    private JsonNode json(String[] who, String path) throws Exception {
        HttpResponse<String> answer = server.get(path, who);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private interface Wanted {
        boolean is(JsonNode answer);
    }

    /// Asks until it is so.
    private JsonNode until(String path, Wanted wanted) throws Exception {
        JsonNode answer = json(root, path);
        for (int i = 0; i < ASKED_MAX && !wanted.is(answer); i++) {
            answer = json(root, path);
        }
        assertThat(wanted.is(answer)).as(path + " " + answer).isTrue();
        return answer;
    }
}
