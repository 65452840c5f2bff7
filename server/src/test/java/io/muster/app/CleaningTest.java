package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.config.RetentionSettings;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.jobs.LeasesInMemory;
import io.muster.jobs.Turn;
import io.muster.model.Place;
import io.muster.scan.Unreadable;
import io.muster.store.SqliteDatabase;
import io.muster.store.intake.JdbcDeclared;
import io.muster.store.intake.JdbcReports;
import io.muster.store.intake.JdbcRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is older than its time goes, and what went is told as numbers.
class CleaningTest {
    @TempDir Path folder;

    private final Metrics metrics = new Metrics();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private SqliteDatabase roll;
    private Turn turn;
    private Cleaning cleaning;
    private Intake intake;

    @BeforeEach
    void open() {
        roll = SqliteDatabase.roll(folder);
        turn = new Turn(new LeasesInMemory(), "upkeep", "one", () -> now);
        cleaning =
                new Cleaning(
                        roll,
                        new Declarations(roll, new JdbcDeclared(roll), () -> now),
                        Configured.periods(RetentionSettings.USUAL),
                        () -> now,
                        metrics);
        intake =
                new Intake(
                        roll, new JdbcReports(roll), new JdbcRuns(roll), () -> now, new Random(1));
    }

    @AfterEach
    void close() {
        roll.close();
    }

    @Test
    void everyRowThatGoesIsCountedByItsTable() {
        run(2500);
        run(1);
        turn.renew();
        cleaning.clean(turn);
        assertThat(metrics.text()).contains(removed("history", 0));

        now = now.plus(Duration.ofDays(91));
        turn.renew();
        cleaning.clean(turn);

        assertThat(metrics.text())
                .contains(removed("unreadable", 2500), removed("run", 1), removed("declared", 0));
    }

    @Test
    void whoseTurnIsOverStopsAfterThePartThatItIsAt() {
        run(2500);
        run(1);
        now = now.plus(Duration.ofDays(91));

        cleaning.clean(turn);

        assertThat(metrics.text()).contains(removed("unreadable", 1000));
    }

    private static String removed(String table, int rows) {
        return "muster_retention_rows_total{table=\"%s\"} %d\n".formatted(table, rows);
    }

    private void run(int unreadable) {
        String run = intake.begin(new Reports.Beginning("files", "scanner", "test"));
        intake.take(
                run,
                new Report(
                        List.of(),
                        List.of(),
                        List.of(),
                        Collections.nCopies(
                                unreadable, new Unreadable(new Place("file://a/b"), "no")),
                        List.of()));
        intake.complete(run, new Completion(List.of(), Run.Work.NONE));
    }
}
