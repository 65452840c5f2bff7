package io.muster.store.wards;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.owners.Owner;
import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.Owners;
import io.muster.inventory.owners.Owning;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.owners.Wildcard;
import io.muster.inventory.search.IdentitySummary;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.checks.IdentityCondition;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Whose API keys and service accounts are where no rule says.
@ParameterizedClass
@EnumSource
class MakersTest {
    @Parameter DatabaseKind kind;

    @TempDir Path folder;

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
    void anApiKeyIsWhoseItsMakerIsElseWhoseServiceItServes() {
        teams();
        replace(fallback("kind == 'service-account'", "cloud"));
        keys(
                key(
                        "made",
                        Facts.of(Map.of("tag.created-by", "bea@example.com", "tag.team", "pay"))),
                key("served", Facts.of("tag.team", "Payments Team")),
                key(
                        "disputed",
                        Facts.of(Map.of("tag.created-by", "web", "label.created-by", "pay"))),
                key("nobody", Facts.of("comment", "bea")));
        ask();

        assertThat(identity("made").owner())
                .contains(
                        new Owner(
                                "web",
                                "Web",
                                SaidBy.FALLBACK,
                                Optional.of("API keys: who created it")));
        assertThat(identity("served").owner().map(Owner::id)).contains("pay");
        assertThat(identity("disputed").owner()).isEmpty();
        assertThat(identity("nobody").owner()).isEmpty();

        replace(
                fallback("kind == 'service-account'", "cloud"),
                new OwnerRule(
                        name("made"),
                        Optional.of("pay"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        ask();
        assertThat(identity("made").owner().map(Owner::id))
                .as("the configuration goes before it")
                .contains("pay");
    }

    @Test
    void aServiceAccountIsWhoseWhoUsesItElseOfTheCloudPlatform() {
        teams();
        replace(fallback("kind == 'service-account'", "cloud"));
        accounts(
                account("role/shop", Facts.of("tag.owner", "web@example.com")),
                account("role/other", Facts.of("tag.created-by", "web")));
        ask();

        assertThat(identity("role/shop").owner())
                .contains(
                        new Owner(
                                "web",
                                "Web",
                                SaidBy.FALLBACK,
                                Optional.of("service accounts: who uses it")));
        assertThat(identity("role/other").owner().map(Owner::id)).contains("cloud");
    }

    private void teams() {
        run("INSERT INTO team (n, id, name, contact) VALUES (71, 'web', 'Web', 'web@example.com')");
        run("INSERT INTO team (n, id, name, contact) VALUES (72, 'pay', 'Payments', '')");
        run(
                "INSERT INTO person (n, id, name, mail, team_n)"
                        + " VALUES (71, 'bea', 'Bea B', 'bea@example.com', 71)");
    }

    private void run(String sql) {
        int _ = inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private static OwnerRule fallback(String when, String team) {
        return new OwnerRule(
                "fallback",
                SaidBy.FALLBACK,
                new OwnerRule.Match(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new IdentityCondition(when))),
                Optional.of(team),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Entry key(String name, Facts facts) {
        ManagedKey key = new ManagedKey("aws-iam", name, "", Optional.empty(), Optional.empty());
        return new Entry(
                key,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.WORKLOAD, "aws:1", name), "key", List.of())),
                List.of(
                        new Sighting(
                                key.id(),
                                new Place("aws://1/key/" + name),
                                Role.REGISTERED,
                                "exports",
                                Inventory.START,
                                facts)),
                Facts.NONE);
    }

    private static Account account(String name, Facts facts) {
        Anchor anchor = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", name);
        return new Account(
                new Identity(anchor, "registered", List.of()),
                List.of(),
                List.of(
                        new Sighting(
                                anchor,
                                new Place("aws://1/" + name),
                                Role.REGISTERED,
                                "exports",
                                Inventory.START,
                                facts)));
    }

    private void keys(Entry... entries) {
        report(new Report(List.of(entries), List.of(), List.of(), List.of(), List.of()));
    }

    private void accounts(Account... accounts) {
        report(new Report(List.of(), List.of(accounts), List.of(), List.of(), List.of()));
    }

    private void report(Report report) {
        String run = inventory.intake.begin(new Reports.Beginning("cloud", "scanner", "test"));
        Reports.Taken _ = inventory.intake.take(run, report);
        var _ = inventory.intake.complete(run, new Completion(List.of("aws://1/"), Run.Work.NONE));
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

    private void ask() {
        while (owning.ask(100) > 0) {
            // There is more.
        }
    }

    private void replace(OwnerRule... rules) {
        boolean _ =
                inventory.database.write(unit -> {
                    owners.replace(unit, List.of(rules));
                    return true;
                });
    }

    private IdentitySummary identity(String name) {
        return inventory.identity(name);
    }
}
