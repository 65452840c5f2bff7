package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.catalog.Policies;
import io.muster.governance.PolicyDiff;
import io.muster.governance.PolicyDiff.Difference;
import io.muster.governance.PolicyDiff.RuleDifference;
import io.muster.governance.Replay;
import io.muster.governance.RuleChange;
import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Source;
import io.muster.inventory.verdicts.Due;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.Policy;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.intake.JdbcSources;
import io.muster.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Another policy is tried over everything, and nothing is changed by that.
@ParameterizedClass
@EnumSource
class ReplayTest {
    @Parameter DatabaseKind kind;

    @TempDir Path folder;

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
    void aStricterRuleTellsExactlyWhatItWouldBreak() throws Malformed {
        inventory.scan("files", certificate("near", 20), certificate("far", 50));

        PolicyDiff diff = diff(ends("ends-soon", 30, "low"), ends("ends-soon", 60, "high"));

        assertThat(diff.newlyPassing()).isEmpty();
        assertThat(diff.newlyRefused()).isEmpty();
        Difference difference = diff.newlyBroken().getFirst();
        assertThat(diff.newlyBroken()).hasSize(1);
        assertThat(difference.rule()).isEqualTo("ends-soon");
        assertThat(difference.severity()).hasToString("high");
        assertThat(difference.message()).contains("expires on");
        assertThat(difference.credential().orElseThrow().title()).isEqualTo("far");
        assertThat(difference.credential().orElseThrow().id()).hasSize(64);
        assertThat(difference.identity()).isEmpty();
        assertThat(diff.rules())
                .containsExactly(new RuleDifference("ends-soon", RuleChange.CHANGED, 1, 0));
        assertThat(diff.judged()).isPositive();
        assertThat(diff.asOf()).isEqualTo(Inventory.START);
    }

    @Test
    void aRuleThatGoesLetsPassWhatItBrokeAndOneThatComesBreaks() throws Malformed {
        inventory.scan("files", certificate("near", 20));

        PolicyDiff diff = diff(ends("old", 30, "low"), ends("new", 30, "low"));

        assertThat(diff.newlyPassing()).extracting(Difference::rule).containsExactly("old");
        assertThat(diff.newlyBroken()).extracting(Difference::rule).containsExactly("new");
        assertThat(diff.rules())
                .containsExactly(
                        new RuleDifference("new", RuleChange.ADDED, 1, 0),
                        new RuleDifference("old", RuleChange.REMOVED, 0, 1));
    }

    @Test
    void whatAsksTheSameIsNotAskedAgain() throws Malformed {
        inventory.scan("files", certificate("near", 20));

        PolicyDiff same = diff(ends("soon", 30, "low"), ends("soon", 30, "low"));
        PolicyDiff rated = diff(ends("soon", 30, "low"), ends("soon", 30, "high"));

        assertThat(same.rules()).isEmpty();
        assertThat(same.judged()).isZero();
        assertThat(rated.rules())
                .containsExactly(new RuleDifference("soon", RuleChange.RATED, 0, 0));
        assertThat(rated.newlyBroken()).isEmpty();
    }

    @Test
    void everythingIsCountedAndSoMuchIsShownThatAPersonSeesWhatItIsAbout() throws Malformed {
        Entry[] entries = new Entry[150];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = certificate("c" + i, 50);
        }
        inventory.scan("files", entries);

        PolicyDiff diff = diff(ends("soon", 30, "low"), ends("soon", 60, "low"));

