package io.muster.store.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Refused;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Runs;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.testing.Samples;
import io.muster.wire.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class IntakeTest {
    private static final String PEM = "file://web-3/etc/ssl/pay.pem";
    private static final String OTHER = "file://web-3/etc/ssl/other.pem";

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Database database;
    private Intake intake;

    @BeforeEach
    void open() {
        inventory = new Inventory(kind.roll(folder));
        database = inventory.database;
        intake = inventory.intake;
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatIsReportedIsThere() {
        Run run = scan("files", entry("pay.example.com", PEM, OTHER));
        assertThat(run.counts().seen()).isEqualTo(1);
        assertThat(run.counts().fresh()).isEqualTo(1);
        assertThat(text("SELECT title FROM credential")).isEqualTo("pay.example.com");
        assertThat(number("SELECT places FROM credential")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM sighting WHERE gone_at = 0")).isEqualTo(2);
        assertThat(text("SELECT name FROM identity")).isEqualTo("pay.example.com");
        assertThat(number("SELECT credentials FROM identity")).isEqualTo(1);
        assertThat(number("SELECT credentials FROM public_key")).isEqualTo(1);
        assertThat(number("SELECT value FROM counter WHERE name = 'type:x509-certificate'"))
                .isEqualTo(1);
        assertThat(changes(run)).containsExactly("new pay.example.com " + OTHER);
    }

    @Test
    void theSameReportAgainChangesNothingButCounts() {
        String run = begin("files");
        Report report = report(entry("pay.example.com", PEM));
        intake.take(run, report);
        String before = everything();
        Reports.Taken again = intake.take(run, report);
        assertThat(again).isEqualTo(new Reports.Taken(0, 1, 0));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anUnchangedReSightingWritesNoHistory() {
        scan("files", entry("pay.example.com", PEM));
        String before = everything();
        inventory.now = inventory.now.plus(Duration.ofHours(1));
        Run second = scan("files", entry("pay.example.com", PEM));
        assertThat(everything()).isEqualTo(before);
        assertThat(changes(second)).isEmpty();
        assertThat(second.counts().known()).isEqualTo(1);
        assertThat(number("SELECT last_at - first_at FROM sighting")).isEqualTo(3_600_000_000L);
        assertThat(number("SELECT last_seen - first_seen FROM credential"))
                .isEqualTo(3_600_000_000L);
    }

    @Test
    void twoRunsAtOnceMakeNoDuplicates() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            entries.add(entry("host-" + i % 200 + ".example.com", PEM + i % 250));
        }
        List<String> runs = List.of(begin("one"), begin("two"), begin("one"), begin("two"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reports.Taken>> takes = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                String run = runs.get(i);
                List<Entry> shuffled = new ArrayList<>(entries);
                Collections.shuffle(shuffled, new Random(i));
                takes.add(threads.submit(() -> intake.take(run, report(shuffled))));
            }
            long fresh = 0;
            for (Future<Reports.Taken> take : takes) {
                assertThat(take.get().seen()).isEqualTo(300);
                fresh += take.get().fresh();
            }
            assertThat(fresh).isEqualTo(200);
        }
        assertThat(number("SELECT count(*) FROM credential")).isEqualTo(200);
        assertThat(number("SELECT count(*) FROM identity")).isEqualTo(200);
        assertThat(number("SELECT count(*) FROM place")).isEqualTo(250);
        assertThat(number("SELECT max(credentials) FROM identity")).isEqualTo(1);
        assertThat(number("SELECT max(credentials) FROM public_key")).isEqualTo(1);
        assertThat(number("SELECT value FROM counter WHERE name = 'credentials'")).isEqualTo(200);
        assertThat(
                        number(
                                "SELECT count(*) FROM (SELECT DISTINCT credential_n, place_n, role,"
                                        + " source_n FROM sighting) d"))
                .isEqualTo(number("SELECT count(*) FROM sighting"));
    }

    @Test
    void aKnownCredentialAtANewPlaceIsAChange() {
        scan("files", entry("pay.example.com", PEM));
        Run second = scan("files", entry("pay.example.com", PEM, OTHER));
        assertThat(changes(second)).containsExactly("new pay.example.com " + OTHER);
        assertThat(number("SELECT places FROM credential")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM history")).isEqualTo(1);
    }

    @Test
    void aChangedFactOfASightingIsAChange() {
        scan("files", entry("pay.example.com", PEM));
        Entry entry = entry("pay.example.com", PEM);
        Sighting open = entry.sightings().getFirst();
        Sighting changed =
                new Sighting(
                        open.subject(),
                        open.place(),
                        open.role(),
                        open.source(),
                        inventory.now,
                        Facts.of("mode", "0666"));
        Run second =
                scan(
                        "files",
                        new Entry(
                                entry.credential(),
                                false,
                                entry.identities(),
                                List.of(changed),
                                entry.facts()));
        assertThat(changes(second)).containsExactly("changed pay.example.com " + PEM);
        assertThat(text("SELECT change FROM history"))
                .contains("\"mode\":\"0666\"")
                .contains("\"was.mode\":\"0600\"");
    }

    @Test
    void aBetterChainIsLearnedAndAWorseOneIsNot() {
        scan("files", with(entry("pay.example.com", PEM), Facts.of("chain", "incomplete")));
        Run better = scan("files", with(entry("pay.example.com", PEM), Facts.of("chain", "valid")));
        assertThat(changes(better)).containsExactly("changed pay.example.com ");
        String before = everything();
        Run worse =
                scan("files", with(entry("pay.example.com", PEM), Facts.of("chain", "incomplete")));
        assertThat(changes(worse)).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anIssuerIsFoundWhicheverComesFirst() {
        Entry authority = entry("Example CA", "file://web-3/etc/ssl/ca.pem");
        Facts issued = Facts.of("issuedBy", authority.credential().id().toString());
        scan("files", with(entry("early.example.com", PEM), issued));
        scan("files", authority, with(entry("late.example.com", OTHER), issued));
        assertThat(
                        number(
                                "SELECT count(*) FROM credential c, credential i WHERE i.n = c.issuer_n"
                                        + " AND i.title = 'example ca'"))
                .isEqualTo(2);
        assertThat(number("SELECT count(*) FROM awaited_issuer")).isZero();
    }

    @Test
    void aLineThatIsNotWhatItSaysIsRejectedAndCounted() {
        String good = new Line.OfEntry(entry("pay.example.com", PEM)).text();
        String id = entry("pay.example.com", PEM).credential().id().toString();
        String run = begin("files");
        Reports.Taken taken =
                intake.take(
                        run,
                        Report.parse(List.of(good, good.replace(id, "0".repeat(64)), "{}"), 1));
        assertThat(taken).isEqualTo(new Reports.Taken(1, 0, 2));
        Run ended = intake.complete(run, new Completion(List.of(), Run.Work.NONE));
        assertThat(ended.counts().seen())
                .isEqualTo(
                        ended.counts().fresh()
                                + ended.counts().known()
                                + ended.counts().rejected());
        assertThat(new JdbcRuns(database).rejected(run, 0, 10))
                .extracting(it -> it.value().what())
                .containsExactly("line 2", "line 3");
    }

    @Test
    void anAccountWithoutACredentialIsSightedToo() {
        Anchor anchor = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:1", "role/deploy");
        Account account =
                new Account(
                        new Identity(anchor, "registered", List.of()),
                        List.of(),
                        List.of(
                                new Sighting(
                                        anchor,
                                        new Place("aws://1/role/deploy"),
                                        Role.REGISTERED,
                                        "aws",
                                        inventory.now,
                                        Facts.NONE)));
        String run = begin("cloud");
        Report report = new Report(List.of(), List.of(account), List.of(), List.of(), List.of());
        assertThat(intake.take(run, report)).isEqualTo(new Reports.Taken(1, 0, 0));
        assertThat(intake.take(run, report)).isEqualTo(new Reports.Taken(0, 1, 0));
        assertThat(
                        text(
                                "SELECT i.name FROM sighting s, binding b, identity i"
                                        + " WHERE b.anchor_n = s.anchor_n AND i.n = b.identity_n"))
                .isEqualTo("role/deploy");
    }

    @Test
    void aGrantNeedsItsHolder() {
        Entry key =
                inventory.entry(
                        Samples.sshKey("deploy"), "file://web-3/root/.ssh/authorized_keys#L1");
        Place place = new Place("file://web-3/root/.ssh/authorized_keys#L1");
        Grant grant = new Grant(key.credential().id(), "login", "root@web-3", Facts.NONE, place);
        Report alone = new Report(List.of(), List.of(), List.of(grant), List.of(), List.of());
        String run = begin("files");
        assertThat(intake.take(run, alone).rejected()).isEqualTo(1);
        intake.take(run, report(key));
        assertThat(intake.take(run, alone).rejected()).isZero();
        assertThat(intake.take(run, alone).rejected()).isZero();
        assertThat(number("SELECT count(*) FROM may")).isEqualTo(1);
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        Run run = scan("files", entry("pay.example.com", PEM));
        assertThatThrownBy(() -> intake.take(run.id(), report(entry("late.example.com", PEM))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("completed");
        assertThatThrownBy(() -> intake.take("none", report(entry("late.example.com", PEM))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aRunThatNobodyHearsOfIsInterrupted() {
        String run = begin("files");
        inventory.now = inventory.now.plus(Duration.ofHours(2));
        assertThat(intake.interrupt(Duration.ofHours(3))).isZero();
        assertThat(intake.interrupt(Duration.ofHours(1))).isEqualTo(1);
        assertThat(new JdbcRuns(database).find(run).orElseThrow().state())
                .isEqualTo(Run.State.INTERRUPTED);
    }

    private Run scan(String source, Entry... entries) {
        return inventory.scan(source, entries);
    }

    private String begin(String source) {
        return intake.begin(new Reports.Beginning(source, "scanner", "test"));
    }

    private static Report report(Entry... entries) {
        return report(List.of(entries));
    }

    private static Report report(List<Entry> entries) {
        return new Report(entries, List.of(), List.of(), List.of(), List.of());
    }

    private Entry entry(String name, String... places) {
        return inventory.certificate(name, places);
    }

    private static Entry with(Entry entry, Facts facts) {
        return new Entry(entry.credential(), false, entry.identities(), entry.sightings(), facts);
    }

    private List<String> changes(Run run) {
        Runs runs = new JdbcRuns(database);
        return runs.changes(run.id(), Optional.empty(), 0, 100).stream()
                .map(it -> it.value())
                .map(it -> it.kind() + " " + it.title() + " " + it.place())
                .toList();
    }

    /// What must not change when nothing changes: all rows but the ends of intervals.
    private String everything() {
        return database.read(session -> {
            StringBuilder all = new StringBuilder();
            for (String sql :
                    List.of(
                            "SELECT n, title, places, version, first_seen, gone_since FROM credential",
                            "SELECT credential_n, place_n, role, first_at, gone_at, 0 FROM sighting",
                            "SELECT n, text, 0, 0, 0, 0 FROM place",
                            "SELECT n, name, credentials, version, first_seen, 0 FROM identity",
                            "SELECT n, kind, credential_n, place_n, 0, 0 FROM run_change",
                            "SELECT n, change, 0, 0, 0, 0 FROM history",
                            "SELECT n, kind, 0, 0, 0, 0 FROM change_feed",
                            "SELECT n, place_prefix, identity_n, 0, 0, 0 FROM binding",
                            "SELECT value, name, 0, 0, 0, 0 FROM counter")) {
                session.each(
                        sql + " ORDER BY 1, 2, 3",
                        row -> {
                            for (int i = 1; i <= 6; i++) {
                                all.append(row.text(i)).append(' ');
                            }
                            all.append('\n');
                        });
            }
            return all.toString();
        });
    }

    private long number(String sql) {
        return inventory.number(sql);
    }

    private String text(String sql) {
        return inventory.text(sql);
    }
}
