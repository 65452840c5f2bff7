package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.http.Body;
import io.muster.http.Content;
import io.muster.http.Json;
import io.muster.http.Method;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Reach;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Rights;
import io.muster.http.Route;
import io.muster.http.Routes;
import io.muster.unit.Unit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gives which role to whom, over fakes: `shop` is a team below `web`.
class RoleOfficeTest {
    private Instant now = GrantsContract.NOON;
    private final AccessInMemory memory = new AccessInMemory();
    private final DecisionsInMemory decisions = new DecisionsInMemory();
    private final Recording recording = new Recording(memory, decisions, () -> now);
    private final Random random = new Random(2);
    private final Authorization authorization =
            new Authorization(
                    memory.accounts(),
                    memory.grants(),
                    RoleOfficeTest::below,
                    Optional.of("https://id.example"));
    private final TokenOffice tokens = new TokenOffice(recording, memory.tokens(), random);
    private final Routes routes =
            new Routes(
                    Stream.of(
                                    new RoleOffice(
                                                    recording,
                                                    memory.grants(),
                                                    memory.accounts(),
                                                    RoleOfficeTest::below,
                                                    authorization,
                                                    random)
                                            .routes(),
                                    new AccountOffice(
                                                    recording,
                                                    memory.accounts(),
                                                    authorization,
                                                    memory.sessions(),
                                                    memory.tokens())
                                            .routes(),
                                    tokens.routes())
                            .<Route>flatMap(List::stream)
                            .toList(),
                    new Doorkeeper(
                            memory, memory.tokens(), memory.sessions(), authorization, () -> now));
    private final Account anna = GrantsContract.account("anna", "staff");
    private final Account otto = GrantsContract.account("otto", "staff", "ops");

    private static Set<String> below(Set<String> teams) {
        Set<String> all = new HashSet<>(teams);
        if (all.contains("web")) {
            all.add("shop");
        }
        all.retainAll(Set.of("web", "shop", "pay"));
        return all;
    }

    @BeforeEach
    void theyHaveSignedInOnce() {
        write(unit -> memory.accounts().keep(unit, anna));
        write(unit -> memory.accounts().keep(unit, otto));
    }

    @Test
    void whoHasNoRoleMaySeeWhoTheyAreAndNothingElse() throws IOException {
        assertThat(text(ask(anna.id(), Method.GET, "/api/v1/me", "")))
                .contains("\"name\":\"anna\"", "\"groups\":[\"staff\"]", "\"roles\":[]")
                .contains("\"local\":false");
        assertRefused(Problem.FORBIDDEN, anna.id(), Method.GET, "/api/v1/grants", "");
        assertThat(authorization.of(anna.id()).orElseThrow().permissions())
                .containsExactly(Permission.KNOWN);
    }

    @Test
    void aRoleReachesItsTeamAndThoseBelowItOrEverything() throws IOException {
        give("{\"role\":\"operator\",\"group\":\"staff\",\"team\":\"web\"}");
        give("{\"role\":\"viewer\",\"person\":\"%s\"}".formatted(otto.id()));

        Rights annas = authorization.of(anna.id()).orElseThrow();
        Rights ottos = authorization.of(otto.id()).orElseThrow();
        assertThat(annas.reach(Permission.WRITE)).contains(new Reach.Teams(Set.of("web", "shop")));
        assertThat(annas.mayEverywhere(Permission.READ)).isFalse();
        assertThat(ottos.mayEverywhere(Permission.READ)).isTrue();
        assertThat(ottos.mayEverywhere(Permission.WRITE)).isFalse();
        assertThat(ottos.may(Permission.WRITE)).isTrue();
    }

    @Test
    void aRoleThatIsTakenIsGoneWithTheNextRequest() throws IOException {
        String id = give("{\"role\":\"auditor\",\"group\":\"ops\"}").id();
        assertThat(ask(otto.id(), Method.GET, "/api/v1/grants", "").status()).isEqualTo(200);

        ask("root", Method.DELETE, "/api/v1/grants/" + id, "");

        assertRefused(Problem.FORBIDDEN, otto.id(), Method.GET, "/api/v1/grants", "");
    }

    @Test
    void aTeamThatIsGoneGivesNothing() throws IOException {
        assertThat(below(Set.of("gone"))).isEmpty();
        write(unit ->
                memory.grants()
                        .keep(
                                unit,
                                new RoleGrant(
                                        "g",
                                        Role.VIEWER,
                                        new RoleGrant.Holder.Person(anna.id()),
                                        Optional.of("gone"),
                                        "root",
                                        now,
                                        Optional.of("root"),
                                        Optional.of(now))));

        assertThat(authorization.of(anna.id()).orElseThrow().reach(Permission.READ))
                .contains(new Reach.Teams(Set.of()));
    }

