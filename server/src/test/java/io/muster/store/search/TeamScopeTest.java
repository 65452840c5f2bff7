package io.muster.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.ChangeFeed;
import io.muster.inventory.Viewer;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.figures.Overview;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.query.Field;
import io.muster.inventory.verdicts.Judging;
import io.muster.store.DatabaseKind;
import io.muster.store.access.JdbcTeamTree;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.identities.JdbcIdentities;
import io.muster.store.intake.Inventory;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.stewardship.JdbcTeams;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What belongs to some teams, in both databases: `shop` is below `web`, which owns `a.example`.
@ParameterizedClass
@EnumSource
class TeamScopeTest {
    private static final Actor ANNA = new Actor("person:anna", "request");
    private static final Viewer WEB = new Viewer.Teams(Set.of("web", "shop"));
    private static final Viewer PAY = new Viewer.Teams(Set.of("pay"));

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        team("web", Optional.empty());
        team("shop", Optional.of("web"));
        team("deep", Optional.of("shop"));
        team("pay", Optional.empty());
        inventory.scan("s", inventory.certificate("a.example", "file://web-3/etc/a.pem"));
        String id = inventory.text("SELECT %s FROM identity LIMIT 1".formatted(hexId()));
        inventory.database.write(unit ->
                new JdbcIdentities()
                        .describe(
                                unit,
                                new Identities.Change(
                                        id,
                                        inventory.number("SELECT version FROM identity"),
                                        ANNA,
                                        inventory.now),
                                new Identities.Description(
                                        Optional.of("web"), Optional.empty(), Optional.empty())));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aTeamReachesAllBelowItAndNothingElse() {
        JdbcTeamTree tree = new JdbcTeamTree(inventory.database);

        assertThat(tree.below(Set.of("web"))).containsExactlyInAnyOrder("web", "shop", "deep");
        assertThat(tree.below(Set.of("shop", "pay")))
                .containsExactlyInAnyOrder("shop", "deep", "pay");
        assertThat(tree.below(Set.of("none"))).isEmpty();
        assertThat(tree.below(Set.of())).isEmpty();
    }

    /// What is counted for a team is what is kept of the whole: here all of it is web's.
    @Test
    void aTeamsFiguresAreThoseOfWhatItOwns() {
        inventory.now = inventory.now.plus(Duration.ofDays(4000));
        new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now)
                .judge(100);
        JdbcStatistics statistics = new JdbcStatistics(inventory.database, () -> inventory.now);
        Instant before = Inventory.START.minusSeconds(60);
        Overview all = statistics.overview(new Viewer.Everything(), before);

        assertThat(all.findings()).isNotEmpty();
        assertThat(statistics.overview(WEB, before)).isEqualTo(all);
        Overview none = statistics.overview(PAY, before);
        assertThat(none.total().values()).containsOnly(0L);
        assertThat(none.types()).isEmpty();
        assertThat(none.rules()).isEmpty();
        assertThat(none.expiry()).flatMap(it -> it.bySeverity().values()).containsOnly(0L);
        assertThat(none.since().fresh().number()).isZero();
        assertThat(none.since().opened().number()).isZero();
    }

    @Test
    void whatChangedIsToldToThoseWhoseItIs() {
        ChangeFeed feed = new JdbcChangeFeed(inventory.database);
        ChangeFeed.Part all = feed.after(new Viewer.Everything(), 0, 100);
        ChangeFeed.Part web = feed.after(WEB, 0, 100);
        ChangeFeed.Part pay = feed.after(PAY, 0, 100);

        assertThat(all.changes()).isNotEmpty();
        assertThat(web.changes()).isNotEmpty().isSubsetOf(all.changes());
        assertThat(pay.changes()).isEmpty();
        assertThat(pay.last()).isEqualTo(all.last()).isEqualTo(feed.newest());
        assertThat(feed.after(PAY, all.last(), 100).last()).isEqualTo(all.last());
    }

    @Test
    void completionKnowsTheirOwnWords() {
        var search = new JdbcSearch(inventory.database, () -> inventory.now);

        assertThat(search.vocabulary(WEB).of(Field.HOST, "", 9)).containsExactly("web-3");
        assertThat(search.vocabulary(WEB).of(Field.HOST, "x", 9)).isEmpty();
        assertThat(search.vocabulary(WEB).of(Field.OWNER, "", 9)).containsExactly("shop", "web");
        for (Field field : Field.values()) {
            if (field != Field.OWNER && field != Field.RULE) {
                assertThat(search.vocabulary(PAY).of(field, "", 9)).as(field.name()).isEmpty();
            }
        }
    }

    private String hexId() {
        return kind == DatabaseKind.SQLITE ? "lower(hex(id))" : "encode(id, 'hex')";
    }

    private void team(String id, Optional<String> parent) {
        inventory.database.write(unit ->
                new JdbcTeams(inventory.database)
                        .save(unit, new Teams.Team(id, id, "", "", parent, 0), ANNA));
    }
}
