package io.muster.store.identities;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Actor;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.owners.Teams;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import io.muster.store.DatabaseKind;
import io.muster.store.Ids;
import io.muster.store.intake.Inventory;
import io.muster.store.intake.Seen;
import io.muster.store.stewardship.JdbcTeams;
import io.muster.testing.Samples;
import io.muster.unit.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Golden cases of `docs/identity.md` when what connects two certificates comes in different runs.
@ParameterizedClass
@EnumSource
class ContinuityTest {
    private static final Actor ANNA = new Actor("anna", "request-1");
    private static final String PEM = "file://web-1/etc/pay.pem";
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    private static final X509Certificate OLD = certificate("k1", OCTOBER, "pay.example.com");
    private static final X509Certificate RENAMED =
            certificate("k2", NOVEMBER, "bezahlen.example.com");
    private static final X509Certificate SAME_KEY =
            certificate("k1", NOVEMBER, "pay.example.com", "www.pay.example.com");

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
    void aRenewalWithOtherNamesAndKeyAtTheSamePlaceStaysOneIdentity() {
        run().stored(OLD, PEM).sent();
        String id = id("pay.example.com");
        run().stored(RENAMED, PEM).sent();

        assertThat(names()).containsExactly("bezahlen.example.com");
        assertThat(id("bezahlen.example.com")).isEqualTo(id);
        assertThat(aliases()).containsExactly("pay.example.com");
        assertThat(inventory.number("SELECT credentials FROM identity WHERE merged_into = 0"))
                .isEqualTo(2);
        assertThat(reasons()).containsExactly("same place " + PEM);
        assertThat(inventory.text("SELECT folded FROM identity WHERE merged_into = 0"))
                .contains("pay.example.com")
                .contains("bezahlen.example.com");
        assertThat(inventory.number("SELECT value FROM counter WHERE name = 'identities'"))
                .isEqualTo(1);
        assertThat(inventory.number("SELECT value FROM counter WHERE name = 'kind:service'"))
                .isEqualTo(1);
        run().stored(RENAMED, PEM).sent();
        assertThat(names()).containsExactly("bezahlen.example.com");
    }

    @Test
    void aRenewalWithOtherNamesUnderTheSameKeyStaysOneIdentity() {
        run().stored(OLD, "file://web-1/backup/pay.pem").sent("one");
        run().stored(SAME_KEY, PEM).sent("other");

        assertThat(names()).containsExactly("pay.example.com,www.pay.example.com");
        assertThat(aliases()).containsExactly("pay.example.com");
        assertThat(reasons()).singleElement().asString().startsWith("same key sha256:");
    }

    @Test
    void oneKeyInTwoServicesWithNoNameInCommonStaysTwoIdentities() {
        run().stored(OLD, "file://web-1/backup/pay.pem").sent("one");
        run().stored(certificate("k1", NOVEMBER, "shop.example.com"), PEM).sent("other");
        assertThat(names()).containsExactlyInAnyOrder("pay.example.com", "shop.example.com");
    }

    @Test
    void aRenewalWithOtherNamesInTheSameOrderLineStaysOneIdentity() {
        String archive = "file://web-1/etc/letsencrypt/archive/pay/";
        run().stored(OLD, archive + "cert1.pem").sent("one");
        run().stored(RENAMED, archive + "cert2.pem").sent("other");

        assertThat(names()).containsExactly("bezahlen.example.com");
        assertThat(reasons()).containsExactly("same order file://web-1/etc/letsencrypt/pay");
    }

    @Test
    void whatARunJoinsIsOneThoughItWasTwoHereBefore() {
        run().stored(OLD, PEM).sent("one");
        run().stored(RENAMED, "file://web-1/new.pem").sent("two");
        assertThat(names()).hasSize(2);
        history().sent("git");

        assertThat(names()).containsExactly("bezahlen.example.com");
        assertThat(reasons()).singleElement().asString().startsWith("same place git://");
        assertThat(inventory.number("SELECT count(*) FROM holding")).isEqualTo(2);
        // Those who see one of them alone change nothing, and nobody flaps.
        long lines = inventory.number("SELECT count(*) FROM history");
        run().stored(OLD, PEM).sent("one");
        history().sent("git");
        assertThat(names()).containsExactly("bezahlen.example.com");
        assertThat(inventory.number("SELECT count(*) FROM history")).isEqualTo(lines);
    }

