package io.muster.store.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.audit.Audited;
import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.search.PageRequest;
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
import io.muster.retirement.Retiring;
import io.muster.retirement.State;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.store.evidence.JdbcPermissions;
import io.muster.store.intake.Inventory;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.search.JdbcSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What nobody needs goes, step by step, and what may be done is compared between two times.
@ParameterizedClass
@EnumSource
class RetirementsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Viewer PAY = new Viewer.Teams(Set.of("pay"));
    private static final Actor ANNA = new Actor("person:anna", "request-1");
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Database authority;
    private JdbcRetirements retirements;
    private Retiring retiring;
    private Judging judging;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        authority = kind.authority(folder);
        retirements =
                new JdbcRetirements(
                        inventory.database,
                        new Move.Clocks(Duration.ofDays(14), Duration.ofDays(30)));
        Audited audited = new Audited(new JdbcAuditLog(authority), authority, inventory.database);
        retiring = new Retiring(inventory.database, retirements, audited, () -> inventory.now);
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
        run("INSERT INTO team (n, id, name) VALUES (2, 'web', 'Web')");
    }

    @AfterEach
    void close() {
        inventory.close();
        authority.close();
    }

    @Test
    void whatIsUnusedIsFlaggedProposedDisabledWatchedAndDeleted() {
        scan(account("user/old", 100, Map.of("status", "active")));
        own("user/old", 2);
        judge();
        boolean _ = retiring.flag();
        assertThat(only().state()).isEqualTo(State.FLAGGED);
        boolean _ = retiring.flag();
        look();
        assertThat(only().state()).isEqualTo(State.FLAGGED);

        inventory.now = inventory.now.plus(DAY.multipliedBy(15));
        look();
        assertThat(only().state()).isEqualTo(State.PROPOSED);
        go(State.DISABLING);
        inventory.now = inventory.now.plus(DAY);
        look();
        assertThat(only().state()).as("nobody has done it").isEqualTo(State.DISABLING);
        scan(account("user/old", 116, Map.of("status", "inactive")));
        inventory.now = inventory.now.plus(DAY);
        look();
        assertThat(only().state()).isEqualTo(State.OBSERVING);
        assertThat(retirements.last(only().id()).orElseThrow().confirmed())
                .contains(Retirement.Confirmed.SCAN);

        inventory.now = inventory.now.plus(DAY.multipliedBy(31));
        look();
        assertThat(only().state()).isEqualTo(State.DELETING);
        scan();
        inventory.now = inventory.now.plus(DAY);
        look();
        assertThat(only().state()).isEqualTo(State.GONE);
        assertThat(retirements.steps(only().id())).hasSize(6);
        assertThat(retirements.list(PAY, Optional.empty(), OptionalLong.empty(), 9)).isEmpty();
        assertThat(retirements.of(ALL, only().entity())).containsExactly(only());
        assertThat(retirements.of(ALL, Entity.identity("00".repeat(16)))).isEmpty();
    }

    @Test
    void whatIsUsedAgainStays() {
        scan(account("user/old", 100, Map.of()));
        judge();
        boolean _ = retiring.flag();
        inventory.now = inventory.now.plus(DAY);
        scan(account("user/old", 0, Map.of()));
        judge();
        inventory.now = inventory.now.plus(DAY);
        look();
        assertThat(only().state()).isEqualTo(State.KEPT);
        assertThat(retirements.last(only().id()).orElseThrow().note()).contains("in use again");
    }

    @Test
    void permissionsAreComparedBetweenTwoTimes() throws Exception {
        scan(account("user/ci", 1, Map.of()));
        scanGrants(grant("user/ci", "s3:Read"), grant("user/ci", "s3:Write"));
        Instant first = inventory.now;
        inventory.now = inventory.now.plus(DAY);
        scanGrants(grant("user/ci", "s3:Read"), grant("user/ci", "iam:*"));
        Instant second = inventory.now;
        inventory.now = inventory.now.plus(DAY);
        scanGrants(grant("user/ci", "s3:Read"), grant("user/ci", "s3:Write"));

        assertThat(changes(first, second))
                .containsExactly("GAINED iam:*", "LOST s3:Write", "KEPT s3:Read");
        assertThat(changes(second, inventory.now))
                .containsExactly("GAINED s3:Write", "LOST iam:*", "KEPT s3:Read");
        assertThat(changes(first, inventory.now)).containsExactly("KEPT s3:Read", "KEPT s3:Write");
        assertThatThrownBy(() ->
                        new JdbcPermissions(inventory.database)
                                .between(PAY, id("user/ci"), first, second))
                .isInstanceOf(Refused.class);
    }

    private List<String> changes(Instant from, Instant to) throws Exception {
        return new JdbcPermissions(inventory.database)
                .between(ALL, id("user/ci"), from, to).held().stream()
                        .map(it -> it.change() + " " + it.right())
                        .toList();
    }

    private String id(String name) throws Exception {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                        .identities(ALL, Query.all(Listing.IDENTITIES), PageRequest.first(100))
                        .items()
                        .stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    private Retirement only() {
        List<Retirement> all = retirements.list(ALL, Optional.empty(), OptionalLong.empty(), 9);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void go(State to) {
        Retirement it = only();
        inventory.database.write(unit ->
                retirements.move(
                        unit, it, new Move(to, "yes", Optional.empty()), ANNA, inventory.now));
    }

    private void look() {
        while (retiring.look()) {
            // The rest.
        }
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

    private void scan(Account... accounts) {
        String run = inventory.intake.begin(new Reports.Beginning("cloud", "scanner", "test"));
        inventory.intake.take(
                run, new Report(List.of(), List.of(accounts), List.of(), List.of(), List.of()));
        var _ =
                inventory.intake.complete(
                        run,
                        new Completion(
                                List.of("aws://1/"), io.muster.inventory.intake.Run.Work.NONE));
        new JdbcSearchIndex(inventory.database).follow();
    }

    private void scanGrants(Grant... grants) {
        String run = inventory.intake.begin(new Reports.Beginning("rights", "scanner", "test"));
        List<Grant> all = new ArrayList<>(List.of(grants));
        inventory.intake.take(run, new Report(List.of(), List.of(), all, List.of(), List.of()));
        var _ =
                inventory.intake.complete(
                        run,
                        new Completion(
                                List.of("aws://1/"), io.muster.inventory.intake.Run.Work.NONE));
    }
}