    @Test
    void aTokenMayNoMoreThanItsOwnerMayNow() throws IOException {
        String grant = give("{\"role\":\"operator\",\"group\":\"staff\",\"team\":\"web\"}").id();
        String token =
                tokens.make(
                                new TokenOffice.Wish(
                                        "ci",
                                        Set.of(Permission.READ, Permission.WRITE),
                                        List.of(),
                                        Optional.empty()),
                                new Recording.Deed("person:" + anna.id(), ""),
                                anna.id())
                        .token();
        assertThat(text(bearing(token)))
                .contains("\"write\"")
                .contains("\"teams\":{\"read\":[")
                .contains("\"web\"");

        ask("root", Method.DELETE, "/api/v1/grants/" + grant, "");
        assertThat(text(bearing(token))).contains("\"permissions\":[").doesNotContain("\"write\"");

        ask("root", Method.PATCH, "/api/v1/accounts/" + anna.id(), "{\"active\":false}");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> bearing(token))
                .matches(it -> it.problem() == Problem.NOT_SIGNED_IN);
        ask("root", Method.PATCH, "/api/v1/accounts/" + anna.id(), "{\"active\":true}");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> bearing(token))
                .matches(it -> it.problem() == Problem.NOT_SIGNED_IN);
    }

    @Test
    void theFirstAdministratorIsMadeByTheMachinesOwnPeopleAndTheNextByTwo() throws IOException {
        assertThat(give(administrator(anna)).state()).isEqualTo(RoleOffice.Shown.State.IN_FORCE);

        RoleOffice.Shown second = give(administrator(otto));

        assertThat(second.state()).isEqualTo(RoleOffice.Shown.State.PROPOSED);
        assertThat(second.until()).contains(now.plus(Duration.ofDays(3)));
        assertThat(mayAdminister(otto)).isFalse();
        assertRefused(Problem.FORBIDDEN, "root", Method.POST, confirm(second), "");
        ask(anna.id(), Method.POST, confirm(second), "");
        assertThat(mayAdminister(otto)).isTrue();
        assertRefused(Problem.CONFLICT, anna.id(), Method.POST, confirm(second), "");
        assertThat(decisions.made)
                .extracting(it -> it.actor() + " " + it.action())
                .containsExactly(
                        "person:root role.give",
                        "person:root role.propose",
                        "person:" + anna.id() + " role.confirm");
        assertThat(decisions.made.getLast().detail())
                .containsEntry("proposedBy", "root")
                .containsEntry("role", "administrator");
    }

    @Test
    void anOfficerOfTheAuthorityAlwaysNeedsTwo() throws IOException {
        RoleOffice.Shown officer = give("{\"role\":\"ca-officer\",\"group\":\"ops\"}");

        assertThat(officer.state()).isEqualTo(RoleOffice.Shown.State.PROPOSED);
        assertThat(authorization.of(otto.id()).orElseThrow().may(Permission.MANAGE_CA)).isFalse();
    }

    @Test
    void whoAdministersIsNoOfficer() {
        assertThat(Role.ADMINISTRATOR.permissions()).doesNotContain(Permission.MANAGE_CA);
    }

    @Test
    void aProposalIsOverAfterThreeDays() throws IOException {
        give(administrator(anna));
        RoleOffice.Shown second = give(administrator(otto));

        now = now.plus(RoleGrant.WAITING_MAX);

        assertRefused(Problem.NOT_FOUND, anna.id(), Method.POST, confirm(second), "");
        assertThat(text(ask("root", Method.GET, "/api/v1/grants", ""))).doesNotContain(second.id());
        assertThat(give(administrator(otto)).state()).isEqualTo(RoleOffice.Shown.State.PROPOSED);
    }

    @Test
    void nobodyConfirmsTheirOwnRoleNorWithATokenOfTheirs() throws IOException {
        give(administrator(anna));
        RoleOffice.Shown officer =
                given(
                        ask(
                                "root",
                                Method.POST,
                                "/api/v1/grants",
                                "{\"role\":\"ca-officer\",\"person\":\"%s\"}"
                                        .formatted(anna.id())));
        RoleOffice.Shown own =
                given(ask(anna.id(), Method.POST, "/api/v1/grants", administrator(otto)));
        String token =
                tokens.make(
                                new TokenOffice.Wish(
                                        "x",
                                        Set.of(Permission.ADMINISTER),
                                        List.of(),
                                        Optional.empty()),
                                new Recording.Deed("person:" + anna.id(), ""),
                                anna.id())
                        .token();

        assertRefused(Problem.FORBIDDEN, anna.id(), Method.POST, confirm(officer), "");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        routes.handle(
                                Request.of(Method.POST, confirm(own))
                                        .with("Authorization", "Bearer " + token)))
                .matches(it -> it.problem() == Problem.FORBIDDEN);
    }

    @Test
    void whatAnAdministratorProposedWhoIsNoneAnyMoreCannotBeConfirmed() throws IOException {
        give(administrator(anna));
        RoleOffice.Shown ottos =
                given(ask(anna.id(), Method.POST, "/api/v1/grants", administrator(otto)));

        ask("root", Method.PATCH, "/api/v1/accounts/" + anna.id(), "{\"active\":false}");

        assertRefused(Problem.CONFLICT, "root", Method.POST, confirm(ottos), "");
    }

    @Test
    void wishesThatMeanNothingAreRefusedInWords() {
        for (String wish :
                List.of(
                        "{\"role\":\"viewer\"}",
                        "{\"role\":\"viewer\",\"person\":\"x\",\"group\":\"y\"}",
                        "{\"role\":\"viewer\",\"group\":\" \"}",
                        "{\"role\":\"king\",\"group\":\"staff\"}",
                        "{\"role\":\"viewer\",\"person\":\"oidc:unknown\"}",
                        "{\"role\":\"viewer\",\"person\":\"root\"}",
                        "{\"role\":\"viewer\",\"group\":\"staff\",\"team\":\"unknown\"}",
                        "{\"role\":\"administrator\",\"group\":\"staff\",\"team\":\"web\"}")) {
            assertRefused(Problem.BAD_REQUEST, "root", Method.POST, "/api/v1/grants", wish);
        }
    }

    @Test
    void peopleOfAnIssuerThatIsNotConfiguredAnyMoreMayNothing() {
        Authorization without =
                new Authorization(
                        memory.accounts(),
                        memory.grants(),
                        RoleOfficeTest::below,
                        Optional.empty());

        assertThat(without.of(anna.id())).isEmpty();
        assertThat(without.of("root")).contains(Rights.ALL);
        assertThat(without.of("")).isEmpty();
    }

    @Test
    void aNameElsewhereIsNeverAPersonOfThisMachine() {
        assertThat(Account.isLocal(Account.idOf("https://id.example", "root"))).isFalse();
        assertThat(Account.idOf("https://a.example", "root"))
                .isNotEqualTo(Account.idOf("https://b.example", "root"));
    }

    private static String administrator(Account account) {
        return "{\"role\":\"administrator\",\"person\":\"%s\"}".formatted(account.id());
    }

    private static String confirm(RoleOffice.Shown grant) {
        return "/api/v1/grants/" + grant.id() + "/confirm";
    }

    private boolean mayAdminister(Account account) {
        return authorization.of(account.id()).orElseThrow().may(Permission.ADMINISTER);
    }

    private RoleOffice.Shown give(String wish) throws IOException {
        return given(ask("root", Method.POST, "/api/v1/grants", wish));
    }

    private static RoleOffice.Shown given(Response response) {
        return (RoleOffice.Shown) ((Content.Json) response.content()).value();
    }

    /// As `person` at a browser.
    private Response ask(String person, Method method, String path, String content)
            throws IOException {
        Code cookie = Code.made("", random);
        write(unit -> memory.sessions().keep(unit, cookie.hash(), Session.begun(person, now)));
        return routes.handle(
                Request.of(method, path)
                        .with("Cookie", Cookie.NAME + "=" + cookie.text())
                        .with("X-Muster-Request", "1")
                        .with("Content-Type", "application/json")
                        .with(Body.of(content)));
    }

    private Response bearing(String token) throws IOException {
        return routes.handle(
                Request.of(Method.GET, "/api/v1/me").with("Authorization", "Bearer " + token));
    }

    private void assertRefused(
            Problem problem, String person, Method method, String path, String content) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> ask(person, method, path, content))
                .matches(it -> it.problem() == problem, problem.toString());
    }

    private static String text(Response response) {
        return Json.text(((Content.Json) response.content()).value());
    }

    private void write(Consumer<Unit> work) {
        memory.write(unit -> {
            work.accept(unit);
            return true;
        });
    }
}
