package io.muster.store.wards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.PageRequest;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Sighting;
import io.muster.stewardship.Charge;
import io.muster.stewardship.Orphans;
import io.muster.stewardship.Stewardship;
import io.muster.stewardship.Suggestions;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.search.JdbcSearch;
import io.muster.store.stewardship.JdbcOrphans;
import io.muster.store.stewardship.JdbcSuggestions;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What is assessed of identities that scans and people change: criticality, risk, orphans and who
/// may own them.
@ParameterizedClass
@EnumSource
class WardsTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final Viewer OTHERS = new Viewer.Teams(Set.of("web"));
    private static final Actor ANNA = new Actor("anna", "request-1");
    private static final Charge CHARGE =
            new Charge("platform", "cloud", "security", Duration.ofDays(3));

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Orphans orphans;
    private Suggestions suggestions;
    private Stewardship stewardship;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        orphans = new JdbcOrphans(inventory.database);
        suggestions = new JdbcSuggestions(inventory.database);
        stewardship =
                new Stewardship(
                        inventory.database,
                        new JdbcWards(inventory.database),
                        CHARGE,
                        () -> inventory.now);
        write(unit -> {
            team(unit, "security");
            team(unit, "web");
        });
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatNobodyOwnsIsAnOrphanWithAClockAndEscalatesWhenItHasRunDown() {
        scan(labelled("one.example.com", "file://web-3/etc/one.pem", Facts.NONE));
        assess();

        Orphans.Orphan orphan = all().getFirst();
        assertThat(orphan.state()).isEqualTo(Orphans.State.OPEN);
        assertThat(orphan.due()).isEqualTo(inventory.now.plus(Duration.ofDays(3)));
        assertThat(orphan.assigned().orElseThrow().id()).isEqualTo("security");
        assertThat(found("orphan:yes")).containsExactly("one.example.com");
        assertThat(found("orphaned>71h")).isEmpty();
        assertThat(escalate()).isZero();
        assertThatThrownBy(() -> decide(orphan.id(), Orphans.State.ACCEPTED))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("still runs");

        inventory.now = inventory.now.plus(Duration.ofDays(3));
        assertThat(found("orphaned>71h")).containsExactly("one.example.com");
        assertThat(escalate()).isEqualTo(1);
        assertThat(escalate()).isZero();
        assertThat(all().getFirst().state()).isEqualTo(Orphans.State.ESCALATED);
        assertThat(
                        inventory.text(
                                "SELECT change FROM history WHERE actor = 'muster' AND change LIKE '%orphan%'"))
                .contains("decommission");

        decide(orphan.id(), Orphans.State.ACCEPTED);
        assertThat(all().getFirst().decidedBy()).contains("anna");
    }

    @Test
    void anOwnerOrItsEndStopsTheClock() {
        scan(
                labelled("one.example.com", "file://web-3/etc/one.pem", Facts.NONE),
                labelled("two.example.com", "file://web-3/etc/two.pem", Facts.NONE));
        assess();
        assertThat(all()).hasSize(2);

        own("one.example.com", "web");
        inventory.now = inventory.now.plus(Duration.ofDays(3));
        scan(labelled("one.example.com", "file://web-3/etc/one.pem", Facts.NONE));
        assess();

        assertThat(all()).as("one is owned, two is gone").isEmpty();
        assertThat(found("orphan:yes")).isEmpty();
        assertThat(found("orphan:no")).hasSize(2);
    }

    @Test
    void whatIsWrittenAtAThingSuggestsItsOwnerAndOneClickAcceptsIt() {
        scan(
                labelled(
                        "one.example.com",
                        "file://web-3/etc/one.pem",
                        Facts.of("codeOwners", List.of("@shop/web")).with("author", "nobody")));
        assess();

        Suggestions.Suggested one =
                suggestions.suggested(ALL, Optional.empty(), 10).items().getFirst();
        assertThat(one.suggestion().team().id()).isEqualTo("web");
        assertThat(one.suggestion().confidence()).isBetween(0.5, 0.999);
        assertThat(one.suggestion().evidence().getFirst().kind()).isEqualTo("code-owners");
        assertThat(all().getFirst().suggestion()).isPresent();
        assertThat(orphans(new Viewer.Teams(Set.of("security"))))
                .as("what speaks for another team is not told")
                .containsExactly(without(all().getFirst()));
        assertThat(orphans(OTHERS)).isEmpty();
        assertThat(suggestions.suggested(OTHERS, Optional.empty(), 10).items()).isEmpty();
        assertThatThrownBy(() -> suggestions.of(OTHERS, one.id())).isInstanceOf(Refused.class);

        write(unit -> suggestions.accept(unit, one.id(), "web", ANNA, inventory.now));
        assess();

        IdentitySummary owned = identity("one.example.com");
        assertThat(owned.owner().orElseThrow().by()).isEqualTo(SaidBy.INFERENCE);
        assertThat(owned.owner().orElseThrow().why().orElseThrow()).contains("code-owners");
        assertThat(owned.orphaned()).isEmpty();
        assertThat(suggestions.of(ALL, one.id())).isEmpty();
        assertThat(inventory.number("SELECT count(*) FROM credential WHERE owner_n <> 0")).isOne();
        assertThatThrownBy(() ->
                        write(unit ->
                                suggestions.accept(unit, one.id(), "web", ANNA, inventory.now)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aTeamThatComesLaterIsSuggestedToo() {
        scan(
                labelled(
                        "one.example.com",
                        "file://web-3/etc/one.pem",
                        Facts.of("label.team", "pay")));
        assess();
        String id = identity("one.example.com").id();
        assertThat(suggestions.of(ALL, id)).isEmpty();
        stewardship.follow();
        assess();
        stewardship.follow();
        assertThat(stewardship.assess(100)).as("the same people").isZero();

        write(unit -> team(unit, "pay"));
        stewardship.follow();
        assess();

        assertThat(suggestions.of(ALL, id).getFirst().team().id()).isEqualTo("pay");
    }

    @Test
    void allAboveAThresholdAreAcceptedAtOnceAndPagesGoOn() {
        for (String name : List.of("a", "b", "c")) {
            scan(
                    name,
                    labelled(
                            name + ".example.com",
                            "file://h-" + name + "/etc/x.pem",
                            Facts.of("label.team", "web")));
        }
        assess();
        var first = suggestions.suggested(ALL, Optional.empty(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(first.total().number()).isEqualTo(3);
        assertThat(suggestions.suggested(ALL, first.next(), 2).items()).hasSize(1);
        assertThat(orphans.orphans(ALL, Optional.empty(), Optional.empty(), 2).next()).isPresent();

        assertThat(acceptAll(0.999)).isZero();
        assertThat(acceptAll(0.5)).isEqualTo(3);
        assertThat(found("owner:web")).hasSize(3);
    }

    @Test
    void neighboursSpeakForTheirTeam() {
        scan(
                labelled("pay-1.example.com", "file://web-3/etc/pay/1.pem", Facts.NONE),
                labelled("pay-2.example.com", "file://web-3/etc/pay/2.pem", Facts.NONE),
                labelled("pay-3.example.com", "file://web-3/etc/pay/3.pem", Facts.NONE));
        own("pay-1.example.com", "web");
        own("pay-2.example.com", "web");
        assess();

        Suggestions.Suggestion suggestion =
                suggestions.of(ALL, identity("pay-3.example.com").id()).getFirst();
        assertThat(suggestion.team().id()).isEqualTo("web");
        assertThat(suggestion.evidence())
                .extracting(Suggestions.Evidence::kind)
                .contains("same-folder", "same-host");
    }

    @Test
    void whatMattersIsSaidByRuleOrPersonOrInheritedAndRiskFollows() {
        scan(
                labelled(
                        "one.example.com",
                        "file://web-3/etc/one.pem",
                        Facts.of("label.env", "test")),
                labelled(
                        "two.example.com",
                        "file://web-3/etc/two.pem",
                        Facts.of("service", "postgresql")));
        assess();

        IdentitySummary one = identity("one.example.com");
        assertThat(one.criticality()).contains("low");
        assertThat(one.criticalityBy()).contains(SaidBy.DEFAULT);
        assertThat(one.criticalityWhy()).contains("development and test");
        IdentitySummary two = identity("two.example.com");
        assertThat(two.criticality()).contains("high");
        assertThat(two.risk()).isGreaterThan(one.risk());
        assertThat(found("risk>" + (two.risk() - 1))).containsExactly("two.example.com");
        assertThat(inventory.texts("SELECT criticality FROM credential ORDER BY criticality"))
                .containsExactly("high", "low");

        long ownerless = two.risk();
        own("two.example.com", "web");
        assess();
        assertThat(identity("two.example.com").risk()).isEqualTo(ownerless - 10);
        assertThat(stewardship.assess(100)).as("nothing is left").isZero();
    }

    private void team(Unit unit, String id) {
        Database.in(
                unit,
                session -> session.update("INSERT INTO team (id, name) VALUES (?, ?)", id, id));
    }

    private void own(String name, String team) {
        write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "UPDATE identity SET owner_by = 'person', assess_again_at = -1,"
                                                + " owner_n = (SELECT n FROM team WHERE id = ?)"
                                                + " WHERE name = ?",
                                        team,
                                        name)));
    }

    private Entry labelled(String name, String place, Facts facts) {
        Entry entry = inventory.certificate(name, place);
        return new Entry(
                entry.credential(),
                entry.foreign(),
                entry.identities(),
                entry.sightings().stream()
                        .map(it ->
                                new Sighting(
                                        it.subject(),
                                        it.place(),
                                        it.role(),
                                        it.source(),
                                        it.at(),
                                        it.facts().with(facts)))
                        .toList(),
                entry.facts());
    }

    private void scan(Entry... entries) {
        scan("web", entries);
    }

    private void scan(String source, Entry... entries) {
        inventory.scan(source, entries);
    }

    private void assess() {
        while (stewardship.assess(100) > 0) {
            // What was assessed may make others due.
        }
    }

    private int escalate() {
        return inventory.database.write(unit -> orphans.escalate(unit, inventory.now, 100));
    }

    private int acceptAll(double threshold) {
        return inventory.database.write(
                unit -> suggestions.acceptAll(unit, ALL, threshold, 100, ANNA, inventory.now));
    }

    private void decide(String id, Orphans.State state) {
        write(unit -> orphans.decide(unit, id, state, "nobody uses it", ANNA, inventory.now));
    }

    private void write(Consumer<Unit> work) {
        inventory.database.write(unit -> {
            work.accept(unit);
            return true;
        });
    }

    private static Orphans.Orphan without(Orphans.Orphan it) {
        return new Orphans.Orphan(
                it.id(),
                it.kind(),
                it.name(),
                it.state(),
                it.found(),
                it.due(),
                it.assigned(),
                it.escalated(),
                it.decidedBy(),
                it.reason(),
                it.risk(),
                Optional.empty());
    }

    private List<Orphans.Orphan> all() {
        return orphans(ALL);
    }

    private List<Orphans.Orphan> orphans(Viewer viewer) {
        return orphans.orphans(viewer, Optional.empty(), Optional.empty(), 100).items();
    }

    private List<String> found(String query) {
        return search(query).stream().map(IdentitySummary::name).toList();
    }

    private IdentitySummary identity(String name) {
        return inventory.identity(name);
    }

    private List<IdentitySummary> search(String query) {
        try {
            return new JdbcSearch(inventory.database, () -> inventory.now)
                    .identities(
                            ALL, Query.parse(Listing.IDENTITIES, query), PageRequest.first(100, ""))
                    .items();
        } catch (QueryRefused e) {
            throw new AssertionError(e.reason(), e);
        }
    }
}