    @Test
    void whatARunHasJoinedKeepsItsNameWhenOneOfThemIsSeenAlone() {
        history().sent("git");
        run().stored(OLD, PEM).sent("one");
        assertThat(names()).containsExactly("bezahlen.example.com");
        assertThat(aliases()).containsExactly("pay.example.com");
    }

    @Test
    void twoLeavesInOneBundleAreTwoIdentities() {
        X509Certificate a = certificate("a", OCTOBER, "a.example.com");
        X509Certificate b = certificate("b", NOVEMBER, "b.example.com");
        String all = "file://web-1/etc/all.pem";
        run().stored(a, all).sent();
        run().stored(a, all).stored(b, all).sent();
        run().stored(b, all).sent();
        assertThat(names()).containsExactlyInAnyOrder("a.example.com", "b.example.com");
    }

    @Test
    void anAddressThatWasAskedWithoutANameMayHaveChangedItsTenant() {
        String place = "tls://10.0.0.5:443";
        run().served(OLD, place, Facts.NONE).sent();
        run().served(RENAMED, place, Facts.NONE).sent();
        assertThat(names()).hasSize(2);
        X509Certificate both =
                certificate(
                        "k3", NOVEMBER.plusSeconds(60), "b.example.com", "bezahlen.example.com");
        run().served(both, place, Facts.NONE).sent();
        assertThat(names())
                .containsExactlyInAnyOrder("pay.example.com", "b.example.com,bezahlen.example.com");
    }

    @Test
    void anEndpointThatWasAskedByNameKeepsItsIdentity() {
        Facts name = Facts.of("sni", "pay.example.com");
        run().served(OLD, "tls://10.0.0.5:443", name).sent();
        run().served(RENAMED, "tls://10.0.0.5:443", name).sent();
        assertThat(names()).containsExactly("bezahlen.example.com");
    }

    @Test
    void aHostWithANewKeyStaysOneIdentity() {
        run().served(Samples.sshKey("one"), "ssh://10.0.0.7:22", Facts.NONE).sent();
        run().served(Samples.sshKey("two"), "ssh://10.0.0.7:22", Facts.NONE).sent();
        assertThat(names()).hasSize(1);
    }

    @Test
    void anOlderCertificateThatComesBackDoesNotTakeTheNameBack() {
        run().stored(RENAMED, PEM).sent();
        run().stored(OLD, PEM).sent();
        assertThat(names()).containsExactly("bezahlen.example.com");
        run().stored(RENAMED, PEM).sent();
        assertThat(names()).containsExactly("bezahlen.example.com");
    }

    @Test
    void aNameThatSomebodyGaveStays() {
        run().stored(OLD, PEM).sent();
        write(unit -> identities.rename(unit, change("pay.example.com"), "Payments"));
        run().stored(RENAMED, PEM).sent();
        assertThat(names()).containsExactly("Payments");
        assertThat(aliases()).contains("pay.example.com", "bezahlen.example.com");
        run().stored(OLD, PEM).sent();
        assertThat(names()).containsExactly("Payments");
    }

    @Test
    void aliasesThatSomebodyGaveStay() {
        run().stored(OLD, PEM).sent();
        write(unit -> identities.alias(unit, change("pay.example.com"), List.of("Kasse")));
        run().stored(RENAMED, PEM).sent();
        assertThat(aliases()).containsExactlyInAnyOrder("Kasse", "pay.example.com");
    }

    @Test
    void whatSomebodyMergedTakesTheSuccessorIn() {
        run().stored(OLD, PEM).sent();
        run().stored(certificate("s", OCTOBER, "shop.example.com"), "file://db-1/s.pem").sent("db");
        write(unit -> identities.merge(unit, change("pay.example.com"), id("shop.example.com")));
        run().stored(RENAMED, PEM).sent();
        assertThat(names()).containsExactly("shop.example.com");
        assertThat(aliases()).containsExactlyInAnyOrder("pay.example.com", "bezahlen.example.com");
    }

