package io.muster.http;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;
import static io.muster.http.Operation.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The table and the router over it, without a socket.
class RoutesTest {
    private static final Caller READER =
            new Caller(
                    Caller.Kind.TOKEN,
                    "t",
                    "root",
                    Rights.everywhere(Set.of(Permission.READ)),
                    List.of());

    record Wish(String name, Optional<String> owner, List<String> tags, Kind kind) {}

    enum Kind {
        NOT_YET_VALID
    }

    private final Routes routes =
            new Routes(
                    List.of(
                            get("/things", Permission.READ, "All.")
                                    .with(Parameter.text("q", "What to look for."))
                                    .by(it -> Response.json(it.query().text("q").orElse("-"))),
                            get("/things/new", Permission.READ, "A form.")
                                    .by(_ -> Response.json("form")),
                            get("/things/{id}", Permission.READ, "One.")
                                    .by(it -> Response.json(it.variable("id")).version(7)),
                            get("/things/{id}/parts/{part}", Permission.READ, "A part.")
                                    .by(it ->
                                            Response.json(
                                                    it.variable("id") + "+" + it.variable("part"))),
                            patch("/things/{id}", Permission.WRITE, "Change.")
                                    .taking(Wish.class)
                                    .by(it -> Response.json(it.version())),
                            post("/things", Permission.READ, "Make.")
                                    .taking(Wish.class)
                                    .by(it -> Response.json(it.json(Wish.class))),
                            get("/{path...}", Permission.ANYONE, "Files.")
                                    .by(it -> Response.json("file " + it.variable("path")))),
                    RoutesTest::admit);

    @Test
    void aLiteralGoesBeforeAVariableAndBothBeforeTheRest() throws IOException {
        assertThat(shown("/things/new")).isEqualTo("\"form\"");
        assertThat(shown("/things/x")).isEqualTo("\"x\"");
        assertThat(shown("/things/x/parts/y")).isEqualTo("\"x+y\"");
        assertThat(shown("/things/x/elsewhere")).isEqualTo("\"file things/x/elsewhere\"");
        assertThat(shown("/")).isEqualTo("\"file \"");
    }

