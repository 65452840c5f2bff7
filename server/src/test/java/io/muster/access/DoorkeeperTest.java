package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.http.Body;
import io.muster.http.Caller;
import io.muster.http.Content;
import io.muster.http.Json;
import io.muster.http.Method;
import io.muster.http.Operation;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Rights;
import io.muster.http.Route;
import io.muster.http.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who gets in, over fakes.
class DoorkeeperTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final AccessInMemory memory = new AccessInMemory();
    private final DecisionsInMemory decisions = new DecisionsInMemory();
    private final Recording recording = new Recording(memory, decisions, () -> now);
    private final Random random = new Random(1);
    private final Doorkeeper doorkeeper =
            new Doorkeeper(
                    memory,
                    memory.tokens(),
                    memory.sessions(),
                    new Authorization(
                            memory.accounts(),
                            memory.grants(),
                            teams -> teams,
                            Optional.of("https://id.example")),
                    () -> now);
    private final SignIn signIn =
            new SignIn(recording, memory.sessions(), random, Optional.empty());
    private final TokenOffice office = new TokenOffice(recording, memory.tokens(), random);
    private final Routes routes =
            new Routes(
                    Stream.of(signIn.routes(), office.routes())
                            .<Route>flatMap(List::stream)
                            .toList(),
                    doorkeeper);

    @Test
    void aTokenOpensWhatItsScopeSaysUntilItExpires() {
        String token = token(Permission.READ);

        assertThat(admitted(bearing(token), Permission.READ).kind()).isEqualTo(Caller.Kind.TOKEN);
        assertRefused(Problem.FORBIDDEN, bearing(token), Permission.WRITE);
        now = now.plus(TokenOffice.TIME_DEFAULT);
        assertRefused(Problem.NOT_SIGNED_IN, bearing(token), Permission.READ);
    }

    @Test
    void aTokenThatIsWithdrawnOpensNothingAtOnce() throws IOException {
        String admin = token(Permission.ADMINISTER);
        TokenOffice.Made other = made(Permission.READ);

        routes.handle(
                Request.of(Method.DELETE, "/api/v1/tokens/" + other.id())
                        .with("Authorization", "Bearer " + admin));

        assertRefused(Problem.NOT_SIGNED_IN, bearing(other.token()), Permission.READ);
    }

    @Test
    void itsLastUseShowsInTheList() {
        admitted(bearing(token(Permission.READ)), Permission.READ);

        assertThat(memory.tokens().all().getFirst().lastUsedAt()).contains(now);
    }

    @Test
    void aTokenMayReportBelowItsPlacesOnly() {
        Caller scanner =
                new Caller(
                        Caller.Kind.TOKEN,
                        "t",
                        "root",
                        Rights.everywhere(Set.of(Permission.REPORT)),
                        List.of("file://web-3"));

        assertThat(scanner.mayReport("file://web-3/etc/x")).isTrue();
        assertThat(scanner.mayReport("file://web-30/etc/x")).isFalse();
        assertThat(scanner.mayReport("tls://web-3:443")).isFalse();
    }

    @Test
    void aLinkOpensASessionOnce() throws IOException {
        Code code = signIn.invite("anna");

        Response first = routes.handle(posting(code));
        String cookie = first.headers().one("Set-Cookie").orElseThrow();

        assertThat(cookie)
                .startsWith("__Host-muster=")
                .contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/");
        assertThat(admitted(holding(cookie), Permission.ADMINISTER))
                .isEqualTo(Caller.person("anna", Rights.ALL));
        assertProblem(Problem.NOT_SIGNED_IN, posting(code));
    }

    @Test
    void aLinkIsGoodForTenMinutes() {
        Code code = signIn.invite("anna");
        now = now.plus(SignIn.LINK_TIME);

        assertProblem(Problem.NOT_SIGNED_IN, posting(code));
    }

    @Test
    void aSessionEndsAfterADayOfWorkAndWhenItsPersonLeaves() throws IOException {
        String cookie = signedIn();
        routes.handle(changing(holding(cookie), "/api/v1/sign-out"));
        assertRefused(Problem.NOT_SIGNED_IN, holding(cookie), Permission.READ);

        Instant start = now;
        String other = signedIn();
        while (now.isBefore(start.plus(Session.TIME_MAX))) {
            assertThat(admitted(holding(other), Permission.READ)).isNotNull();
            now = now.plus(Duration.ofHours(1));
        }
        assertRefused(Problem.NOT_SIGNED_IN, holding(other), Permission.READ);
    }

    @Test
    void aSessionEndsEarlierWhenNobodyUsesIt() throws IOException {
        String cookie = signedIn();
        now = now.plus(Duration.ofHours(7));
        assertThat(admitted(holding(cookie), Permission.READ)).isNotNull();

        String idle = signedIn();
        now = now.plus(Session.IDLE_MAX);
        assertRefused(Problem.NOT_SIGNED_IN, holding(idle), Permission.READ);
    }

    @Test
    void aTokenCannotProlongItselfNorWithdrawOthers() {
        TokenOffice.Made stray = made(Permission.READ);
        String bearer = "Bearer " + stray.token();
        Request wish =
                Request.of(Method.POST, "/api/v1/tokens")
                        .with("Authorization", bearer)
                        .with("Content-Type", "application/json")
                        .with(Body.of("{\"name\":\"x\",\"permissions\":[\"read\"]}"));

        assertProblem(Problem.FORBIDDEN, wish);
        assertProblem(
                Problem.NOT_FOUND,
                Request.of(Method.DELETE, "/api/v1/tokens/" + made(Permission.READ).id())
                        .with("Authorization", bearer));
    }

    @Test
    void aChangeThatAnotherSiteMakesTheBrowserSendIsRefused() throws IOException {
        Request change =
                Request.of(Method.POST, "/api/v1/tokens").with("Cookie", cookie(signedIn()));

        assertRefused(Problem.FOREIGN_REQUEST, change, Permission.WRITE);
        assertRefused(
                Problem.FOREIGN_REQUEST,
                change.with("X-Muster-Request", "1").with("Sec-Fetch-Site", "cross-site"),
                Permission.WRITE);
        assertRefused(
                Problem.FOREIGN_REQUEST,
                change.with("X-Muster-Request", "1").with("Sec-Fetch-Site", "same-site"),
                Permission.WRITE);
        assertThat(
                        admitted(
                                change.with("X-Muster-Request", "1")
                                        .with("Sec-Fetch-Site", "same-origin"),
                                Permission.WRITE))
                .isNotNull();
    }

    @Test
    void anotherSiteCannotSignABrowserIn() {
        Code code = signIn.invite("anna");
        Request post =
                Request.of(Method.POST, "/api/v1/sign-in")
                        .with("Content-Type", "application/json")
                        .with(Body.of(Json.text(new SignIn.Attempt(code.text()))));

        assertProblem(Problem.FOREIGN_REQUEST, post);
    }

    @Test
    void twoCookiesOfOneNameAreNone() throws IOException {
        Request request =
                Request.of(Method.GET, "/")
                        .with("Cookie", cookie(signedIn()) + "; __Host-muster=planted");

        assertRefused(Problem.NOT_SIGNED_IN, request, Permission.READ);
    }

    @Test
    void whoGuessesIsSlowedDownAndLetInAgainLater() throws IOException {
        Code good = signIn.invite("anna");
        for (int i = 0; i < 10; i++) {
            assertProblem(Problem.NOT_SIGNED_IN, posting(new Code("guess" + i)));
        }
        assertProblem(Problem.TOO_MANY, posting(good));

        now = now.plus(Duration.ofMinutes(1));
        assertThat(routes.handle(posting(good)).status()).isEqualTo(204);
    }

    @Test
    void aScannerWithAWithdrawnTokenKeepsNobodyElseOut() {
        String good = token(Permission.READ);
        for (int i = 0; i < 100; i++) {
            assertRefused(Problem.NOT_SIGNED_IN, bearing("withdrawn"), Permission.READ);
        }

        assertThat(admitted(bearing(good), Permission.READ)).isNotNull();
    }

    @Test
    void aDiskThatIsFullKeepsNobodyOut() {
        String good = token(Permission.READ);
        memory.full = true;

        assertThat(admitted(bearing(good), Permission.READ)).isNotNull();
    }

    @Test
    void aTokenCannotMakeOneThatMayMore() {
        String admin = token(Permission.ADMINISTER);
        Request wish =
                Request.of(Method.POST, "/api/v1/tokens")
                        .with("Authorization", "Bearer " + admin)
                        .with("Content-Type", "application/json")
                        .with(Body.of("{\"name\":\"x\",\"permissions\":[\"write\"]}"));

        assertProblem(Problem.FORBIDDEN, wish);
    }

    @Test
    void theListOfTokensHoldsNoCode() throws IOException {
        String admin = token(Permission.ADMINISTER);

        Response list =
                routes.handle(
                        Request.of(Method.GET, "/api/v1/tokens")
                                .with("Authorization", "Bearer " + admin));

        assertThat(Json.text(((Content.Json) list.content()).value()))
                .contains("\"name\":\"test\"")
                .doesNotContain(admin)
                .doesNotContain(new Code(admin).hash().toHex());
    }

    @Test
    void aWishThatDoesNotFitIsRefusedInWords() {
        String admin = token(Permission.ADMINISTER);
        Request wish =
                Request.of(Method.POST, "/api/v1/tokens")
                        .with("Authorization", "Bearer " + admin)
                        .with("Content-Type", "application/json")
                        .with(Body.of("{\"name\":\"x\",\"seconds\":1}"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(wish))
                .withMessageContaining("a minute to 366 days");
    }

    @Test
    void whoCameInAndWhoMadeATokenIsRecordedWithoutACode() throws IOException {
        Code code = signIn.invite("anna");
        routes.handle(posting(code));
        TokenOffice.Made made = made(Permission.READ);

        assertThat(decisions.made)
                .extracting(it -> it.actor() + " " + it.action())
                .containsExactly(
                        "person:anna sign-in.invite",
                        "person:anna session.open",
                        "person:root token.make");
        assertThat(decisions.made.toString())
                .doesNotContain(code.text())
                .doesNotContain(made.token());
    }

    @Test
    void codesDoNotShowInText() {
        assertThat(signIn.invite("anna").toString()).doesNotContain("muster-sign-in_");
        assertThat(made(Permission.READ).toString()).doesNotContain("muster_");
    }

    private String signedIn() throws IOException {
        return routes.handle(posting(signIn.invite("anna")))
                .headers()
                .one("Set-Cookie")
                .orElseThrow();
    }

    private static Request posting(Code code) {
        return changing(Request.of(Method.POST, "/"), "/api/v1/sign-in")
                .with("Content-Type", "application/json")
                .with(Body.of(Json.text(new SignIn.Attempt(code.text()))));
    }

    private static Request changing(Request like, String path) {
        Request request = Request.of(Method.POST, path).with("X-Muster-Request", "1");
        Optional<String> cookie = like.headers().one("Cookie");
        return cookie.map(it -> request.with("Cookie", it)).orElse(request);
    }

    private static Request holding(String setCookie) {
        return Request.of(Method.GET, "/").with("Cookie", cookie(setCookie));
    }

    private static String cookie(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    private static Request bearing(String token) {
        return Request.of(Method.GET, "/").with("Authorization", "Bearer " + token);
    }

    private String token(Permission permission) {
        return made(permission).token();
    }

    private TokenOffice.Made made(Permission permission) {
        return office.make(
                new TokenOffice.Wish("test", Set.of(permission), List.of(), Optional.empty()),
                new Recording.Deed("person:root", ""),
                "root");
    }

    private Caller admitted(Request request, Permission permission) {
        return doorkeeper.admit(request, Operation.get("/", permission, ""));
    }

    private void assertRefused(Problem problem, Request request, Permission permission) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> doorkeeper.admit(request, Operation.get("/", permission, "")))
                .matches(it -> it.problem() == problem, problem.toString());
    }

    private void assertProblem(Problem problem, Request request) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(request))
                .matches(it -> it.problem() == problem, problem.toString());
    }
}