    @Test
    void whatSomebodyTookApartIsNotJoinedAgain() {
        run().stored(OLD, PEM).sent();
        run().stored(RENAMED, PEM).sent();
        write(unit ->
                identities.split(
                        unit,
                        change("bezahlen.example.com"),
                        new Identities.Split(
                                List.of(Inventory.service("pay.example.com")), "", "the old one")));
        assertThat(names()).containsExactlyInAnyOrder("bezahlen.example.com", "the old one");
        run().stored(OLD, PEM).sent();
        run().stored(RENAMED, PEM).sent();
        history().sent("git");
        assertThat(names()).containsExactlyInAnyOrder("bezahlen.example.com", "the old one");
    }

    @Test
    void twoMachinesOfDifferentTeamsAreNotJoined() {
        Teams teams = new JdbcTeams(inventory.database);
        for (String id : List.of("pay", "shop")) {
            write(unit ->
                    teams.save(unit, new Teams.Team(id, id, "", "", Optional.empty(), 0), ANNA));
        }
        run().stored(OLD, PEM).sent();
        run().stored(RENAMED, "file://db-1/s.pem").sent("db");
        owned("pay.example.com", "pay");
        owned("bezahlen.example.com", "shop");
        run().stored(RENAMED, PEM).sent();
        assertThat(names()).hasSize(2);
    }

    @Test
    void theOneThatHasAnOwnerStays() {
        Teams teams = new JdbcTeams(inventory.database);
        write(unit ->
                teams.save(unit, new Teams.Team("shop", "s", "", "", Optional.empty(), 0), ANNA));
        run().stored(OLD, PEM).sent();
        run().stored(RENAMED, "file://db-1/s.pem").sent("db");
        owned("bezahlen.example.com", "shop");
        String id = id("bezahlen.example.com");
        run().stored(RENAMED, PEM).sent();
        assertThat(id("bezahlen.example.com")).isEqualTo(id);
        assertThat(names()).hasSize(1);
        assertThat(inventory.number("SELECT count(*) FROM credential WHERE owner_n <> 0"))
                .isEqualTo(2);
    }

    private void owned(String name, String team) {
        write(unit ->
                identities.describe(
                        unit,
                        change(name),
                        new Identities.Description(
                                Optional.of(team), Optional.empty(), Optional.empty())));
    }

    /// Who reads a repository's history sees both certificates at one path.
    private Seen history() {
        return run().at(OLD, Role.STORED, git("a"), Facts.of("commit", "a".repeat(40)))
                .at(RENAMED, Role.STORED, git("b"), Facts.of("commit", "b".repeat(40)));
    }

    private static String git(String commit) {
        return "git://github.com/acme/pay@" + commit.repeat(40) + ":tls.pem";
    }

    private static X509Certificate certificate(String key, Instant from, String... names) {
        return Samples.certificate(
                List.of(names), "Example CA", from, from.plus(Duration.ofDays(90)), key);
    }

    /// The next look, an hour later.
    private Seen run() {
        inventory.now = inventory.now.plus(Duration.ofHours(1));
        return new Seen(inventory);
    }

    private List<String> names() {
        return inventory.texts("SELECT name FROM identity WHERE merged_into = 0 ORDER BY name");
    }

    private List<String> aliases() {
        return inventory.texts(
                "SELECT a.name FROM alias a, identity i WHERE i.n = a.identity_n"
                        + " AND i.merged_into = 0 ORDER BY a.name");
    }

    /// Why an anchor means the identity that it means.
    private List<String> reasons() {
        return inventory.texts(
                "SELECT reason FROM binding WHERE until = 0 AND reason <> 'first seen'");
    }

    private <T> T write(Function<Unit, T> work) {
        return inventory.database.write(work::apply);
    }

    private Identities.Change change(String name) {
        long version =
                inventory.database.read(session ->
                        session.number(
                                "SELECT version FROM identity WHERE name = ? AND merged_into = 0",
                                name));
        return new Identities.Change(id(name), version, ANNA, inventory.now);
    }

    private String id(String name) {
        return inventory.database.read(session ->
                session.first(
                                "SELECT id FROM identity WHERE name = ? AND merged_into = 0",
                                row -> Ids.text(row, 1),
                                name)
                        .orElseThrow());
    }
}
