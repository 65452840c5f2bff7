package io.muster.store.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.owners.Teams;
import io.muster.store.DatabaseKind;
import io.muster.store.Ids;
import io.muster.store.intake.Inventory;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.search.JdbcChangeFeed;
import io.muster.store.search.JdbcHistory;
import io.muster.store.stewardship.JdbcLabels;
import io.muster.store.stewardship.JdbcTeams;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class IdentitiesTest {
    private static final Actor ANNA = new Actor("anna", "request-1");
    private static final String ONE = "file://web-3/etc/one.pem";
    private static final String TWO = "file://web-3/etc/two.pem";

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final Identities identities = new JdbcIdentities();
    private Inventory inventory;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aMergeSurvivesEveryLaterScan() {
        scanBoth();
        write(unit -> identities.merge(unit, change("one.example.com", 1), id("two.example.com")));
        assertThat(holders()).containsOnly("two.example.com");
        scanBoth();
        inventory.scan(
                "files",
                inventory.certificate("one.example.com", ONE),
                inventory.certificate("two.example.com", TWO));
        assertThat(holders()).containsOnly("two.example.com");
        assertThat(inventory.number("SELECT credentials FROM identity WHERE name LIKE 'two%'"))
                .isEqualTo(2);
        assertThat(inventory.number("SELECT credentials FROM identity WHERE name LIKE 'one%'"))
                .isZero();
        assertThat(inventory.texts("SELECT name FROM alias")).containsExactly("one.example.com");
        assertThat(inventory.text("SELECT folded FROM identity WHERE name LIKE 'two%'"))
                .contains("one.example.com");
    }

    @Test
    void whatWasMergedCannotBeChangedAnyMore() {
        scanBoth();
        write(unit -> identities.merge(unit, change("one.example.com", 1), id("two.example.com")));
        assertThatThrownBy(() ->
                        write(unit -> identities.rename(unit, change("one.example.com", 2), "x")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("part of another");
        assertThatThrownBy(() ->
                        write(unit ->
                                identities.merge(
                                        unit, change("two.example.com", 2), id("two.example.com"))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aSplitByPlaceSurvivesEveryLaterScan() {
        String other = "file://db-1/etc/pay.pem";
        inventory.scan("files", inventory.certificate("pay.example.com", ONE, other));
        String made =
                write(unit ->
                        identities.split(
                                unit,
                                change("pay.example.com", 1),
                                new Identities.Split(
                                        List.of(Inventory.service("pay.example.com")),
                                        "file://db-1/",
                                        "pay database")));
        assertThat(made).hasSize(32);
        assertThat(holders()).containsExactlyInAnyOrder("pay.example.com", "pay database");
        inventory.scan("files", inventory.certificate("pay.example.com", ONE, other));
        assertThat(holders()).containsExactlyInAnyOrder("pay.example.com", "pay database");
        inventory.scan("more", inventory.certificate("pay.example.com", "file://db-1/etc/2.pem"));
        assertThat(
                        inventory.texts(
                                "SELECT i.name FROM holding h, identity i, credential c"
                                        + " WHERE i.n = h.identity_n AND c.n = h.credential_n"))
                .containsExactlyInAnyOrder("pay.example.com", "pay database");
    }

    @Test
    void aSplitOfAnchorsTakesTheirCredentialsWithIt() {
        scanBoth();
        write(unit -> identities.merge(unit, change("one.example.com", 1), id("two.example.com")));
        write(unit ->
                identities.split(
                        unit,
                        change("two.example.com", 2),
                        new Identities.Split(
                                List.of(Inventory.service("one.example.com")), "", "again one")));
        scanBoth();
        assertThat(holders()).containsExactlyInAnyOrder("again one", "two.example.com");
    }

    @Test
    void aRenamedIdentityKeepsItsNameAndIsFoundByBoth() {
        scanBoth();
        long version =
                write(unit -> identities.rename(unit, change("one.example.com", 1), "Payments"));
        assertThat(version).isEqualTo(2);
        scanBoth();
        assertThat(holders()).containsExactlyInAnyOrder("Payments", "two.example.com");
        assertThat(inventory.text("SELECT folded FROM identity WHERE name = 'Payments'"))
                .contains("payments")
                .contains("one.example.com");
    }

    @Test
    void aChangeOfWhatSomebodyElseHasChangedIsRefused() {
        scanBoth();
        write(unit -> identities.rename(unit, change("one.example.com", 1), "Payments"));
        String id =
                inventory.text("SELECT lower('') || name FROM identity WHERE name = 'Payments'");
        assertThat(id).isEqualTo("Payments");
        assertThatThrownBy(() ->
                        write(unit ->
                                identities.rename(
                                        unit,
                                        new Identities.Change(
                                                id("Payments"), 1, ANNA, Inventory.START),
                                        "Other")))
                .isInstanceOf(Refused.class)
                .extracting(it -> ((Refused) it).kind())
                .isEqualTo(Refused.Kind.STALE);
    }

    @Test
    void anOwnerIsSeenOnEverythingThatItsMachineHolds() {
        Teams teams = new JdbcTeams(inventory.database);
        write(unit ->
                teams.save(
                        unit,
                        new Teams.Team(
                                "pay", "Payments", "pay@example.com", "", Optional.empty(), 0),
                        ANNA));
        scanBoth();
        write(unit ->
                identities.describe(
                        unit,
                        change("one.example.com", 1),
                        new Identities.Description(
                                Optional.of("pay"),
                                Optional.of("high"),
                                Optional.of("production"))));
        inventory.scan("more", inventory.certificate("one.example.com", "file://a/one.pem"));
        assertThat(
                        inventory.text(
                                "SELECT c.environment || ' ' || c.criticality || ' ' || t.id"
                                        + " FROM credential c, team t WHERE t.n = c.owner_n"))
                .isEqualTo("production high pay");
        assertThatThrownBy(() ->
                        write(unit -> {
                            teams.removeTeam(unit, "pay", 1, ANNA);
                            return true;
                        }))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("owns something");
    }

    @Test
    void tagsAndAttributesAreKept() {
        Labels labels = new JdbcLabels(inventory.database);
        scanBoth();
        Entity one = Entity.identity(id("one.example.com"));
        Labels.Mark mark = new Labels.Mark(ANNA, Inventory.START);
        Entity unknown = Entity.identity("00".repeat(16));
        assertThat(
                        this.<Integer>write(unit ->
                                labels.tag(
                                        unit,
                                        List.of(one, unknown),
                                        Set.of("pci", "eu"),
                                        Set.of(),
                                        mark)))
                .isEqualTo(1);
        write(unit -> labels.tag(unit, List.of(one), Set.of(), Set.of("eu", "never"), mark));
        assertThat(labels.tags(one)).containsExactly("pci");
        write(unit -> labels.attributes(unit, one, 3, Map.of("cost centre", "4711"), mark));
        assertThat(labels.attributes(one)).containsEntry("cost centre", "4711");
        assertThatThrownBy(() -> write(unit -> labels.attributes(unit, one, 3, Map.of(), mark)))
                .isInstanceOf(Refused.class);
        assertThat(new JdbcHistory(inventory.database).of(one, 0, 10))
                .extracting(it -> it.actor())
                .containsExactly(ANNA, ANNA, ANNA);
        assertThat(
                        new JdbcChangeFeed(inventory.database)
                                .after(new Viewer.Everything(), 0, 100)
                                .changes())
                .extracting(it -> it.entity().kind() + " " + it.kind())
                .contains("credential new", "identity tagged", "identity attributes");
    }

    @Test
    void aTeamIsNotBelowItself() {
        Teams teams = new JdbcTeams(inventory.database);
        write(unit -> teams.save(unit, team("a", Optional.empty(), 0), ANNA));
        write(unit -> teams.save(unit, team("b", Optional.of("a"), 0), ANNA));
        assertThatThrownBy(
                        () -> write(unit -> teams.save(unit, team("a", Optional.of("b"), 1), ANNA)))
                .isInstanceOf(Refused.class);
        assertThat(teams.teams()).extracting(Teams.Team::id).containsExactly("a", "b");
        write(unit ->
                teams.save(
                        unit,
                        new Teams.Person("anna", "Anna", "anna@example.com", Optional.of("b"), 0),
                        ANNA));
        assertThat(teams.person("anna").orElseThrow().team()).contains("b");
    }

    @Test
    void theSearchIndexFollows() {
        scanBoth();
        JdbcSearchIndex index = new JdbcSearchIndex(inventory.database);
        index.follow();
        write(unit -> identities.rename(unit, change("one.example.com", 1), "Quuxbar"));
        index.follow();
        String find =
                kind == DatabaseKind.SQLITE
                        ? "SELECT count(*) FROM search.identity_text WHERE identity_text MATCH '\"uux\"'"
                        : "SELECT count(*) FROM identity WHERE folded LIKE '%uux%'";
        assertThat(inventory.number(find)).isEqualTo(1);
    }

    private static Teams.Team team(String id, Optional<String> parent, long version) {
        return new Teams.Team(id, id, "", "", parent, version);
    }

    private void scanBoth() {
        inventory.scan(
                "files",
                inventory.certificate("one.example.com", ONE),
                inventory.certificate("two.example.com", TWO));
    }

    private <T> T write(Function<Unit, T> work) {
        return inventory.database.write(work::apply);
    }

    private Identities.Change change(String name, long version) {
        return new Identities.Change(id(name), version, ANNA, Inventory.START);
    }

    private String id(String name) {
        return inventory.database.read(session ->
                session.first(
                                "SELECT id FROM identity WHERE name = ?",
                                row -> Ids.text(row, 1),
                                name)
                        .orElseThrow());
    }

    private List<String> holders() {
        return inventory.texts(
                "SELECT i.name FROM holding h, identity i WHERE i.n = h.identity_n ORDER BY 1");
    }
}
