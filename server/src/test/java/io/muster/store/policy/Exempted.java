package io.muster.store.policy;

import io.muster.alerts.Alert;
import io.muster.alerts.Alerts;
import io.muster.catalog.Policies;
import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Approver;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemptions;
import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.owners.Teams;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Entry;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.intake.Inventory;
import io.muster.store.search.JdbcSearch;
import io.muster.store.stewardship.JdbcTeams;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What tests of exceptions share: two credentials that break a rule, those who approve, and a
/// clock that the test moves.
class Exempted {
    static final Approver SECURITY = new Approver("person:sam", true);
    static final Approver ELSE = new Approver("person:eva", false);
    static final Exemptions.Filter ALL =
            new Exemptions.Filter(Set.of(), Optional.empty(), Optional.empty());
    static final Viewer EVERYTHING = new Viewer.Everything();

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    Inventory inventory;
    Exemptions exemptions;
    Judging judging;
    int requests;

    @BeforeEach
    final void open() {
        inventory = new Inventory(kind.roll(folder));
        exemptions = new JdbcExemptions(inventory.database);
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
        inventory.scan("files", expired("pay"), expired("shop"));
        judge();
    }

    @AfterEach
    final void close() {
        inventory.close();
    }

    final Entry expired(String name) {
        return inventory.entry(
                Samples.certificate(
                        name,
                        "Example CA",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z")),
                "file://web-3/etc/" + name + ".pem");
    }

    final void judge() {
        Instant now = inventory.now;
        while (inventory.database.writeInBulk(unit -> exemptions.spread(unit, now))) {
            // The next one.
        }
        while (judging.judge(100) > 0) {
            // More.
        }
    }

    final List<FindingSummary> findings(String query) throws QueryRefused {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                .findings(
                        EVERYTHING,
                        Query.parse(Listing.FINDINGS, query),
                        PageRequest.first(100, "opened"))
                .items();
    }

    final FindingSummary ofPay(String query) throws QueryRefused {
        return findings("rule:expired " + query).stream()
                .filter(it -> it.credential().orElseThrow().title().equals("pay"))
                .findFirst()
                .orElseThrow();
    }

    final Exemption request(Scope scope, String target) {
        Exemptions.Wish wish =
                new Exemptions.Wish(
                        HexFormat.of().toHexDigits(++requests, 16) + "00".repeat(8),
                        "expired",
                        scope,
                        target,
                        "The vendor delivers in March.",
                        inventory.now.plus(Duration.ofDays(30)),
                        "person:anna");
        return inventory.database.write(unit -> exemptions.request(unit, wish, inventory.now));
    }

    final Exemption keep(Exemption changed) {
        return inventory.database.write(
                unit -> exemptions.keep(unit, changed, "person:x", inventory.now));
    }

    final Exemption approved(Scope scope, String target) {
        Exemption it = keep(request(scope, target).approvedBy(SECURITY, inventory.now));
        judge();
        return it;
    }

    final long open(String rule) {
        return inventory.number(
                "SELECT coalesce(sum(value), 0) FROM counter WHERE name = 'rule:" + rule + "'");
    }

    final void team(String id, String contact) {
        inventory.database.write(unit ->
                new JdbcTeams(inventory.database)
                        .save(
                                unit,
                                new Teams.Team(id, id, contact, "", Optional.empty(), 0),
                                new Actor("person:anna", "")));
    }

    final void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    /// What alerts of a kind say, newest first.
    final List<String> told(String kind) {
        return alerts().stream()
                .filter(it -> it.kind().toString().contains(kind))
                .map(Alert::message)
                .toList();
    }

    final List<Alert> alerts() {
        return new JdbcAlerts(inventory.database)
                        .list(
                                EVERYTHING,
                                new Alerts.Question(
                                        Optional.empty(),
                                        Optional.empty(),
                                        "",
                                        Optional.empty(),
                                        100))
                        .rows()
                        .stream()
                        .map(Alerts.Row::alert)
                        .toList();
    }
}
