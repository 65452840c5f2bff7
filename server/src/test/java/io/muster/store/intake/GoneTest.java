package io.muster.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Runs;
import io.muster.model.Entry;
import io.muster.model.Place;
import io.muster.scan.Unreadable;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.wire.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GoneTest {
    private static final String PEM = "file://web-3/etc/ssl/pay.pem";
    private static final String OTHER = "file://web-3/etc/ssl/other.pem";
    private static final String ETC = "file://web-3/etc/";

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
    void whatARunCompletedAndDidNotSeeIsGoneAndComesBack() {
        scan("files", entry("pay.example.com", PEM), entry("other.example.com", OTHER));
        Run second = scan("files", entry("other.example.com", OTHER));
        assertThat(second.counts().gone()).isEqualTo(1);
        assertThat(changes(second)).containsExactly("gone pay.example.com " + PEM);
        assertThat(number("SELECT count(*) FROM credential WHERE gone_since > 0 AND places = 0"))
                .isEqualTo(1);
        Run third = scan("files", entry("pay.example.com", PEM), entry("other.example.com", OTHER));
        assertThat(third.counts().back()).isEqualTo(1);
        assertThat(changes(third)).containsExactly("back pay.example.com " + PEM);
        assertThat(number("SELECT count(*) FROM credential WHERE gone_since > 0")).isZero();
        assertThat(number("SELECT min(places) FROM credential")).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeReadIsNotGone() {
        scan("files", entry("pay.example.com", PEM));
        String run = begin("files");
        intake.take(
                run,
                Report.of(
                        List.of(
                                new Line.OfUnreadable(
                                        new Unreadable(
                                                new Place("file://web-3/etc/ssl"),
                                                "permission denied")))));
        Run ended = intake.complete(run, new Completion(List.of(ETC), Run.Work.NONE));
        assertThat(ended.counts().gone()).isZero();
        assertThat(ended.counts().unreadable()).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM sighting WHERE gone_at <> 0")).isZero();
    }

    @Test
    void whatLiesElsewhereIsNotGone() {
        scan("files", entry("pay.example.com", PEM, "file://web-31/etc/ssl/pay.pem"));
        Run second = scan("files");
        assertThat(second.counts().gone()).isEqualTo(1);
        assertThat(number("SELECT places FROM credential")).isEqualTo(1);
    }

    @Test
    void whatAnotherSourceSeesIsNotGone() {
        scan("one", entry("pay.example.com", PEM));
        scan("two", entry("pay.example.com", PEM));
        scan("one");
        assertThat(number("SELECT places FROM credential")).isEqualTo(1);
        assertThat(number("SELECT gone_since FROM credential")).isZero();
    }

    @Test
    void aRunThatFailedSaysNothingOfWhatItDidNotSee() {
        scan("files", entry("pay.example.com", PEM));
        String run = begin("files");
        Run failed = intake.fail(run, Run.Work.NONE, "no route to host");
        assertThat(failed.state()).isEqualTo(Run.State.FAILED);
        assertThat(number("SELECT count(*) FROM sighting WHERE gone_at <> 0")).isZero();
    }

    @Test
    void atAnEndpointThatAnsweredWhatIsNotServedAnyMoreIsGone() {
        scan(
                "net",
                entry("old.example.com", "tls://10.0.0.7:443"),
                entry("a.example.com", "tls://10.0.0.8:443"));
        String run = begin("net");
        intake.take(run, report(entry("new.example.com", "tls://10.0.0.7:443")));
        Run ended = intake.complete(run, new Completion(List.of(), Run.Work.NONE));
        assertThat(changes(ended))
                .containsExactly(
                        "new new.example.com tls://10.0.0.7:443",
                        "gone old.example.com tls://10.0.0.7:443");
        assertThat(number("SELECT count(*) FROM visited")).isZero();
    }

    @Test
    void aPlaceOfAnyLengthIsKeptAndFoundAgain() {
        String place = "file://web-3/etc/" + "\u00e4".repeat(5000);
        scan("files", entry("pay.example.com", place + "1", place + "2"));
        Run second = scan("files", entry("pay.example.com", place + "1"));
        assertThat(second.counts().gone()).isEqualTo(1);
        assertThat(number("SELECT places FROM credential")).isEqualTo(1);
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

    private List<String> changes(Run run) {
        Runs runs = new JdbcRuns(database);
        return runs.changes(run.id(), Optional.empty(), 0, 100).stream()
                .map(it -> it.value())
                .map(it -> it.kind() + " " + it.title() + " " + it.place())
                .toList();
    }

    private long number(String sql) {
        return inventory.number(sql);
    }
}
