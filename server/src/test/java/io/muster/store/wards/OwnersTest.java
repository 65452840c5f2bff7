package io.muster.store.wards;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.owners.Owner;
import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.Owners;
import io.muster.inventory.owners.Owning;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.owners.Wildcard;
import io.muster.inventory.search.IdentitySummary;
import io.muster.policy.checks.IdentityCondition;
import io.muster.store.DatabaseKind;
import io.muster.store.identities.JdbcIdentities;
import io.muster.store.intake.Inventory;
import io.muster.store.stewardship.JdbcLabels;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.util.List;
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

/// Owner rules over an inventory that scans and people change.
@ParameterizedClass
@EnumSource
class OwnersTest {
    private static final Actor ANNA = new Actor("anna", "request-1");
    private static final String PAY = "file://web-3/etc/Pay/one.pem";

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final Identities identities = new JdbcIdentities();
    private Inventory inventory;
    private Owners owners;
    private Owning owning;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        owners = new JdbcOwners(inventory.database);
        owning = new Owning(inventory.database, owners, () -> inventory.now);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void withoutRulesNothingIsAskedAndNothingMarked() {
        scan("one.example.com", PAY);
        scan("one.example.com", "file://b/etc/x.pem");

        assertThat(owning.ask(100)).isZero();
        assertThat(inventory.number("SELECT count(*) FROM identity WHERE ruled <> 0")).isZero();
    }

    @Test
    void aRuleByPlaceOwnsWhatIsSeenThereAndItsCredentials() {
        replace(rule(place("file://*/etc/pay/*"), "pay", "high", "prod", "pci"));
        scan("one.example.com", PAY);
        scan("two.example.com", "file://web-3/etc/other.pem");

        assertThat(owning.ask(100)).isEqualTo(2);
        assertThat(owning.ask(100)).isZero();

        IdentitySummary one = identity("one.example.com");
        assertThat(one.owner()).contains(new Owner("pay", "pay", SaidBy.RULE));
        assertThat(one.criticality()).contains("high");
        assertThat(one.criticalityBy()).contains(SaidBy.RULE);
        assertThat(one.environment()).contains("prod");
        assertThat(one.tags()).containsExactly("pci");
        assertThat(identity("two.example.com").owner()).isEmpty();
        assertThat(
                        inventory.texts(
                                "SELECT c.title || ' ' || c.environment FROM credential c, team t"
                                        + " WHERE t.n = c.owner_n"))
                .containsExactly("one.example.com prod");
        assertThat(inventory.text("SELECT change FROM history WHERE actor = 'configuration'"))
                .contains("\"owner\":\"pay\"");
    }

    @Test
    void aConditionAsksForAllThatIsKnownAndTheRuleThatSpokeIsNamed() {
        OwnerRule.Match match =
                new OwnerRule.Match(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new IdentityCondition(
                                        "'x509-certificate' in types && 'stored' in roles"
                                                + " && places.exists(it, it.contains('/Pay/'))"
                                                + " && !has(labels.team)")));
        replace(
                new OwnerRule(
                        "payments by folder",
                        SaidBy.FALLBACK,
                        match,
                        Optional.of("pay"),
                        Optional.of("high"),
                        Optional.empty(),
                        List.of()));
        scan("two.example.com", "file://web-3/etc/other.pem");
        scan("one.example.com", PAY);
        ask();

        IdentitySummary one = identity("one.example.com");
        assertThat(one.owner())
                .contains(
                        new Owner(
                                "pay", "pay", SaidBy.FALLBACK, Optional.of("payments by folder")));
        assertThat(one.criticalityWhy()).contains("payments by folder");
        assertThat(identity("two.example.com").owner()).isEmpty();
        assertThat(owners.rules().getFirst().match().when()).isEqualTo(match.when());

