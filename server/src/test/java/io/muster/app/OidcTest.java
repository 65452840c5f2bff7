package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.config.ServerSettings;
import io.muster.testing.OpenIdProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// People sign in at a real provider, in front of a whole server.
@Timeout(300)
class OidcTest {
    private static final String CALLBACK = "/api/v1/sign-in/oidc/callback";

    @TempDir Path folder;

    private OpenIdProvider provider;
    private ServerInTest server;

    private void start(String claims, String... more) throws Exception {
        provider = OpenIdProvider.start("https://muster.example" + CALLBACK, claims);
        server = ServerInTest.start(settings(more));
    }

    private ServerSettings settings(String... more) throws Exception {
        Path secret = folder.resolve("client-secret");
        Files.writeString(secret, OpenIdProvider.SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String yaml =
                """
                public-url: https://muster.example
                oidc:
                  issuer: %s
                  client-id: %s
                  scopes: [profile, email, groups]
                """
                        .formatted(
                                provider.issuer(),
                                more.length > 0 ? more[0] : OpenIdProvider.CLIENT);
        return ServerInTest.settings(
                folder.resolve("data"),
                more.length > 0 ? yaml : yaml + "  client-secret-file: " + secret + "\n");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void whoSignsInAtTheProviderMayWhatTheirGroupsMay() throws Exception {
        start("token");
        give("{\"role\":\"auditor\",\"group\":\"ops\"}");

        String anna = session(back(attempt(), "web+ops@anna"));
        String otto = session(back(attempt(), "web@otto"));

        assertThat(me(anna))
                .contains("\"kind\":\"person\"", "\"name\":\"anna\"", "\"local\":false")
                .contains("\"mail\":\"anna@example.com\"", "\"groups\":[\"web\",\"ops\"]")
                .contains("\"role\":\"auditor\"", "\"audit\"")
                .doesNotContain("\"administer\"");
        assertThat(server.get("/api/v1/accounts", "Cookie", anna).body())
                .contains("\"name\":\"otto\"");
        assertThat(me(otto)).contains("\"roles\":[]");
        assertThat(server.get("/api/v1/credentials", "Cookie", otto).statusCode()).isEqualTo(403);
        assertThat(server.get("/api/v1/audit?limit=2", "Cookie", anna).body())
                .contains("session.open", "\"by\":\"oidc\"", "\"issuer\":\"" + provider.issuer());
    }

    @Test
    void twoPeopleWithOneMailAddressAreTwo() throws Exception {
        start("token");
        give("{\"role\":\"viewer\",\"group\":\"ops\"}");

        String one = session(back(attempt(), "ops@anna"));
        String other = session(back(attempt(), "web@anna"));

        assertThat(me(one)).contains("\"mail\":\"anna@example.com\"", "\"role\":\"viewer\"");
        assertThat(me(other)).contains("\"mail\":\"anna@example.com\"", "\"roles\":[]");
    }

    @Test
    void groupsMayAlsoStandInUserinfoAndAClientMayHaveNoSecret() throws Exception {
        start("userinfo", "muster-public");

        String anna = session(back(attempt(), "web+ops@anna"));

        assertThat(me(anna)).contains("\"groups\":[\"web\",\"ops\"]", "\"name\":\"anna\"");
    }

    @Test
    void theProviderMayChangeItsKeys() throws Exception {
        start("token");
        assertThat(session(back(attempt(), "web@anna"))).isNotEmpty();

        provider.changeKeys();

        assertThat(session(back(attempt(), "web@anna"))).isNotEmpty();
    }

    @Test
    void anAnswerToAnotherAttemptOrBrowserOpensNothing() throws Exception {
        start("token");
        HttpResponse<String> mine = attempt();
        HttpResponse<String> theirs = attempt();
        URI answer = provider.signIn(location(theirs), "web@mallory");

        // Somebody else's answer, planted in my browser; and mine without a cookie.
        assertThat(failure(callback(answer, cookie(mine)))).isEqualTo("stale");
        assertThat(failure(callback(answer, "__Host-other=x"))).isEqualTo("stale");
        // Mine, with a state of theirs and a code that was not made for my challenge.
        String code = answer.getRawQuery().replaceAll("state=[^&]*", "state=" + state(mine));
        assertThat(failure(server.get(CALLBACK + "?" + code, "Cookie", cookie(mine))))
                .isEqualTo("refused");
        assertThat(server.logWith("sign-in refused")).contains("token");
    }

    @Test
    void aCodeIsGoodForOneSignIn() throws Exception {
        start("token");
        HttpResponse<String> attempt = attempt();
        URI answer = provider.signIn(location(attempt), "web@anna");

        assertThat(session(callback(answer, cookie(attempt)))).isNotEmpty();
        assertThat(failure(callback(answer, cookie(attempt)))).isEqualTo("refused");
    }

    @Test
    void anAnswerInTheNameOfAnotherProviderIsRefused() throws Exception {
        start("token");
        HttpResponse<String> attempt = attempt();
        URI answer = provider.signIn(location(attempt), "web@anna");
        String without = answer.getRawQuery().replaceAll("&?iss=[^&]*", "");

        assertThat(answer.getRawQuery()).contains("iss=");
        assertThat(failure(server.get(CALLBACK + "?" + without, "Cookie", cookie(attempt))))
                .isEqualTo("refused");
        assertThat(
                        failure(
                                server.get(
                                        CALLBACK + "?" + without + "&iss=https://evil.example",
                                        "Cookie",
                                        cookie(attempt))))
                .isEqualTo("refused");
    }

    @Test
    void whoIsKeptOutLosesTheirSessionAndComesInNoMore() throws Exception {
        start("token");
        String anna = session(back(attempt(), "web@anna"));
        String id = me(anna).replaceAll("(?s).*\"person\":\"([^\"]+)\".*", "$1");

        String administrator = "Bearer " + server.token("administer");
        assertThat(
                        server.ask(
                                        "PATCH",
                                        "/api/v1/accounts/" + id,
                                        "{\"active\":false}",
                                        "Authorization",
                                        administrator)
                                .statusCode())
                .isEqualTo(200);

        assertThat(server.get("/api/v1/me", "Cookie", anna).statusCode()).isEqualTo(401);
        assertThat(failure(back(attempt(), "web@anna"))).isEqualTo("excluded");
    }

    @Test
    void aTeamForWhichRolesAreGivenStays() throws Exception {
        start("token");
        String[] root = {"Authorization", "Bearer " + server.token("administer", "read")};
        assertThat(server.ask("PUT", "/api/v1/teams/web", "{\"name\":\"Web\"}", root).statusCode())
                .isEqualTo(200);
        give("{\"role\":\"viewer\",\"group\":\"ops\",\"team\":\"web\"}");

        HttpResponse<String> answer = server.ask("DELETE", "/api/v1/teams/web", "", root);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("take them away first");
    }

    @Test
    void aSessionEndsWithTheSignOut() throws Exception {
        start("token");
        String anna = session(back(attempt(), "web@anna"));

        assertThat(
                        server.ask(
                                        "POST",
                                        "/api/v1/sign-out",
                                        "",
                                        "Cookie",
                                        anna,
                                        "X-Muster-Request",
                                        "1")
                                .statusCode())
                .isEqualTo(204);
        assertThat(server.get("/api/v1/me", "Cookie", anna).statusCode()).isEqualTo(401);
    }

    @Test
    void aProviderThatIsAwayKeepsNothingElseFromWorking() throws Exception {
        start("token");
        provider.close();

        assertThat(failure(attempt())).isEqualTo("unavailable");
        assertThat(server.get("/api/v1/sign-in").body())
                .isEqualToIgnoringWhitespace("{\"link\":true,\"provider\":\"127.0.0.1\"}");
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> attempt() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/sign-in/oidc");
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer;
    }

    private HttpResponse<String> back(HttpResponse<String> attempt, String name) throws Exception {
        assertThat(location(attempt))
                .contains("code_challenge_method=S256", "response_type=code", "nonce=")
                .doesNotContain(cookie(attempt).replaceAll(".*=", ""));
        return callback(provider.signIn(location(attempt), name), cookie(attempt));
    }

    private HttpResponse<String> callback(URI answer, String cookie) throws Exception {
        assertThat(answer.toString()).startsWith("https://muster.example" + CALLBACK);
        return server.get(CALLBACK + "?" + answer.getRawQuery(), "Cookie", cookie);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String state(HttpResponse<String> attempt) {
        return location(attempt).replaceAll(".*[?&]state=([^&]*).*", "$1");
    }

    private static String cookie(HttpResponse<String> attempt) {
        String cookie = attempt.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-muster-oidc=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "Max-Age=600");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String failure(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).startsWith("/sign-in?failed=");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(it -> it.startsWith("__Host-muster="));
        return location(answer).substring("/sign-in?failed=".length());
    }

    /// The cookie of the session that an answer opens.
    private static String session(HttpResponse<String> answer) {
        assertThat(location(answer)).isEqualTo("/");
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies).anyMatch(it -> it.startsWith("__Host-muster-oidc=; "));
        return cookies.stream()
                .filter(it -> it.startsWith("__Host-muster="))
                .map(it -> it.substring(0, it.indexOf(';')))
                .collect(Collectors.joining());
    }

    private String me(String session) throws Exception {
        return server.get("/api/v1/me", "Cookie", session).body();
    }

    private void give(String wish) throws Exception {
        assertThat(
                        server.ask(
                                        "POST",
                                        "/api/v1/grants",
                                        wish,
                                        "Authorization",
                                        "Bearer " + server.token("administer"))
                                .statusCode())
                .isEqualTo(201);
    }
}