    @Test
    void whoMayNotIsRefusedBeforeAnythingIsRead() {
        Request request = Request.of(Method.GET, "/things?nonsense=1");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(request))
                .extracting(Refused::problem)
                .isEqualTo(Problem.NOT_SIGNED_IN);
    }

    @Test
    void anUnknownParameterIsRefusedByName() {
        assertRefused(reading("/things?w=1"), Problem.BAD_REQUEST, "'w' here; there are q");
        assertRefused(reading("/things/x?w=1"), Problem.BAD_REQUEST, "takes none");
    }

    @Test
    void aMethodThatIsNotThereIsToldFromAPathThatIsNot() {
        assertRefused(
                Request.of(Method.DELETE, "/things"), Problem.METHOD_NOT_ALLOWED, "[GET, POST]");
    }

    /// RFC 9110, 15.5.6 and 11.6.1.
    @Test
    void aRefusalNamesWhatWouldHaveBeenTaken() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(Request.of(Method.DELETE, "/things")))
                .satisfies(it ->
                        assertThat(it.response("id").headers().one("Allow"))
                                .contains("GET, HEAD, POST"));
        assertThat(Problem.NOT_SIGNED_IN.because("x").response("id").headers())
                .satisfies(it ->
                        assertThat(it.one("WWW-Authenticate")).contains("Bearer realm=\"Muster\""));
        assertThat(
                        Problem.TOO_MANY
                                .because("x")
                                .until(Duration.ofMillis(1))
                                .response("id")
                                .headers()
                                .one("Retry-After"))
                .contains("1");
    }

    @Test
    void aMemberThatNobodyKnowsIsRefusedByName() {
        assertRefused(
                making("{\"name\":\"a\",\"kind\":\"not-yet-valid\",\"ownr\":\"b\"}"),
                Problem.BAD_REQUEST,
                "'ownr'");
    }

    @Test
    void aMissingMemberIsRefusedByName() {
        assertRefused(making("{\"kind\":\"not-yet-valid\"}"), Problem.BAD_REQUEST, "'name'");
    }

    @Test
    void whatIsOptionalMayBeLeftOutAndIsLeftOut() throws IOException {
        Response answer = routes.handle(making("{\"name\":\"a\",\"kind\":\"not-yet-valid\"}"));

        assertThat(json(answer))
                .isEqualTo("{\"name\":\"a\",\"tags\":[],\"kind\":\"not-yet-valid\"}");
    }

    @Test
    void wrongKindsAndRepeatedMembersAreRefused() {
        assertRefused(making("{\"tags\":" + "[".repeat(100)), Problem.BAD_REQUEST, "'tags[0]'");
        assertRefused(making("{\"name\":\"a\",\"name\":\"b\"}"), Problem.BAD_REQUEST, "JSON");
        assertRefused(
                making("{\"name\":\"a\",\"kind\":\"not-yet-valid\"} x"),
                Problem.BAD_REQUEST,
                "JSON");
        assertRefused(making(""), Problem.BAD_REQUEST, "form");
    }

    @Test
    void contentThatIsTooLongIsRefusedWhileItComes() {
        assertRefused(making(" ".repeat(2 << 20) + "{}"), Problem.TOO_LARGE, "1,048,576");
    }

    @Test
    void contentOfAnotherTypeIsRefused() {
        assertRefused(
                Request.of(Method.POST, "/things").as(READER).with("Content-Type", "text/plain"),
                Problem.NOT_UNDERSTOOD,
                "application/json");
    }

    @Test
    void whatTheClientHasAlreadyIsNotSentAgain() throws IOException {
        Response again = routes.handle(reading("/things/x").with("If-None-Match", "\"7\""));
        Response changed = routes.handle(reading("/things/x").with("If-None-Match", "\"6\""));

        assertThat(again.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void twoRowsForOnePlaceAreAMistakeOfOurs() {
        Route row = get("/a/{b}", Permission.READ, "One.").by(_ -> Response.nothing());

        assertThatThrownBy(() -> new Routes(List.of(row, row), RoutesTest::admit))
                .hasMessageContaining("/a/{b}");
    }

    @Test
    void aChangeNeedsTheVersionThatWasSeen() {
        assertThat(reading("/x").with("If-Match", "\"12\"").version()).isEqualTo(12);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> reading("/x").version())
                .matches(it -> it.problem() == Problem.NO_VERSION);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> reading("/x").with("If-Match", "*").version())
                .matches(it -> it.problem() == Problem.CHANGED_MEANWHILE);
    }

    private static Request reading(String uri) {
        return Request.of(Method.GET, uri).as(READER);
    }

    private static Request making(String json) {
        return Request.of(Method.POST, "/things")
                .as(READER)
                .with("Content-Type", "application/json; charset=utf-8")
                .with(Body.of(json));
    }

    private String shown(String uri) throws IOException {
        return json(routes.handle(reading(uri)));
    }

    @Test
    void aFeedEndsWhenWhatItsListenerMayHasChanged() throws Exception {
        Caller less =
                Caller.person(
                        "t",
                        Rights.reaching(Set.of(Permission.READ), new Reach.Teams(Set.of("web"))));
        List<Caller> callers = new ArrayList<>(List.of(READER, READER, less));
        Routes feeding =
                new Routes(
                        List.of(
                                get("/events", Permission.READ, "Events.")
                                        .by(_ -> Response.events((_, _) -> List.of()))),
                        (_, _) -> callers.removeFirst());
        Feed feed =
                ((Content.Events) feeding.handle(Request.of(Method.GET, "/events")).content())
                        .feed();

        assertThat(feed.after("", Duration.ZERO)).isEmpty();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> feed.after("", Duration.ZERO))
                .withMessageContaining("has changed");
    }

    private static String json(Response response) {
        return Json.text(((Content.Json) response.content()).value());
    }

    private void assertRefused(Request request, Problem problem, String detail) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> routes.handle(request.as(READER)))
                .matches(it -> it.problem() == problem, problem.toString())
                .withMessageContaining(detail);
    }

    private static Caller admit(Request request, Operation operation) {
        if (operation.permission() != Permission.ANYONE && request.caller().equals(Caller.NOBODY)) {
            throw Problem.NOT_SIGNED_IN.because("Sign in.");
        }
        return request.caller();
    }
}
