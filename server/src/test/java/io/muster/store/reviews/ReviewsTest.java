package io.muster.store.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Alerts;
import io.muster.audit.Audited;
import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.query.Listing;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.retirement.Move;
import io.muster.retirement.Retirement;
import io.muster.retirement.State;
import io.muster.reviews.Attention;
import io.muster.reviews.Campaign;
import io.muster.reviews.Choice;
import io.muster.reviews.Every;
import io.muster.reviews.Item;
import io.muster.reviews.Recurring;
import io.muster.reviews.Reviewing;
import io.muster.reviews.Reviews;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.intake.Inventory;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.retirement.JdbcRetirements;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.search.JdbcSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Reviews from their beginning to what they bring about, as the clock goes on.
@ParameterizedClass
@EnumSource
class ReviewsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Viewer WEB = new Viewer.Teams(Set.of("web"));
    private static final Viewer PAY = new Viewer.Teams(Set.of("pay"));
    private static final Actor ANNA = new Actor("person:anna", "request-1");
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Database authority;
    private Reviews reviews;
    private Alerts alerts;
    private JdbcRetirements retirements;
    private Reviewing reviewing;
    private Judging judging;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        authority = kind.authority(folder);
        reviews = new JdbcReviews(inventory.database);
        alerts = new JdbcAlerts(inventory.database);
        retirements =
                new JdbcRetirements(
                        inventory.database,
                        new Move.Clocks(Duration.ofDays(14), Duration.ofDays(30)));
        Audited audited = new Audited(new JdbcAuditLog(authority), authority, inventory.database);
        reviewing =
                new Reviewing(
                        inventory.database,
                        reviews,
                        new JdbcSearch(inventory.database, () -> inventory.now),
                        alerts,
                        audited,
                        () -> inventory.now,
                        new Random(7),
                        List.of(Recurring.accounts(Every.YEARLY), Recurring.keys(Every.QUARTERLY)),
                        Duration.ofDays(30),
                        "security");
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
        run("INSERT INTO team (n, id, name) VALUES (1, 'heads', 'Heads')");
        run("INSERT INTO team (n, id, name, parent_n) VALUES (2, 'web', 'Web', 1)");
        run("INSERT INTO team (n, id, name) VALUES (3, 'pay', 'Pay')");
        run("INSERT INTO team (n, id, name) VALUES (4, 'security', 'Security')");
    }

    @AfterEach
    void close() {
        inventory.close();
        authority.close();
    }

    @Test
    void whatIsInItStaysAsItWasAndBelongsToItsTeams() {
        scan(
                account("user/ci", 1, Map.of()),
                account("user/pay", 1, Map.of()),
                account("user/x", 1, Map.of()));
        own("user/ci", 2);
        own("user/pay", 3);
        Campaign begun = start(Set.of());
        assertThat(reviews.list(WEB, Optional.empty(), OptionalLong.empty(), 10)).isEmpty();
        prepare();
        own("user/ci", 3);

        Campaign open = reviews.find(ALL, begun.id()).orElseThrow();
        assertThat(open.state()).isEqualTo(Campaign.State.OPEN);
        assertThat(open.counts()).isEqualTo(new Campaign.Counts(3, 1, 0, 0, 0));
        assertThat(titles(WEB, open)).containsExactly("user/ci");
        assertThat(titles(PAY, open)).containsExactly("user/pay");
        Item orphan = items(new Viewer.Teams(Set.of("security")), open).getFirst();
        assertThat(orphan.title()).isEqualTo("user/x");
        assertThat(orphan.attention()).containsExactly(Attention.ORPHANED);
        assertThat(items(WEB, open).getFirst().evidence().owner()).contains("web");
        assertThat(reviews.parts(PAY, open.id())).hasSize(1);
        assertThat(reviews.find(WEB, open.id()).orElseThrow().counts().items()).isEqualTo(1);
        assertThat(reviews.find(new Viewer.Teams(Set.of("heads")), open.id())).isEmpty();
    }

    @Test
    void whatWantsALookIsDecidedByItselfAndNotByWhoMadeIt() {
        scan(
                account("user/a", 1, Map.of("creator", "anna")),
                account("user/b", 1, Map.of()),
                account("user/old", 200, Map.of()),
                account("user/root", 1, Map.of()));
        scanGrants(grant("user/root", "AdministratorAccess"));
        for (String name : List.of("user/a", "user/b", "user/old", "user/root")) {
            own(name, 2);
        }
        Campaign open = start(Set.of("web"));
        prepare();
        Map<String, Item> by = new TreeMap<>();
        items(WEB, open).forEach(it -> by.put(it.title(), it));
        assertThat(by.get("user/old").attention()).containsExactly(Attention.UNUSED);
        assertThat(by.get("user/root").attention()).containsExactly(Attention.OVER_PRIVILEGED);
        assertThat(by.get("user/root").evidence().permissions()).hasSize(1);

        assertThatThrownBy(() ->
                        decide(WEB, open, Choice.KEEP, "bea", by.get("user/b"), by.get("user/old")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("decided by itself: unused");
        assertThatThrownBy(() -> decide(WEB, open, Choice.KEEP, "anna", by.get("user/a")))
                .hasMessageContaining("somebody else of the team");
        assertThatThrownBy(() -> decide(PAY, open, Choice.KEEP, "bea", by.get("user/b")))
                .hasMessageContaining("no item");
        assertThat(reviews.find(ALL, open.id()).orElseThrow().counts().decided())
                .as("nothing of what was refused is kept")
                .isZero();

        decide(WEB, open, Choice.KEEP, "bea", by.get("user/a"), by.get("user/b"));
        decide(WEB, open, Choice.RETIRE, "bea", by.get("user/old"));
        decide(WEB, open, Choice.KEEP, "bea", by.get("user/root"));
        Campaign.Counts counts =
                decide(WEB, open, Choice.REDUCE, "bea", by.get("user/root")).counts();
        assertThat(counts).isEqualTo(new Campaign.Counts(4, 2, 2, 1, 1));
    }

    @Test
    void whatIsClosedChangesNoMoreAndHasItsEffect() {
        scan(account("user/a", 1, Map.of()), account("user/b", 1, Map.of()));
        own("user/a", 2);
        own("user/b", 2);
        inventory.now = inventory.now.plus(DAY.multipliedBy(20));
        judge();
        assertThat(open("account-not-reviewed")).isZero();
        inventory.now = inventory.now.plus(DAY.multipliedBy(400));
        judge();
        assertThat(open("account-not-reviewed")).isEqualTo(2);

        Campaign begun = start(Set.of());
        prepare();
        Campaign open = reviews.find(ALL, begun.id()).orElseThrow();
        List<Item> items = items(ALL, open);
        decide(ALL, open, Choice.KEEP, "bea", items.get(0));
        decide(ALL, open, Choice.RETIRE, "bea", items.get(1));
        assertThatThrownBy(() -> closing(open)).hasMessageContaining("meanwhile");
        String digest = reviews.digest(open.id());
        closing(reviews.find(ALL, open.id()).orElseThrow());
        assertThat(reviews.find(ALL, open.id()).orElseThrow().digest())
                .isEqualTo(digest)
                .hasSize(64);
        assertThatThrownBy(() -> decide(ALL, open, Choice.KEEP, "bea", items.get(0)))
                .hasMessageContaining("not open");

        while (reviewing.apply()) {
            // The rest.
        }
        judge();
        assertThat(open("account-not-reviewed")).as("the one that stays").isEqualTo(1);
        List<Retirement> going = retirements.list(ALL, Optional.empty(), OptionalLong.empty(), 9);
        assertThat(going).hasSize(1);
        assertThat(going.getFirst().state()).isEqualTo(State.DISABLING);
        assertThat(going.getFirst().why()).isEqualTo(Retirement.Why.REVIEW);
        assertThat(inventory.texts("SELECT change FROM history WHERE change LIKE '%reviewed%'"))
                .hasSize(2);
    }

    @Test
    void reviewersAreRemindedAndTheTeamAboveHearsOfWhatIsOverdue() {
        scan(account("user/a", 1, Map.of()), account("user/b", 1, Map.of()));
        own("user/a", 2);
        own("user/b", 3);
        Campaign open = start(Set.of());
        prepare();

        assertThat(told()).containsExactly("review-due begun pay", "review-due begun web");
        assertThat(told()).as("once").hasSize(2);
        Item theirs = items(PAY, open).getFirst();
        decide(PAY, open, Choice.KEEP, "bea", theirs);
        inventory.now = Inventory.START.plus(DAY.multipliedBy(16));
        assertThat(told()).hasSize(3).contains("review-due half web");
        inventory.now = Inventory.START.plus(DAY.multipliedBy(29));
        assertThat(told()).hasSize(4).contains("review-due 1d web");
        inventory.now = Inventory.START.plus(DAY.multipliedBy(31));
        assertThat(told()).hasSize(5).contains("review-overdue overdue heads");
        inventory.now = Inventory.START.plus(DAY.multipliedBy(38));
        assertThat(told()).hasSize(6).contains("review-overdue overdue 7d heads");
        assertThat(reviews.find(ALL, open.id()).orElseThrow().isOverdue(inventory.now)).isTrue();
    }

    @Test
    void theServerBeginsWhatIsDueOnceAPeriodAndNothingOfThePeriodInWhichItIsNew() {
        scan(account("user/a", 1, Map.of()));
        own("user/a", 2);
        reviewing.begin();
        assertThat(names()).isEmpty();
        inventory.now = Instant.parse("2027-01-02T00:00:00Z");
        reviewing.begin();
        reviewing.begin();
        assertThat(names())
                .containsExactly("Keys of service accounts, 2027-Q1", "Service accounts, 2027");
        inventory.now = Instant.parse("2027-04-02T00:00:00Z");
        reviewing.begin();
        assertThat(names()).hasSize(3).contains("Keys of service accounts, 2027-Q2");
    }

    private List<String> names() {
        return reviews.list(ALL, Optional.empty(), OptionalLong.empty(), 10).stream()
                .map(Campaign::name)
                .sorted()
                .toList();
    }

    private List<String> told() {
        reviewing.remind();
        return alerts
                .list(
                        ALL,
                        new Alerts.Question(
                                Optional.empty(), Optional.empty(), "", Optional.empty(), 100))
                .rows()
                .stream()
                .map(it -> it.alert())
                .map(it -> it.kind() + " " + it.threshold() + " " + it.team().orElse("-"))
                .sorted()
                .toList();
    }

    private Campaign start(Set<String> teams) {
        Reviews.Wish wish =
                new Reviews.Wish(
                        "%032x".formatted(inventory.now.toEpochMilli()),
                        "Accounts",
                        Listing.IDENTITIES,
                        "kind:service-account",
                        teams,
                        "",
                        inventory.now.plus(DAY.multipliedBy(30)),
                        "person:anna");
        return inventory.database.write(unit -> reviews.start(unit, wish, inventory.now));
    }

    private void prepare() {
        while (reviewing.prepare()) {
            // The rest.
        }
    }

    private void closing(Campaign campaign) {
        inventory.database.write(unit -> {
            reviews.close(unit, campaign, reviews.digest(campaign.id()), "", ANNA, inventory.now);
            return true;
        });
    }

    private Campaign decide(
            Viewer viewer, Campaign campaign, Choice choice, String person, Item... items) {
        Reviews.Verdict verdict =
                new Reviews.Verdict(
                        List.of(items).stream().map(Item::number).toList(),
                        choice,
                        "we know it",
                        "person:" + person,
                        Set.of(person));
        return inventory.database.write(
                unit -> reviews.decide(unit, viewer, campaign.id(), verdict, inventory.now));
    }

    private List<Item> items(Viewer viewer, Campaign campaign) {
        return reviews.items(viewer, campaign.id(), Reviews.Filter.ALL, 0, 100);
    }

    private List<String> titles(Viewer viewer, Campaign campaign) {
        return items(viewer, campaign).stream().map(Item::title).toList();
    }

    private long open(String rule) {
        return inventory.number(
                "SELECT count(*) FROM finding WHERE resolved = 0 AND rule = '%s'".formatted(rule));
    }

    private void own(String name, long team) {
        run("UPDATE identity SET owner_n = %d WHERE name = '%s'".formatted(team, name));
    }

    private void run(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private void judge() {
        while (judging.judge(10) > 0) {
            // The rest.
        }
    }

    private static Anchor anchor(String name) {
        return new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", name);
    }

    private Account account(String name, int unusedDays, Map<String, String> more) {
        TreeMap<String, Object> facts = new TreeMap<>(more);
        facts.put("lastUsed", inventory.now.minus(DAY.multipliedBy(unusedDays)).toString());
        facts.put("lastReviewed", Inventory.START.minus(DAY).toString());
        Sighting sighting =
                new Sighting(
                        anchor(name),
                        new Place("aws://1/" + name),
                        Role.REGISTERED,
                        "exports",
                        inventory.now,
                        Facts.of(facts));
        return new Account(
                new Identity(anchor(name), "registered", List.of()), List.of(), List.of(sighting));
    }

    private static Grant grant(String name, String right) {
        return new Grant(anchor(name), right, "*", Facts.NONE, new Place("aws://1/" + name));
    }

    private void scan(Account... seen) {
        report("cloud", new Report(List.of(), List.of(seen), List.of(), List.of(), List.of()));
        new JdbcSearchIndex(inventory.database).follow();
    }

    private void scanGrants(Grant... grants) {
        report("rights", new Report(List.of(), List.of(), List.of(grants), List.of(), List.of()));
    }

    private void report(String source, Report report) {
        String run = inventory.intake.begin(new Reports.Beginning(source, "scanner", "test"));
        inventory.intake.take(run, report);
        Completion all = new Completion(List.of("aws://1/"), Run.Work.NONE);
        var _ = inventory.intake.complete(run, all);
    }
}
