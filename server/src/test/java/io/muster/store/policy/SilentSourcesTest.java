package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.verdicts.Judging;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.intake.JdbcSources;
import io.muster.store.search.JdbcSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A source whose runs stop coming is a finding by itself, and none any more when one completes.
@ParameterizedClass
@EnumSource
class SilentSourcesTest {
    private static final Actor ANNA = new Actor("anna", "request-1");
    private static final Duration LONGEST = Duration.ofDays(2);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Judging judging;
    private Sources sources;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        sources = new JdbcSources(inventory.database);
        judging =
                new Judging(
                        inventory.database,
                        new JdbcVerdicts(inventory.database),
                        Policies.baseline(),
                        () -> inventory.now);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whoFallsSilentIsToldToTheSecondAndForgivenWhenARunCompletes() throws Exception {
        make("lan", Optional.of(LONGEST));
        after(Duration.ofHours(3));
        complete("lan");
        after(LONGEST.minusSeconds(2));
        assertThat(findings("resolved:none")).isEmpty();
        after(Duration.ofSeconds(4));

        FindingSummary finding = findings("resolved:none").getFirst();
        assertThat(finding.rule()).isEqualTo("source-silent");
        assertThat(finding.source().orElseThrow().name()).isEqualTo("Source lan");
        assertThat(finding.credential()).isEmpty();
        assertThat(finding.identity()).isEmpty();
        assertThat(finding.message())
                .isEqualTo(
                        "has completed no run since 2026-11-22 13:00 UTC;"
                                + " one was due within 2 days");
        assertThat(finding.remedy()).contains("runs");
        assertThat(findings("source:lan")).containsExactly(finding);
        assertThat(findings("\"source lan\"")).containsExactly(finding);
        assertThat(findings("source:other")).isEmpty();
        assertThat(counter()).isEqualTo(1);

        complete("lan");
        after(Duration.ofSeconds(1));
        assertThat(findings("resolved:none")).isEmpty();
        assertThat(counter()).isZero();

        after(LONGEST.plusDays(1));
        assertThat(findings("resolved:none").getFirst().reopened()).isPresent();
    }

    @Test
    void runsThatFailAreNoSignOfLifeAndTheReasonIsSaid() throws Exception {
        make("lan", Optional.of(LONGEST));
        after(Duration.ofDays(1));
        fail("lan", "no target could be looked at");
        after(Duration.ofDays(1).plusSeconds(2));

        assertThat(findings("resolved:none").getFirst().message())
                .isEqualTo(
                        "has never completed a run; one was due within 2 days;"
                                + " its last one failed: no target could be looked at");

        inventory.intake.begin(new Reports.Beginning("lan", "scan", "test"));
        after(Duration.ofHours(1));
        inventory.intake.interrupt(Duration.ofMinutes(10));
        after(Duration.ofSeconds(1));
        assertThat(findings("resolved:none").getFirst().message())
                .endsWith("its last one was interrupted: nobody has heard of it any more");
    }

    @Test
    void nobodyCountsOnWhatIsPausedOrStartedByHandOrReportsUnasked() throws Exception {
        make("by-hand", Optional.empty());
        make("paused", Optional.of(LONGEST));
        change("paused", it -> with(it, false, LONGEST));
        complete("scanner-elsewhere");
        after(Duration.ofDays(400));

        assertThat(findings("")).isEmpty();

        change("paused", it -> with(it, true, LONGEST));
        after(Duration.ofHours(1));
        assertThat(findings("")).as("it has its whole time").isEmpty();
        after(LONGEST);
        assertThat(findings("resolved:none")).hasSize(1);
    }

    @Test
    void aFindingGoesWithItsSourceAndANewOneOfThatNameBeginsAnew() throws Exception {
        make("lan", Optional.of(LONGEST));
        after(Duration.ofSeconds(1));
        after(LONGEST);
        assertThat(findings("resolved:none")).hasSize(1);

        inventory.database.write(unit -> {
            sources.remove(unit, "lan", 1, inventory.now, ANNA);
            return true;
        });
        after(Duration.ofSeconds(1));
        assertThat(findings("resolved:none")).isEmpty();

        make("lan", Optional.of(LONGEST));
        after(Duration.ofSeconds(1));
        after(LONGEST);
        assertThat(findings("resolved:none")).hasSize(1);
        assertThat(findings("")).hasSize(2);
    }

    @Test
    void fourHundredDaysOfSilenceAreOneFinding() throws Exception {
        make("lan", Optional.of(LONGEST));
        complete("lan");
        for (int day = 0; day < 400; day++) {
            after(Duration.ofDays(1));
        }
        assertThat(findings("")).hasSize(1);
        assertThat(findings("").getFirst().opened())
                .isBetween(
                        Inventory.START.plus(LONGEST),
                        Inventory.START.plus(LONGEST).plus(Duration.ofDays(1)));
        assertThat(inventory.number("SELECT count(*) FROM change_feed WHERE kind = 'judged'"))
                .isEqualTo(1);
    }

    private void after(Duration time) {
        inventory.now = inventory.now.plus(time);
        while (judging.judge(10) > 0) {
            // The rest.
        }
    }

    private void make(String id, Optional<Duration> expected) {
        save(
                new Source(
                        id,
                        "scan",
                        "Source " + id,
                        List.of("/etc"),
                        "every 1d",
                        expected,
                        true,
                        Source.Origin.API,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Collections.emptySortedMap()));
        after(Duration.ZERO);
    }

    private void change(String id, UnaryOperator<Source> change) {
        save(change.apply(sources.find(id).orElseThrow()));
        after(Duration.ZERO);
    }

    private static Source with(Source it, boolean enabled, Duration expected) {
        return new Source(
                it.id(),
                it.kind(),
                it.name(),
                it.targets(),
                it.schedule(),
                Optional.of(expected),
                enabled,
                it.origin(),
                it.version(),
                it.lastRun(),
                it.nextDue(),
                it.labels());
    }

    private void save(Source source) {
        inventory.database.write(unit -> sources.save(unit, source, ANNA));
    }

    private void complete(String source) {
        inventory.intake.complete(begin(source), new Completion(List.of(), Run.Work.NONE));
    }

    private void fail(String source, String reason) {
        inventory.intake.fail(begin(source), Run.Work.NONE, reason);
    }

    private String begin(String source) {
        return inventory.intake.begin(new Reports.Beginning(source, "scanner", "test"));
    }

    private List<FindingSummary> findings(String query) throws QueryRefused {
        return new JdbcSearch(inventory.database, () -> inventory.now)
                .findings(
                        new Viewer.Everything(),
                        Query.parse(Listing.FINDINGS, query),
                        PageRequest.first(100))
                .items();
    }

    private long counter() {
        return inventory.number(
                "SELECT coalesce(sum(value), 0) FROM counter WHERE name = 'rule:source-silent'");
    }
}