        assertThat(diff.newlyBroken()).hasSize(100);
        assertThat(diff.more()).isEqualTo(new PolicyDiff.More(50, 0, 0));
        assertThat(diff.rules().getFirst().newlyBroken()).isEqualTo(150);
    }

    @Test
    void accountsAndSourcesAreJudgedToo() throws Malformed {
        account("user/ci", Duration.ofDays(50));
        source("lan");
        inventory.now = inventory.now.plus(Duration.ofDays(3));

        PolicyDiff diff = diff(rules("idle: {days: 90}"), rules("idle: {days: 30}", "silent: {}"));

        assertThat(diff.newlyBroken()).hasSize(2);
        assertThat(diff.newlyBroken())
                .filteredOn(it -> it.rule().equals("idle"))
                .allSatisfy(
                        it -> assertThat(it.identity().orElseThrow().name()).isEqualTo("user/ci"));
        assertThat(diff.newlyBroken())
                .filteredOn(it -> it.rule().equals("silent"))
                .allSatisfy(it -> assertThat(it.source().orElseThrow().id()).isEqualTo("lan"));
    }

    @Test
    void nothingIsWritten() throws Malformed {
        inventory.scan("files", certificate("near", 20));
        account("user/ci", Duration.ofDays(50));
        long due = inventory.number("SELECT sum(judge_again_at) FROM credential");
        long feed = inventory.number("SELECT count(*) FROM change_feed");

        diff(rules("idle: {days: 90}"), Policies.baseline());

        assertThat(inventory.number("SELECT sum(judge_again_at) FROM credential")).isEqualTo(due);
        assertThat(inventory.number("SELECT count(*) FROM finding")).isZero();
        assertThat(inventory.number("SELECT count(*) FROM change_feed")).isEqualTo(feed);
    }

    @Test
    void whatIsGonePlaysNoPart() throws Malformed {
        inventory.scan("files", certificate("near", 20));
        inventory.scan("files");

        assertThat(diff(rules("idle: {days: 90}"), ends("soon", 30, "low")).newlyBroken())
                .isEmpty();
    }

    /// Read together they are what they are when read one by one.
    @Test
    void aReplaySeesWhatJudgingSees() {
        Entry first = certificate("one", "same", 20, "file://web-3/etc/a.pem", "file://b/c.pem");
        Entry second = certificate("two", "same", 20, "file://web-3/etc/b.pem");
        inventory.scan("files", first, second, certificate("far", 50));
        List<Due> due =
                new JdbcVerdicts(inventory.database)
                        .due(inventory.now, 100).stream()
                                .filter(Due.OfCredential.class::isInstance)
                                .sorted(Comparator.comparing(Due::number))
                                .toList();
        // As if it were at so many places that it is read by itself.
        inventory.database.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "UPDATE credential SET places = 2000 WHERE title = 'two'")));
        JdbcSubjects subjects = new JdbcSubjects(inventory.database);

        List<Entry> read = new ArrayList<>();
        long last = subjects.last(Entity.Kind.CREDENTIAL);
        for (long after = 0; after < last; after += 2) {
            subjects.between(Entity.Kind.CREDENTIAL, after, after + 2, inventory.now)
                    .forEach(it -> read.add(entry(it.due())));
        }

        assertThat(subjects.between(Entity.Kind.CREDENTIAL, last, last + 2, inventory.now))
                .isEmpty();
        assertThat(read).isEqualTo(due.stream().map(ReplayTest::entry).toList());
        assertThat(read).anyMatch(it -> it.sightings().size() == 2);
        assertThat(read).filteredOn(it -> it.facts().has("key.sharedWith")).hasSize(2);
        assertThat(subjects.size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whoListensHearsHowFarItIsAndCanEndIt() throws Exception {
        inventory.scan("files", certificate("near", 20), certificate("far", 50));
        Replay replay = replay();
        Policy before = ends("soon", 30, "low");
        Policy after = ends("soon", 60, "low");
        List<Long> done = new ArrayList<>();

        replay.diff(before, after, (count, _) -> done.add(count));
        assertThat(done).isNotEmpty().isSorted();
        assertThatThrownBy(() ->
                        replay.diff(
                                before,
                                after,
                                (_, _) -> {
                                    throw new IOException("gone");
                                }))
                .hasMessage("gone");
    }

    private static Entry entry(Due due) {
        Entry entry = ((Due.OfCredential) due).known().entry();
        return new Entry(
                entry.credential(),
                entry.foreign(),
                entry.identities(),
                entry.sightings().stream().sorted(Comparator.comparing(Sighting::place)).toList(),
                entry.facts());
    }

    private Replay replay() {
        return new Replay(new JdbcSubjects(inventory.database), () -> inventory.now);
    }

    private PolicyDiff diff(Policy inForce, Policy tried) {
        return replay().diff(inForce, tried, (_, _) -> {});
    }

    private Entry certificate(String name, int days) {
        return certificate(name, name, days, "file://web-3/etc/" + name + ".pem");
    }

    private Entry certificate(String name, String key, int days, String... places) {
        Instant start = Inventory.START.minus(Duration.ofDays(300));
        Instant end = Inventory.START.plus(Duration.ofDays(days));
        return inventory.entry(Samples.certificate(name, "Example CA", start, end, key), places);
    }

    private void account(String name, Duration idle) {
        Anchor anchor = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", name);
        Sighting listed =
                new Sighting(
                        anchor,
                        new Place("aws://1/" + name),
                        Role.REGISTERED,
                        "exports",
                        inventory.now,
                        Facts.of("lastUsed", inventory.now.minus(idle).toString()));
        Account account =
                new Account(
                        new Identity(anchor, "registered", List.of()), List.of(), List.of(listed));
        String run = inventory.intake.begin(new Reports.Beginning("cloud", "scanner", "test"));
        inventory.intake.take(
                run, new Report(List.of(), List.of(account), List.of(), List.of(), List.of()));
        inventory.intake.complete(run, new Completion(List.of("aws://1/"), Run.Work.NONE));
    }

    private void source(String id) {
        Source source =
                new Source(
                        id,
                        "scan",
                        "Source " + id,
                        List.of("/etc"),
                        "every 1d",
                        Optional.of(Duration.ofDays(2)),
                        true,
                        Source.Origin.API,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Collections.emptySortedMap());
        inventory.database.write(unit ->
                new JdbcSources(inventory.database)
                        .save(unit, source, new Actor("anna", "request-1")));
        new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        new Policy("none", 1, "", List.of()),
                        () -> inventory.now)
                .judge(10);
    }

    private static Policy ends(String id, int days, String severity) throws Malformed {
        return policy(
                rule(id, severity, "expires-within", "{daysMin: 0, daysMax: %d}".formatted(days)));
    }

    /// Rules of one check each: `unused` is called `idle`.
    private static Policy rules(String... settings) throws Malformed {
        StringBuilder rules = new StringBuilder();
        for (String setting : settings) {
            String id = setting.substring(0, setting.indexOf(':'));
            rules.append(
                    rule(
                            id,
                            "low",
                            id.equals("idle") ? "unused" : id,
                            setting.substring(setting.indexOf('{'))));
        }
        return policy(rules.toString());
    }

    private static String rule(String id, String severity, String check, String with) {
        return """
          - id: %s
            severity: %s
            title: A test
            check: %s
            with: %s
            explanation: Because.
            remedy: Do it.
            references: []
        """
                .formatted(id, severity, check, with);
    }

    private static Policy policy(String rules) throws Malformed {
        return Policies.parser()
                .parse("policy: test\nversion: 1\ndescription: A test.\nrules:\n" + rules);
    }
}
