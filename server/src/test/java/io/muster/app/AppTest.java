package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.muster.config.Address;
import io.muster.config.ServerSettings;
import io.muster.http.Json;
import io.muster.http.Operation;
import io.muster.http.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole server, from outside.
class AppTest {
    private static final Path DESCRIPTION = Path.of("../docs/reference/openapi.json");

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

    @Test
    void bothDoorsSayThatItIsWell() throws Exception {
        assertThat(server.get("/healthz").body()).isEqualTo("ok\n");
        assertThat(server.getPlain("/healthz").body()).isEqualTo("ok\n");
        assertThat(server.getPlain("/readyz").body())
                .startsWith("{\"state\":\"ready\"")
                .contains(
                        "\"roll\"",
                        "\"authority\"",
                        "\"disk\"",
                        "\"judging\"",
                        "\"seal\"",
                        "\"rounds\"");
    }

    @Test
    @Timeout(60)
    void aCheckpointThatCannotBeKeptImpairsItUntilItCan() throws Exception {
        Path checkpoint = server.settings.data().resolve("audit.checkpoint");
        Path inTheWay = Files.createDirectories(checkpoint.resolve("in-the-way"));
        server.token("read");

        String impaired = readyzWith("\"state\":\"impaired\"");
        Files.delete(inTheWay);
        Files.delete(checkpoint);

        assertThat(impaired)
                .contains(
                        "{\"name\":\"seal\",\"state\":\"impaired\",\"trouble\":\"it fails; the log");
        assertThat(readyzWith("{\"state\":\"ready\"")).doesNotContain("impaired");
        assertThat(checkpoint).content().contains("muster/");
    }

    /// As soon as it says `text`, which is still well: both are 200.
    private String readyzWith(String text) throws Exception {
        HttpResponse<String> answer;
        do {
            answer = server.getPlain("/readyz");
            assertThat(answer.statusCode()).isEqualTo(200);
        } while (!answer.body().contains(text));
        return answer.body();
    }

    @Test
    @Timeout(60)
    void aScannerElsewhereCanBeCountedOn() throws Exception {
        String[] bearer = {"Authorization", "Bearer " + server.token("read", "report", "write")};
        server.ask("POST", "/api/v1/runs", "{\"source\":\"web-3\"}", bearer);
        HttpResponse<String> source = server.get("/api/v1/sources/web-3", bearer);
        assertThat(source.body()).doesNotContain("expectedEvery");
        String[] ifMatch = {
            bearer[0], bearer[1], "If-Match", source.headers().firstValue("ETag").orElseThrow()
        };

        assertThat(change("{\"schedule\":\"every 1d\"}", ifMatch)).contains("scheduled there");
        assertThat(change("{\"expectedEvery\":\"soon\"}", ifMatch)).contains("36h");
        assertThat(change("{\"expectedEvery\":\"36h\"}", ifMatch))
                .contains("\"expectedEvery\":\"36h\"");
        assertThat(server.get("/api/v1/rules", bearer).body()).contains("source-silent");
    }

    @Test
    void anotherPolicyIsTriedBeforeItBites() throws Exception {
        String[] json = {"Authorization", "Bearer " + server.token("read")};
        String[] yaml = {json[0], json[1], "Content-Type", "application/yaml"};
        String shown = server.get("/api/v1/policy", json).body();
        String none = "policy: baseline\nversion: 1\ndescription: Nothing.\nrules: []\n";
        String path = "/api/v1/policy/diff";

        assertThat(shown).contains("\"name\":\"baseline\"", "\"edition\"", "policy: baseline");
        assertThat(server.ask("POST", path, none, yaml).body().strip())
                .startsWith("{\"newlyBroken\":[],\"newlyPassing\":[],\"newlyRefused\":[],")
                .contains("{\"rule\":\"expired\",\"change\":\"removed\"");
        assertThat(server.ask("POST", path + "?progress=lines", none, yaml).body())
                .contains("{\"diff\":{\"newlyBroken\":[]");
        assertThat(server.ask("POST", path, "rules: [", yaml).statusCode()).isEqualTo(400);
        assertThat(server.ask("POST", path, "policy: x", yaml).body()).contains("'version'");
        assertThat(server.ask("POST", path + "?progress=x", none, yaml).statusCode())
                .isEqualTo(400);
        assertThat(server.ask("POST", path, none, json).statusCode()).isEqualTo(415);
        assertThat(server.ask("POST", path, "x".repeat((1 << 20) + 1), yaml).statusCode())
                .isEqualTo(413);
    }

    private String change(String change, String... headers) throws Exception {
        return server.ask("PATCH", "/api/v1/sources/web-3", change, headers).body();
    }

    /// Every route, asked by nobody: only health, sign-in and static files answer.
    @Test
    void nobodyIsAnsweredByAnyRouteButThoseForAnyone() throws Exception {
        for (Operation operation : server.app.operations()) {
            String path = operation.path().text().replaceAll("[{][^}]*[}]", "x");
            int status = server.ask(operation.method().name(), path, "{}").statusCode();
            if (operation.permission() == Permission.ANYONE) {
                assertThat(operation.path().text())
                        .isIn("/healthz", "/readyz", "/api/v1/sign-in", "/{file...}");
            } else {
                assertThat(status).as(operation.method() + " " + path).isEqualTo(401);
            }
        }
        assertThat(server.app.operations()).hasSizeGreaterThan(20);
    }

