package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.SightingSummary;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import io.muster.policy.Policy;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.identities.JdbcIdentities;
import io.muster.store.intake.Inventory;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.search.JdbcSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Accounts are judged like credentials: when they come, when they change, and by the clock.
@ParameterizedClass
@EnumSource
class AccountFindingsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Judging judging;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void fourHundredDaysWithoutAScanOpenWhatTimeAloneOpens() throws Exception {
        scan(account("user/ci", Inventory.START.minus(DAY)));
        judge();
        assertThat(open("")).isEmpty();

        Instant unused = Inventory.START.minus(DAY).plus(Duration.ofDays(90));
        inventory.now = unused.minusSeconds(2);
        judge();
        assertThat(open("")).isEmpty();
        inventory.now = unused.plusSeconds(2);
        judge();
        assertThat(open("")).containsExactly("unused");

        while (inventory.now.isBefore(Inventory.START.plus(Duration.ofDays(400)))) {
            inventory.now = inventory.now.plus(DAY);
            judge();
        }
        assertThat(open("")).containsExactlyInAnyOrder("unused", "account-not-reviewed");
        assertThat(opened("account-not-reviewed"))
                .isBetween(
                        Inventory.START.minus(DAY).plus(Duration.ofDays(365)),
                        Inventory.START.minus(DAY).plus(Duration.ofDays(367)));
    }

    @Test
    void aFindingIsShownWithItsIdentityAndCountedOnIt() throws Exception {
        scan(account("user/ci", Inventory.START.minus(Duration.ofDays(100))));
        judge();

        IdentitySummary identity = identity("user/ci");
        FindingSummary finding = findings("identity:" + identity.id()).getFirst();
        assertThat(finding.rule()).isEqualTo("unused");
        assertThat(finding.credential()).isEmpty();
        assertThat(finding.identity().orElseThrow().name()).isEqualTo("user/ci");
        assertThat(finding.remedy()).isNotBlank();
        assertThat(identity.findings().medium()).isEqualTo(1);
        assertThat(identity.worst()).contains(Severity.MEDIUM);
        assertThat(open("user/ci")).containsExactly("unused");
        assertThat(open("kind:service-account")).containsExactly("unused");
        assertThat(open("kind:host")).isEmpty();
        assertThat(counter("rule:unused")).isEqualTo(1);
        assertThat(inventory.texts("SELECT entity FROM change_feed WHERE kind = 'judged'"))
                .containsExactly("identity");
    }

    @Test
    void whatIsUsedAgainIsResolvedAndReopenedWhenItIsNot() throws Exception {
        Instant before = Inventory.START.minus(Duration.ofDays(100));
        scan(account("user/ci", before));
        judge();
        assertThat(open("")).containsExactly("unused");

        inventory.now = inventory.now.plus(DAY);
        scan(account("user/ci", inventory.now));
        judge();
        assertThat(open("")).isEmpty();
        assertThat(identity("user/ci").worst()).isEmpty();
        assertThat(counter("rule:unused")).isZero();

        inventory.now = inventory.now.plus(Duration.ofDays(91));
        judge();
        assertThat(open("")).containsExactly("unused");
        assertThat(findings("").getFirst().reopened()).isPresent();
    }

    @Test
    void anAccountThatIsListedNoMoreHasNoOpenFindings() throws Exception {
        scan(account("user/ci", Inventory.START.minus(Duration.ofDays(100))));
        judge();
        assertThat(open("")).containsExactly("unused");

        scan();
        judge();
        assertThat(open("")).isEmpty();
        assertThat(identity("user/ci").findings().medium()).isZero();

        scan(account("user/ci", Inventory.START.minus(Duration.ofDays(100))));
        judge();
        assertThat(open("")).containsExactly("unused");
    }

    @Test
    void whatIsMergedTakesItsFindingsAlongOnce() throws Exception {
        scan(
                account("user/ci", Inventory.START.minus(Duration.ofDays(100))),
                account("user/cd", Inventory.START.minus(Duration.ofDays(200))));
        judge();
        IdentitySummary ci = identity("user/ci");
        assertThat(open("")).containsExactly("unused", "unused");

        inventory.database.write(unit ->
                new JdbcIdentities()
                        .merge(
                                unit,
                                new Identities.Change(
                                        identityId("user/cd"),
                                        1,
                                        new Actor("anna", "request-1"),
                                        inventory.now),
                                ci.id()));
        judge();

        assertThat(open("")).containsExactly("unused");
        assertThat(findings("resolved:none").getFirst().message())
                .isEqualTo("was last used on 2026-08-14; was last used on 2026-05-06");
        assertThat(identity("user/ci").findings().medium()).isEqualTo(1);
        assertThat(counter("rule:unused")).isEqualTo(1);
    }

    @Test
    void whatIsSplitOffByPlaceIsJudgedByWhatIsListedThere() throws Exception {
        Anchor anchor = anchor("user/ci");
        scan(
                new Account(
                        new Identity(anchor, "registered", List.of()),
                        List.of(),
                        List.of(
                                listed(anchor, "aws://1/a/user", inventory.now),
                                listed(
                                        anchor,
                                        "aws://1/b/user",
                                        inventory.now.minus(Duration.ofDays(100))))));
        judge();
        assertThat(open("")).as("the latest use counts").isEmpty();

        inventory.database.write(unit ->
                new JdbcIdentities()
                        .split(
                                unit,
                                new Identities.Change(
                                        identityId("user/ci"),
                                        1,
                                        new Actor("anna", "request-1"),
                                        inventory.now),
                                new Identities.Split(List.of(anchor), "aws://1/b/", "ci of b")));
        judge();

        assertThat(open("")).containsExactly("unused");
        assertThat(findings("").getFirst().identity().orElseThrow().name()).isEqualTo("ci of b");
    }

    @Test
    void anotherPolicyJudgesAccountsAndCredentialsAgain() throws Exception {
        scan(account("user/ci", Inventory.START.minus(Duration.ofDays(100))));
        judge();
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        new Policy("none", 1, "", List.of()),
                        () -> inventory.now);
        judge();
        assertThat(open("")).as("nobody has said that it is another one").isNotEmpty();

        judging.judgeBy("none");
        judge();

        assertThat(open("")).isEmpty();
    }

    @Test
    void whereAnAccountWasSeenIsListedForItsIdentity() throws Exception {
        scan(account("user/ci", Inventory.START), account("user/cd", Inventory.START));
        judge();

        String ci = identity("user/ci").id();
        assertThat(places(ALL, "identity:" + ci)).containsExactly("aws://1/user/ci");
        assertThat(places(ALL, "identity:" + ci + " role:stored")).isEmpty();
        assertThat(places(ALL, "-identity:" + ci)).containsExactly("aws://1/user/cd");
        assertThat(places(new Viewer.Teams(Set.of("platform")), "identity:" + ci))
                .as("nobody has said that it belongs to that team")
                .isEmpty();

        run("INSERT INTO team (n, id, name) VALUES (1, 'platform', 'Platform')");
        run("UPDATE identity SET owner_n = 1 WHERE name = 'user/ci'");
        assertThat(places(new Viewer.Teams(Set.of("platform")), ""))
                .containsExactly("aws://1/user/ci");
    }

    private void run(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private List<String> places(Viewer viewer, String query) throws QueryRefused {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                        .sightings(
                                viewer,
                                Query.parse(Listing.SIGHTINGS, query),
                                PageRequest.first(100))
                        .items()
                        .stream()
                        .map(SightingSummary::place)
                        .toList();
    }

    private void judge() {
        while (judging.judge(10) > 0) {
            // The rest.
        }
        new JdbcSearchIndex(inventory.database).follow();
    }

    private static Anchor anchor(String name) {
        return new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", name);
    }

    private Account account(String name, Instant used) {
        Anchor anchor = anchor(name);
        return new Account(
                new Identity(anchor, "registered", List.of()),
                List.of(),
                List.of(listed(anchor, "aws://1/" + name, used)));
    }

    private Sighting listed(Anchor anchor, String place, Instant used) {
        return new Sighting(
                anchor,
                new Place(place),
                Role.REGISTERED,
                "exports",
                inventory.now,
                Facts.of(
                        Map.of(
                                "lastUsed",
                                used.toString(),
                                "lastReviewed",
                                Inventory.START.minus(DAY).toString())));
    }

    private Run scan(Account... accounts) {
        String run = inventory.intake.begin(new Reports.Beginning("cloud", "scanner", "test"));
        inventory.intake.take(
                run, new Report(List.of(), List.of(accounts), List.of(), List.of(), List.of()));
        return inventory.intake.complete(run, new Completion(List.of("aws://1/"), Run.Work.NONE));
    }

    private List<String> open(String query) throws QueryRefused {
        return Stream.of(findings(query + " resolved:none"))
                .flatMap(List::stream)
                .map(FindingSummary::rule)
                .toList();
    }

    private List<FindingSummary> findings(String query) throws QueryRefused {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                .findings(ALL, Query.parse(Listing.FINDINGS, query), PageRequest.first(100))
                .items();
    }

    private Instant opened(String rule) throws QueryRefused {
        return findings("rule:" + rule).getFirst().opened();
    }

    private IdentitySummary identity(String name) throws QueryRefused {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                        .identities(ALL, Query.all(Listing.IDENTITIES), PageRequest.first(100))
                        .items()
                        .stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private String identityId(String name) {
        try {
            return identity(name).id();
        } catch (QueryRefused e) {
            throw new AssertionError(e);
        }
    }

    private long counter(String name) {
        return inventory.number(
                "SELECT coalesce(sum(value), 0) FROM counter WHERE name = '%s'".formatted(name));
    }
}
