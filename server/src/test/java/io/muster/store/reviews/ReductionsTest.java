package io.muster.store.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Alerts;
import io.muster.audit.Audited;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.query.Listing;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.reviews.Campaign;
import io.muster.reviews.Choice;
import io.muster.reviews.Item;
import io.muster.reviews.Reducing;
import io.muster.reviews.Reduction;
import io.muster.reviews.Reduction.Confirmed;
import io.muster.reviews.Reviewing;
import io.muster.reviews.Reviews;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.intake.Inventory;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.search.JdbcSearch;
import io.muster.unit.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// From the decision that something may do less to the day on which it does.
@ParameterizedClass
@EnumSource
class ReductionsTest {
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
    private JdbcReductions reductions;
    private Reviewing reviewing;
    private Reducing reducing;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        authority = kind.authority(folder);
        Database roll = inventory.database;
        reviews = new JdbcReviews(roll);
        alerts = new JdbcAlerts(roll);
        reductions = new JdbcReductions(roll, DAY.multipliedBy(30));
        Audited audited = new Audited(new JdbcAuditLog(authority), authority, roll);
        reviewing =
                new Reviewing(
                        roll,
                        reviews,
                        new JdbcSearch(roll, () -> inventory.now),
                        alerts,
                        audited,
                        () -> inventory.now,
                        new Random(7),
                        List.of(),
                        DAY.multipliedBy(30),
                        "security");
        reducing = new Reducing(roll, reductions, alerts, audited, () -> inventory.now);
        run("INSERT INTO team (n, id, name) VALUES (1, 'heads', 'Heads')");
        run("INSERT INTO team (n, id, name, parent_n) VALUES (2, 'web', 'Web', 1)");
        scan("user/ci");
        rights("AdministratorAccess", "s3:GetObject");
        run("UPDATE identity SET owner_n = 2");
    }

    @AfterEach
    void close() {
        inventory.close();
        authority.close();
    }

    @Test
    void itIsATaskOfItsTeamUntilAScanSeesThatItMayDoLess() {
        review(Choice.REDUCE);

        Reduction open = only(WEB);
        assertThat(open.state()).isEqualTo(Reduction.State.OPEN);
        assertThat(open.title()).isEqualTo("user/ci");
        assertThat(open.decided().by()).isEqualTo("person:bea");
        assertThat(open.since()).isEqualTo(inventory.now);
        assertThat(open.due()).isEqualTo(inventory.now.plus(DAY.multipliedBy(30)));
        assertThat(all(PAY)).isEmpty();
        look();
        assertThat(only(ALL).state()).as("nothing has changed").isEqualTo(Reduction.State.OPEN);

        rights("AdministratorAccess", "s3:GetObject", "s3:PutObject");
        look();
        assertThat(only(ALL).state()).as("it may do more").isEqualTo(Reduction.State.OPEN);

        rights("s3:GetObject");
        look();
        Reduction done = only(WEB);
        assertThat(done.state()).isEqualTo(Reduction.State.DONE);
        Reduction.Ended ended = done.ended().orElseThrow();
        assertThat(ended.confirmed()).contains(Confirmed.SCAN);
        assertThat(ended.note()).isEqualTo("it may no more: AdministratorAccess on *");
        assertThat(history("rights-reduced")).isEqualTo(1);
    }

    @Test
    void somebodySaysWhatWasDoneWhereNoScanSeesIt() {
        review(Choice.REDUCE);
        Reduction open = only(ALL);
        Reduction done = done(open);

        assertThat(done.ended().orElseThrow().by()).isEqualTo("person:anna");
        assertThat(done.ended().orElseThrow().confirmed()).contains(Confirmed.HAND);
        assertThatThrownBy(() -> done(open)).isInstanceOf(Refused.class);
        rights();
        look();
        assertThat(only(ALL)).as("it has ended").isEqualTo(done);
    }

    @Test
    void theTeamIsRemindedAndTheOneAboveHearsOfWhatIsLate() {
        review(Choice.REDUCE);
        assertThat(told()).containsExactly("review-due begun web");
        assertThat(told()).as("once").hasSize(1);
        later(29);
        assertThat(told()).hasSize(2).contains("review-due 1d web");
        later(2);
        assertThat(told()).hasSize(3).contains("review-overdue overdue heads");
        assertThat(only(ALL).isOverdue(inventory.now)).isTrue();
        Reduction _ = done(only(ALL));
        later(7);
        assertThat(told()).as("nothing is open any more").hasSize(3);
    }

    @Test
    void aLaterReviewThatDecidesOtherwiseDropsIt() {
        review(Choice.REDUCE);
        Reduction first = only(ALL);
        later(100);
        review(Choice.REDUCE);
        assertThat(only(ALL)).as("its clock does not begin anew").isEqualTo(first);
        later(100);
        review(Choice.KEEP);

        assertThat(only(ALL).state()).isEqualTo(Reduction.State.DROPPED);
        assertThat(only(ALL).ended().orElseThrow().note()).contains("decided to keep it");
    }

    private void review(Choice choice) {
        String id = "%032x".formatted(inventory.now.toEpochMilli());
        Reviews.Wish wish =
                new Reviews.Wish(
                        id,
                        "Accounts",
                        Listing.IDENTITIES,
                        "kind:service-account",
                        Set.of(),
                        "",
                        inventory.now.plus(DAY),
                        "person:anna");
        Campaign _ = write(unit -> reviews.start(unit, wish, inventory.now));
        while (reviewing.prepare()) {
            // The rest.
        }
        later(1);
        List<Long> items =
                reviews.items(ALL, id, Reviews.Filter.ALL, 0, 9).stream()
                        .map(Item::number)
                        .toList();
        Reviews.Verdict verdict =
                new Reviews.Verdict(items, choice, "it only reads", "person:bea", Set.of("bea"));
        Campaign _ = write(unit -> reviews.decide(unit, ALL, id, verdict, inventory.now));
        Campaign open = reviews.find(ALL, id).orElseThrow();
        boolean _ =
                write(unit -> {
                    reviews.close(unit, open, reviews.digest(id), "", ANNA, inventory.now);
                    return true;
                });
        while (reviewing.apply()) {
            // The rest.
        }
    }

    private Reduction done(Reduction it) {
        return write(unit ->
                reductions.done(unit, it, Confirmed.HAND, "ticket 17", ANNA, inventory.now));
    }

    private void look() {
        later(1);
        boolean _ = reducing.look();
    }

    private void later(int days) {
        inventory.now = inventory.now.plus(DAY.multipliedBy(days));
    }

    private List<Reduction> all(Viewer viewer) {
        return reductions.list(viewer, Optional.empty(), OptionalLong.empty(), 10);
    }

    private Reduction only(Viewer viewer) {
        List<Reduction> all = all(viewer);
        assertThat(all).hasSize(1);
        assertThat(reductions.find(viewer, all.getFirst().id())).contains(all.getFirst());
        return all.getFirst();
    }

    private List<String> told() {
        reducing.remind();
        Alerts.Question all =
                new Alerts.Question(Optional.empty(), Optional.empty(), "", Optional.empty(), 100);
        return alerts.list(ALL, all).rows().stream()
                .map(it -> it.alert())
                .map(it -> it.kind() + " " + it.threshold() + " " + it.team().orElse("-"))
                .sorted()
                .toList();
    }

    private long history(String word) {
        return inventory.number(
                "SELECT count(*) FROM history WHERE change LIKE '%%%s%%'".formatted(word));
    }

    private <T> T write(Units.Work<T> work) {
        return inventory.database.write(work);
    }

    private void run(String sql) {
        int _ = write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private static Anchor anchor() {
        return new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", "user/ci");
    }

    private void scan(String name) {
        Sighting sighting =
                new Sighting(
                        anchor(),
                        new Place("aws://1/" + name),
                        Role.REGISTERED,
                        "exports",
                        inventory.now,
                        Facts.of("lastUsed", inventory.now.toString()));
        Account account =
                new Account(
                        new Identity(anchor(), "registered", List.of()),
                        List.of(),
                        List.of(sighting));
        report("cloud", new Report(List.of(), List.of(account), List.of(), List.of(), List.of()));
        new JdbcSearchIndex(inventory.database).follow();
    }

    private void rights(String... rights) {
        later(1);
        List<Grant> grants =
                Stream.of(rights)
                        .map(it ->
                                new Grant(
                                        anchor(),
                                        it,
                                        "*",
                                        Facts.NONE,
                                        new Place("aws://1/user/ci")))
                        .toList();
        report("rights", new Report(List.of(), List.of(), grants, List.of(), List.of()));
    }

    private void report(String source, Report report) {
        String run = inventory.intake.begin(new Reports.Beginning(source, "scanner", "test"));
        inventory.intake.take(run, report);
        Completion all = new Completion(List.of("aws://1/"), Run.Work.NONE);
        var _ = inventory.intake.complete(run, all);
    }
}
