package io.muster.store.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.inventory.credentials.Headline;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.verdicts.Judging;
import io.muster.inventory.verdicts.Verdicts;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.intake.JdbcReports;
import io.muster.store.intake.JdbcRuns;
import io.muster.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
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
class JudgingTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Instant now = START;
    private Database database;
    private Intake intake;
    private Judging judging;

    @BeforeEach
    void open() {
        database = kind.roll(folder);
        intake =
                new Intake(
                        database,
                        new JdbcReports(database),
                        new JdbcRuns(database),
                        () -> now,
                        new Random(1));
        judging = new Judging(database, new JdbcVerdicts(database), Policies.baseline(), () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void timeAloneOpensFindings() {
        scan(
                entry(
                        certificate("pay.example.com", Duration.ofDays(45), "pay"),
                        "tls://10.0.0.7:443"));
        judge();
        assertThat(rules()).doesNotContain("expired");
        long before = count();
        for (int day = 0; day < 50; day++) {
            now = now.plus(Duration.ofDays(1));
            judge();
        }
        assertThat(count()).isGreaterThan(before);
        assertThat(rules()).contains("expired");
        assertThat(number("SELECT worst FROM credential"))
                .isEqualTo(number("SELECT max(severity) FROM finding WHERE resolved = 0"));
        assertThat(number("SELECT critical + high + medium + low FROM identity"))
                .isEqualTo(number("SELECT critical + high + medium + low FROM credential"))
                .isPositive();
    }

    @Test
    void whatExpiresIsFoundAtThatMomentAndNotADayLater() {
        scan(
                entry(
                        certificate("pay.example.com", Duration.ofHours(5), "pay"),
                        "tls://10.0.0.7:443"));
        judge();
        now = START.plus(Duration.ofHours(5)).minusSeconds(2);
        judge();
        assertThat(rules()).doesNotContain("expired");
        now = START.plus(Duration.ofHours(5)).plusSeconds(2);
        judge();
        assertThat(rules()).contains("expired");
    }

    @Test
    void whatIsGoneHasNoOpenFindingsAndGetsThemBack() {
        Entry expired =
                entry(certificate("pay.example.com", Duration.ofDays(-1), "pay"), "file://a/b.pem");
        scan(expired);
        judge();
        assertThat(rules()).contains("expired");
        scan();
        judge();
        assertThat(rules()).isEmpty();
        assertThat(number("SELECT worst FROM credential")).isZero();
        assertThat(number("SELECT sum(value) FROM counter WHERE name LIKE 'rule:%'")).isZero();
        scan(expired);
        judge();
        assertThat(rules()).contains("expired");
        assertThat(number("SELECT count(*) FROM finding WHERE reopened <> 0")).isPositive();
    }

    @Test
    void aKeyThatSomebodyElseUsesTooIsFoundOnBoth() {
        scan(
                entry(
                        certificate("one.example.com", Duration.ofDays(80), "same"),
                        "tls://10.0.0.1:443"));
        judge();
        assertThat(rules()).noneMatch(it -> it.contains("shared"));
        String run = begin("other");
        intake.take(
                run,
                report(
                        entry(
                                certificate("two.example.com", Duration.ofDays(80), "same"),
                                "tls://10.0.0.2:443")));
        judge();
        assertThat(rules()).filteredOn(it -> it.contains("shared")).hasSize(2);
    }

    /// The other one comes between the reading of the first and its verdict.
    @Test
    void aKeyThatSomebodyElseBeginsToUseMeanwhileIsFoundOnBoth() {
        scan(
                entry(
                        certificate("one.example.com", Duration.ofDays(80), "same"),
                        "tls://10.0.0.1:443"));
        JdbcVerdicts verdicts = new JdbcVerdicts(database);
        List<Verdicts.Verdict> early =
                verdicts.due(now, 100).stream()
                        .map(it -> new Verdicts.Verdict(it, List.of(), Instant.MAX))
                        .toList();
        intake.take(
                begin("other"),
                report(
                        entry(
                                certificate("two.example.com", Duration.ofDays(80), "same"),
                                "tls://10.0.0.2:443")));
        database.write(unit -> verdicts.keep(unit, early, now));
        judge();
        assertThat(rules()).filteredOn(it -> it.contains("shared")).hasSize(2);
    }

    @Test
    void judgingAgainChangesNothing() {
        scan(entry(certificate("pay.example.com", Duration.ofDays(-1), "pay"), "file://a/b.pem"));
        judge();
        List<String> before = rules();
        judging.judgeBy("another policy");
        assertThat(judging.judge(10)).isEqualTo(1);
        assertThat(rules()).isEqualTo(before);
        assertThat(judging.judge(10)).isZero();
        judging.judgeBy("another policy");
        assertThat(judging.judge(10)).as("it is the same one").isZero();
        assertThat(number("SELECT count(*) FROM change_feed WHERE kind = 'judged'")).isEqualTo(1);
    }

    /// One node judges at a time; should two, nothing is said or counted twice.
    @Test
    void twoNodesThatJudgeAtOnceSayEverythingOnce() throws Exception {
        Entry[] expired = new Entry[40];
        for (int i = 0; i < expired.length; i++) {
            expired[i] =
                    entry(
                            certificate(i + ".example.com", Duration.ofDays(-1), "key " + i),
                            "file://a/%d.pem".formatted(i));
        }
        scan(expired);
        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Judging node =
                    new Judging(
                            database, new JdbcVerdicts(database), Policies.baseline(), () -> now);
            nodes.add(() -> {
                int judged = 0;
                while (node.judge(7) > 0) {
                    judged++;
                }
                return judged;
            });
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> it : executor.invokeAll(nodes)) {
                assertThat(it.get()).isNotNegative();
            }
        }
        assertThat(rules()).filteredOn("expired"::equals).hasSize(40);
        assertThat(number("SELECT value FROM counter WHERE name = 'rule:expired'")).isEqualTo(40);
        assertThat(number("SELECT sum(critical + high + medium + low) FROM credential"))
                .isEqualTo(number("SELECT count(*) FROM finding WHERE resolved = 0"));
        assertThat(number("SELECT sum(critical + high + medium + low) FROM identity"))
                .isEqualTo(number("SELECT count(*) FROM finding WHERE resolved = 0"));
    }

    private void judge() {
        while (judging.judge(10) > 0) {
            judging.joinIssuers();
        }
    }

    private Credential certificate(String name, Duration left, String key) {
        return Samples.certificate(
                name, "Example CA", START.minus(Duration.ofDays(2)), START.plus(left), key);
    }

    private Entry entry(Credential credential, String place) {
        String name = Headline.of(credential).title();
        boolean served = place.startsWith("tls");
        return new Entry(
                credential,
                false,
                List.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SERVICE, "", name),
                                "certificate-names",
                                List.of())),
                List.of(
                        new Sighting(
                                credential.id(),
                                new Place(place),
                                served ? Role.SERVED : Role.STORED,
                                served ? "tls" : "files",
                                now,
                                Facts.NONE)),
                Facts.NONE);
    }

    private Run scan(Entry... entries) {
        String run = begin("files");
        intake.take(run, report(entries));
        return intake.complete(run, new Completion(List.of("file://a/"), Run.Work.NONE));
    }

    private String begin(String source) {
        return intake.begin(new Reports.Beginning(source, "scanner", "test"));
    }

    private static Report report(Entry... entries) {
        return new Report(List.of(entries), List.of(), List.of(), List.of(), List.of());
    }

    private List<String> rules() {
        return database.read(session ->
                session.all(
                        "SELECT rule FROM finding WHERE resolved = 0 ORDER BY rule, credential_n",
                        row -> row.text(1)));
    }

    private long count() {
        return number("SELECT count(*) FROM finding WHERE resolved = 0");
    }

    private long number(String sql) {
        return database.read(session -> session.number(sql));
    }
}