    @Test
    void thePlainDoorKnowsHealthAndNothingElse() throws Exception {
        assertThat(server.getPlain("/").statusCode()).isEqualTo(404);
        assertThat(server.getPlain("/api/v1/session").statusCode()).isEqualTo(404);
        assertThat(server.getPlain("/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkOpensASessionThatATabCanUseAndAnotherSiteCannot() throws Exception {
        String link = server.app.signInLink("tester");
        String code = link.substring(link.indexOf('#') + 1);

        HttpResponse<String> opened =
                server.ask(
                        "POST",
                        "/api/v1/sign-in",
                        Json.text(Map.of("code", code)),
                        "X-Muster-Request",
                        "1");
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];

        assertThat(opened.statusCode()).isEqualTo(204);
        assertThat(server.get("/api/v1/session", "Cookie", cookie).body())
                .contains("\"kind\":\"person\"", "\"id\":\"tester\"");
        assertThat(server.ask("POST", "/api/v1/sign-out", "", "Cookie", cookie).body())
                .contains("foreign-request");
        server.ask("POST", "/api/v1/sign-out", "", "Cookie", cookie, "X-Muster-Request", "1");
        assertThat(server.get("/api/v1/session", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenMadeBesideTheRunningServerOpensItAtOnce() throws Exception {
        String bearer = "Bearer " + server.token("read");

        HttpResponse<String> session = server.get("/api/v1/session", "Authorization", bearer);

        assertThat(session.body()).contains("\"kind\":\"token\"");
        assertThat(server.get("/metrics", "Authorization", bearer).body())
                .contains("muster_http_requests_total{door=\"https\"", "muster_up 1");
    }

    @Test
    @Timeout(30)
    void theLogHasTheIdOfTheAnswerAndNoSecret() throws Exception {
        String token = server.token("read");

        HttpResponse<String> refused =
                server.ask(
                        "DELETE",
                        "/api/v1/views/v1?secret=swordfish",
                        "",
                        "Authorization",
                        "Bearer " + token);

        String id = refused.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(server.logWith("\"request\":\"" + id + "\""))
                .doesNotContain(token)
                .doesNotContain("swordfish");
    }

    @Test
    void aRequestThatComesAgainMakesNoSecondToken() throws Exception {
        String bearer = "Bearer " + server.token("administer", "read");
        String[] headers = {"Authorization", bearer, "Idempotency-Key", "k1"};

        int first = server.ask("POST", "/api/v1/tokens", "{\"name\":\"a\"}", headers).statusCode();
        int second = server.ask("POST", "/api/v1/tokens", "{\"name\":\"a\"}", headers).statusCode();

        assertThat(List.of(first, second)).containsExactly(201, 409);
        assertThat(server.get("/api/v1/tokens", "Authorization", bearer).body())
                .containsOnlyOnce("\"name\":\"a\"");
    }

    @Test
    void whatItKeepsIsItsOwnersAlone() throws IOException {
        Path data = server.settings.data();

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("https.pem"))).isEqualTo("rw-------");
    }

    @Test
    void aSecondServerOnTheSameFolderIsToldWhichProcessHasIt() {
        assertThatIOException()
                .isThrownBy(() -> ServerInTest.start(server.settings.data()).close())
                .withMessageContaining("process " + ProcessHandle.current().pid())
                .withMessageContaining("--data");
    }

    @Test
    void aPortThatIsTakenLeavesTheFolderFree() throws Exception {
        Path other = folder.resolve("other");
        ServerSettings usual = ServerInTest.settings(other);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerSettings clashing =
                    new ServerSettings(
                            other,
                            new Address("127.0.0.1", taken.getLocalPort()),
                            usual.httpListen(),
                            usual.hosts(),
                            usual.databaseUrl(),
                            usual.pair(),
                            usual.log(),
                            usual.firstScan());
            assertThatIOException()
                    .isThrownBy(() ->
                            App.start(
                                    clashing,
                                    (_, clock) -> Log.to(OutputStream.nullOutputStream(), clock)))
                    .withMessageContaining("--listen");
        }
        ServerInTest.start(other).close();
    }

    @Test
    void aFolderThatOthersCanEnterIsRefused() throws IOException {
        Path open =
                Files.createDirectory(
                        folder.resolve("open"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-x---")));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatIOException()
                .isThrownBy(() -> ServerInTest.start(open).close())
                .withMessageContaining("chmod 700");
    }

    @Test
    void itsCertificateIsTheSameAfterARestart() throws Exception {
        String before = Files.readString(server.settings.data().resolve("https.pem"));
        server.close();
        server = ServerInTest.start(folder.resolve("data"));

        assertThat(server.settings.data().resolve("https.pem")).hasContent(before);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void theReadyLineShowsTheLinkToATerminalOnly() throws IOException {
        String watched =
                Serve.readyLine(server.app, server.settings, Serve.LinkTo.TERMINAL, "tester");
        String unwatched =
                Serve.readyLine(server.app, server.settings, Serve.LinkTo.FILE, "tester");

        assertThat(watched).startsWith("ready https://127.0.0.1:").contains("/sign-in#");
        assertThat(unwatched).startsWith("ready https://127.0.0.1:").doesNotContain("#");
        Path file = server.settings.data().resolve("sign-in-link");
        assertThat(file).content().contains("/sign-in#");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void theDescriptionOfTheApiIsTheOneInTheDocuments() throws Exception {
        String bearer = "Bearer " + server.token("read");
        HttpResponse<String> answer = server.get("/api/v1/openapi.json", "Authorization", bearer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String description = answer.body();
        if (Boolean.getBoolean("muster.regenerate")) {
            Files.writeString(DESCRIPTION, description);
        }

        assertThat(DESCRIPTION).content().isEqualTo(description);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