        replace();
        ask();
        assertThat(identity("one.example.com").owner()).isEmpty();
    }

    @Test
    void whatIsSeenElsewhereLaterIsAskedAboutAgain() {
        replace(rule(place("file://db-*"), "db", "", "", "seen"));
        scan("one.example.com", PAY);
        ask();
        assertThat(identity("one.example.com").owner()).isEmpty();

        scan("one.example.com", PAY, "file://db-1/etc/one.pem");
        ask();

        assertThat(identity("one.example.com").owner()).isPresent();
        scan("three.example.com", PAY);
        ask();
        scan("three.example.com", PAY);
        assertThat(owning.ask(100)).as("what was known is not asked about").isZero();
    }

    @Test
    void whenTheFileChangesEverythingIsAskedAgainAndWhatNoRuleSaysAnyMoreGoes() {
        scan("one.example.com", PAY);
        replace(rule(name("one.*"), "a", "high", "", "old"));
        ask();
        replace(rule(name("one.*"), "b", "", "prod", "new"));
        ask();

        IdentitySummary one = identity("one.example.com");
        assertThat(one.owner().orElseThrow().id()).isEqualTo("b");
        assertThat(one.criticality()).isEmpty();
        assertThat(one.environment()).contains("prod");
        assertThat(one.tags()).containsExactly("new");

        replace();
        ask();
        assertThat(identity("one.example.com").owner()).isEmpty();
        assertThat(identity("one.example.com").tags()).isEmpty();
        assertThat(inventory.number("SELECT count(*) FROM credential WHERE owner_n <> 0")).isZero();
    }

    @Test
    void whatAPersonHasSetNoRuleChangesUntilTheyTakeItAway() {
        replace(rule(name("*"), "rules", "low", "test", "pci"));
        scan("one.example.com", PAY);
        ask();
        write(unit -> {
            Identities.Change change = change("one.example.com");
            return identities.describe(
                    unit,
                    change,
                    new Identities.Description(
                            Optional.empty(), Optional.of("high"), Optional.of("prod")));
        });
        write(unit ->
                new JdbcLabels(inventory.database)
                        .tag(
                                unit,
                                List.of(Entity.identity(identity("one.example.com").id())),
                                Set.of("pci", "mine"),
                                Set.of(),
                                new Labels.Mark(ANNA, Inventory.START)));
        ask();
        IdentitySummary byHand = identity("one.example.com");
        assertThat(byHand.owner().orElseThrow().by()).isEqualTo(SaidBy.RULE);
        assertThat(byHand.criticality()).contains("high");
        assertThat(byHand.criticalityBy()).contains(SaidBy.PERSON);
        assertThat(byHand.environmentBy()).contains(SaidBy.PERSON);

        replace();
        ask();
        IdentitySummary without = identity("one.example.com");
        assertThat(without.owner()).isEmpty();
        assertThat(without.criticality()).contains("high");
        assertThat(without.tags()).containsExactly("mine", "pci");

        replace(rule(name("*"), "rules", "low", "test", ""));
        write(unit ->
                identities.describe(
                        unit,
                        change("one.example.com"),
                        new Identities.Description(
                                Optional.empty(), Optional.of(""), Optional.empty())));
        ask();
        assertThat(identity("one.example.com").criticality()).contains("low");
        assertThat(identity("one.example.com").environment()).contains("prod");
    }

    @Test
    void whatChangesWhileTheRulesAreAskedIsAskedAboutAgain() {
        replace(rule(place("file://db-*"), "db", "", "", ""));
        scan("one.example.com", PAY);
        Owners.Due due = owners.due(100);
        scan("one.example.com", PAY, "file://db-1/etc/one.pem");
        write(unit ->
                owners.keep(
                        unit,
                        due.edition(),
                        due.identities().stream()
                                .map(it ->
                                        new Owners.Said(
                                                it,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Set.of()))
                                .toList(),
                        Inventory.START));

        ask();

        assertThat(identity("one.example.com").owner()).isPresent();
    }

    @Test
    void aRuleByTypeOrTagAsksForCredentialsAndForWhatPeopleNoted() {
        replace(
                rule(
                        new OwnerRule.Match(
                                Optional.empty(),
                                Optional.of(new Wildcard("service")),
                                Optional.of(new Wildcard("*certificate*")),
                                Optional.empty(),
                                Optional.of(new Wildcard("eu")),
                                Optional.empty()),
                        "eu",
                        "",
                        "",
                        ""));
        scan("one.example.com", PAY);
        ask();
        assertThat(identity("one.example.com").owner()).isEmpty();

        write(unit ->
                new JdbcLabels(inventory.database)
                        .tag(
                                unit,
                                List.of(Entity.identity(identity("one.example.com").id())),
                                Set.of("eu"),
                                Set.of(),
                                new Labels.Mark(ANNA, Inventory.START)));
        ask();

        assertThat(identity("one.example.com").owner()).isPresent();
    }

    @Test
    void rulesAreReadAsTheyWereWritten() {
        OwnerRule whole =
                new OwnerRule(
                        new OwnerRule.Match(
                                Optional.of(new Wildcard("a\n*\"%_\\")),
                                Optional.of(new Wildcard("b")),
                                Optional.of(new Wildcard("c")),
                                Optional.of(new Wildcard("d")),
                                Optional.of(new Wildcard("e")),
                                Optional.of(new Wildcard("f"))),
                        Optional.of("team"),
                        Optional.of("high"),
                        Optional.of("prod"),
                        List.of("x", "y"));
        replace(whole);

        assertThat(owners.rules()).containsExactly(whole);
    }

    private void ask() {
        while (owning.ask(100) > 0) {
            // There is more.
        }
    }

    private void replace(OwnerRule... rules) {
        write(unit -> {
            owners.replace(unit, List.of(rules));
            return true;
        });
    }

    private static OwnerRule rule(
            OwnerRule.Match match,
            String team,
            String criticality,
            String environment,
            String tag) {
        return new OwnerRule(
                match,
                some(team),
                some(criticality),
                some(environment),
                some(tag).stream().toList());
    }

    private static OwnerRule.Match place(String pattern) {
        return new OwnerRule.Match(
                Optional.of(new Wildcard(pattern)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OwnerRule.Match name(String pattern) {
        return new OwnerRule.Match(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Wildcard(pattern)));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private void scan(String name, String... places) {
        inventory.scan("files", inventory.certificate(name, places));
    }

    private IdentitySummary identity(String name) {
        return inventory.identity(name);
    }

    private Identities.Change change(String name) {
        IdentitySummary it = identity(name);
        return new Identities.Change(it.id(), it.version(), ANNA, Inventory.START);
    }

    private <T> T write(Function<Unit, T> work) {
        return inventory.database.write(work::apply);
    }
}
