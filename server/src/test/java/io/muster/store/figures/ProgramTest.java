package io.muster.store.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.monitor.AgeLimits;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.monitor.ProgramMetric.State;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.Inventory;
import io.muster.store.search.JdbcSearch;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What the figures of the program count, and that their queries find the same.
@ParameterizedClass
@EnumSource
class ProgramTest {
    private static final Viewer ALL = new Viewer.Everything();
    private static final AgeLimits LIMITS = AgeLimits.of(Policies.baseline());
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Program program;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        program = new JdbcProgram(inventory.database);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void ofAnEmptyRollNothingIsInvented() {
        assertThat(program.latest()).isEmpty();
        assertThat(program.measure(LIMITS, inventory.now))
                .extracting(Measure::metric)
                .doesNotContain(ProgramMetric.FAILED_ROTATIONS);
        assertThat(measure(ProgramMetric.EXPIRING_7D).value()).contains(0.0);
        for (ProgramMetric metric :
                List.of(
                        ProgramMetric.INVENTORY_COVERAGE,
                        ProgramMetric.ORPHANS,
                        ProgramMetric.AGE_AGAINST_POLICY,
                        ProgramMetric.UNUSED_90D)) {
            assertThat(measure(metric).value()).as(metric.toString()).isEmpty();
            assertThat(measure(metric).state()).isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void aPlaceThatNobodyLooksAtAnyMoreIsNotCovered() throws Exception {
        Entry here = inventory.certificate("here.example", "file://web-3/etc/here.pem");
        inventory.scan(
                "files",
                here,
                inventory.certificate(
                        "there.example", "file://web-4/there.pem", "file://web-4/copy.pem"));
        assertThat(measure(ProgramMetric.INVENTORY_COVERAGE).value()).contains(100.0);

        inventory.now = Inventory.START.plus(Program.USUAL_FREQUENCY).plusSeconds(1);
        inventory.scan("files", inventory.certificate("here.example", "file://web-3/etc/here.pem"));

        Measure coverage = measure(ProgramMetric.INVENTORY_COVERAGE);
        assertThat(coverage.part()).isEqualTo(1);
        assertThat(coverage.whole()).isEqualTo(3);
        assertThat(coverage.state()).isEqualTo(State.ALERT);
        assertThat(found(Listing.CREDENTIALS, "overdue:yes")).isEqualTo(1);
        assertThat(found(Listing.CREDENTIALS, "overdue:no")).isEqualTo(1);
    }

    @Test
    void aSourceIsHeldToItsOwnTime() {
        inventory.scan("files", inventory.certificate("a.example", "file://web-4/a.pem"));
        change("UPDATE source SET expected_every = 86400000000");
        inventory.now = Inventory.START.plus(DAY);
        assertThat(measure(ProgramMetric.INVENTORY_COVERAGE).part()).isEqualTo(1);
        inventory.now = Inventory.START.plus(DAY).plusSeconds(1);
        assertThat(measure(ProgramMetric.INVENTORY_COVERAGE).part()).isZero();
    }

    @Test
    void whatEndsWithinSevenDaysIsCountedButForWhatIsRenewedEveryDay() throws Exception {
        Instant now = Inventory.START;
        inventory.scan(
                "files",
                ending("past.example", now.minus(DAY), now.minusSeconds(1)),
                ending("now.example", now.minus(DAY.multipliedBy(80)), now.plusSeconds(1)),
                ending(
                        "six.example",
                        now.minus(DAY.multipliedBy(80)),
                        now.plus(DAY.multipliedBy(6))),
                ending("fresh.example", now.minusSeconds(1), now.plus(DAY.multipliedBy(3))),
                ending("daily.example", now.minusSeconds(60), now.plus(DAY)),
                ending("week.example", now.minus(DAY), now.plus(DAY.multipliedBy(7))),
                foreign(ending("root.example", now.minus(DAY.multipliedBy(99)), now.plus(DAY))));

        Measure expiring = measure(ProgramMetric.EXPIRING_7D);
        assertThat(expiring.value()).contains(3.0);
        assertThat(expiring.state()).isEqualTo(State.ALERT);
        assertThat(found(Listing.CREDENTIALS, expiring.metric().rows().query())).isEqualTo(3);
    }

    @Test
    void whatIsOnlyTrustedIsNobodysOrphan() throws Exception {
        inventory.scan(
                "files",
                inventory.certificate("ours.example", "file://web-3/etc/a.pem"),
                inventory.certificate("theirs.example", "file://web-3/etc/b.pem"),
                foreign(inventory.certificate("root.example", "file://web-3/etc/c.pem")));
        change("UPDATE identity SET owner_n = 1 WHERE name = 'ours.example'");

        Measure orphans = measure(ProgramMetric.ORPHANS);
        assertThat(orphans.part()).isEqualTo(1);
        assertThat(orphans.whole()).isEqualTo(2);
        assertThat(found(Listing.IDENTITIES, orphans.metric().rows().query())).isEqualTo(1);
        assertThat(found(Listing.IDENTITIES, "foreign:yes")).isEqualTo(1);
    }

    @Test
    void agesAreHeldAgainstWhatThePolicyAllows() {
        Instant now = Inventory.START;
        inventory.scan(
                "files",
                told(Samples.sshKey("a"), "modified", now.minus(DAY.multipliedBy(45))),
                told(Samples.sshKey("b"), "created", now.minus(DAY.multipliedBy(135))),
                told(Samples.secret("untold"), "size", now));

        Measure age = measure(ProgramMetric.AGE_AGAINST_POLICY);
        assertThat(age.value()).contains(100.0);
        assertThat(age.state()).isEqualTo(State.ALERT);
    }

    @Test
    void theAgeOfACertificateCountsWhereItIsServed() {
        Instant made = Instant.parse("2026-06-01T00:00:00Z");
        Entry stored = ending("a.example", made, made.plus(DAY.multipliedBy(199)));
        inventory.scan("files", stored);
        assertThat(measure(ProgramMetric.AGE_AGAINST_POLICY).value()).isEmpty();

        inventory.now = made.plus(DAY.multipliedBy(50));
        inventory.scan("tls", at(stored, new Place("tls://a.example:443"), Role.SERVED));
        assertThat(measure(ProgramMetric.AGE_AGAINST_POLICY).value()).contains(25.0);
    }

    @Test
    void lastUsesAreCountedWhereSomebodyTellsThem() {
        Instant now = Inventory.START;
        inventory.scan(
                "aws",
                told(Samples.secret("a"), "lastUsed", now.minus(DAY.multipliedBy(91))),
                told(Samples.secret("b"), "lastUsed", now.minus(DAY.multipliedBy(89))),
                told(Samples.secret("c"), "lastUsed", now),
                told(Samples.secret("d"), "lastUsed", "never"),
                told(Samples.secret("e"), "size", now));

        Measure unused = measure(ProgramMetric.UNUSED_90D);
        assertThat(unused.part()).isEqualTo(1);
        assertThat(unused.whole()).isEqualTo(3);
        assertThat(unused.value()).contains(33.33);
    }

    @Test
    void theLastMeasureOfEachDayIsKeptForThreeYears() {
        Instant first = Instant.parse("2026-11-22T00:00:00Z");
        for (int day = 0; day < Program.DAYS_KEPT + 2; day++) {
            keep(first.plus(DAY.multipliedBy(day)), 1);
            keep(first.plus(DAY.multipliedBy(day)).plusSeconds(86_399), 2 + day);
        }

        List<Measure> series = program.series(ProgramMetric.ORPHANS, Program.DAYS_KEPT + 9);
        assertThat(series).hasSize(Program.DAYS_KEPT);
        assertThat(series.getFirst().part()).isEqualTo(4);
        assertThat(program.latest()).containsExactly(series.getLast());
        assertThat(program.series(ProgramMetric.ORPHANS, 2))
                .containsExactly(series.get(series.size() - 2), series.getLast());
    }

    /// `shop` owns one of three; the one that nobody owns is looked after by `desk`.
    @Test
    void aTeamsFiguresAreThoseOfWhatItOwnsAndOfTheOrphansItLooksAfter() {
        Instant now = Inventory.START;
        inventory.scan(
                "aws",
                told(Samples.secret("a"), "lastUsed", now.minus(DAY.multipliedBy(91))),
                told(Samples.secret("b"), "lastUsed", now),
                ending("six.example", now.minus(DAY), now.plus(DAY.multipliedBy(6))));
        change(
                "INSERT INTO team (n, id, name) VALUES (1, 'shop', 'Shop'), (2, 'desk', 'Desk'), (3, 'idle', 'Idle')");
        change(
                "UPDATE credential SET owner_n = 1 WHERE type = 'x509-certificate' OR n = (SELECT min(n) FROM credential WHERE type = 'secret')");
        change("UPDATE identity SET owner_n = 1 WHERE name = 'six.example'");
        change(
                "INSERT INTO orphan (identity_n, found, due, team_n) SELECT n, 1, 2, 2 FROM identity WHERE owner_n = 0");
        inventory.database.write(unit -> {
            program.keep(unit, program.measure(LIMITS, now));
            return true;
        });

        assertThat(latest(ProgramMetric.EXPIRING_7D, "shop").part()).isEqualTo(1);
        assertThat(latest(ProgramMetric.EXPIRING_7D, "desk").part()).isZero();
        assertThat(latest(ProgramMetric.UNUSED_90D, "shop").whole()).isEqualTo(1);
        assertThat(latest(ProgramMetric.INVENTORY_COVERAGE, "shop").whole()).isEqualTo(2);
        assertThat(latest(ProgramMetric.ORPHANS, "shop").value()).contains(0.0);
        assertThat(latest(ProgramMetric.ORPHANS, "desk").value()).contains(100.0);
        assertThat(latest(ProgramMetric.ORPHANS, "shop", "desk").value()).contains(66.67);
        assertThat(latest(ProgramMetric.ORPHANS, "idle").value()).isEmpty();
        assertThat(latest(ProgramMetric.ORPHANS, "idle").at()).isEqualTo(now);
        assertThat(program.series(ProgramMetric.ORPHANS, 9, Set.of("desk", "shop")))
                .containsExactly(latest(ProgramMetric.ORPHANS, "shop", "desk"));
        assertThat(program.latest()).hasSize(5);
    }

    @Test
    void whatATeamNoLongerHasIsNotKeptAsIfItHad() {
        Instant now = Inventory.START;
        keepOf("shop", now, 3);
        keepOf("desk", now.plusSeconds(60), 1);

        assertThat(latest(ProgramMetric.ORPHANS, "shop").part()).isZero();
        assertThat(latest(ProgramMetric.ORPHANS, "desk").part()).isEqualTo(1);
    }

    @Test
    void ofATeamsDaysLongAgoOneOfSevenIsKept() {
        for (int day = 0; day < 200; day++) {
            keepOf("shop", Inventory.START.plus(DAY.multipliedBy(day)), day);
        }

        assertThat(program.series(ProgramMetric.ORPHANS, 1096, Set.of("shop")))
                .hasSizeBetween(113, 116);
        assertThat(program.series(ProgramMetric.ORPHANS, 1096)).hasSize(200);
    }

    private void keepOf(String team, Instant at, long part) {
        inventory.database.write(unit -> {
            program.keep(
                    unit,
                    List.of(
                            new Measure(ProgramMetric.ORPHANS, at, part, 100),
                            new Measure(team, ProgramMetric.ORPHANS, at, part, 100)));
            return true;
        });
    }

    private Measure latest(ProgramMetric metric, String... teams) {
        return program.latest(Set.of(teams)).stream()
                .filter(it -> it.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private void keep(Instant at, long part) {
        inventory.database.write(unit -> {
            program.keep(unit, List.of(new Measure(ProgramMetric.ORPHANS, at, part, 100)));
            return true;
        });
    }

    private Measure measure(ProgramMetric metric) {
        return program.measure(LIMITS, inventory.now).stream()
                .filter(it -> it.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private long found(Listing listing, String text) throws QueryRefused {
        JdbcSearch search = new JdbcSearch(inventory.database, () -> inventory.now);
        Query query = Query.parse(listing, text);
        Page<?> page =
                listing == Listing.IDENTITIES
                        ? search.identities(ALL, query, PageRequest.first(100))
                        : search.credentials(ALL, query, PageRequest.first(100));
        return page.total().number();
    }

    private void change(String sql) {
        inventory.database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private Entry ending(String name, Instant from, Instant until) {
        return inventory.entry(
                Samples.certificate(name, "Example CA", from, until),
                "file://web-3/etc/" + name + ".pem");
    }

    private static Entry foreign(Entry it) {
        return new Entry(it.credential(), true, it.identities(), it.sightings(), it.facts());
    }

    private Entry at(Entry it, Place place, Role role) {
        return new Entry(
                it.credential(),
                false,
                it.identities(),
                List.of(
                        new Sighting(
                                it.credential().id(),
                                place,
                                role,
                                "tls",
                                inventory.now,
                                Facts.NONE)),
                it.facts());
    }

    private Entry told(Credential credential, String fact, Object value) {
        String name = credential.id().toString();
        return new Entry(
                credential,
                false,
                List.of(new Identity(Inventory.service(name), "test", List.of())),
                List.of(
                        new Sighting(
                                credential.id(),
                                new Place("file://web-3/etc/" + name.replace(':', '-')),
                                Role.PRIVATE_KEY,
                                "files",
                                inventory.now,
                                Facts.of(fact, value.toString()))),
                Facts.NONE);
    }
}
