package io.muster.store.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.alerts.Alerts;
import io.muster.alerts.Channel;
import io.muster.catalog.Policies;
import io.muster.compliance.Assessment;
import io.muster.compliance.Book;
import io.muster.compliance.Catalogue;
import io.muster.compliance.Counted;
import io.muster.compliance.Counting;
import io.muster.inventory.Viewer;
import io.muster.inventory.search.Search;
import io.muster.merkle.NoteKey;
import io.muster.model.Bytes;
import io.muster.monitor.AgeLimits;
import io.muster.monitor.Program;
import io.muster.report.Announcing;
import io.muster.report.Format;
import io.muster.report.Kind;
import io.muster.report.ReportArchive;
import io.muster.report.Reporting;
import io.muster.report.Shelf;
import io.muster.seal.SealedDocument;
import io.muster.seal.SealedWriter;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.figures.JdbcProgram;
import io.muster.store.figures.JdbcStatistics;
import io.muster.store.intake.Inventory;
import io.muster.store.search.JdbcSearch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What compliance counts in a real database, and the reports that are made and kept of it.
@ParameterizedClass
@EnumSource
class ReportsTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&=HYPERLINK()\u202e";
    private static final Catalogue CATALOGUE = Catalogue.read();

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Inventory inventory;
    private Book book;
    private Program program;
    private Counting counting;
    private Reporting reporting;
    private Shelf shelf;
    private ReportArchive archive;

    @BeforeEach
    void open() throws Exception {
        inventory = new Inventory(kind.roll(folder));
        Database roll = inventory.database;
        book = new JdbcBook(roll);
        program = new JdbcProgram(roll);
        Search search = new JdbcSearch(roll, () -> inventory.now);
        counting = new Counting(search, program, Map.of("policy", () -> true));
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        reporting =
                new Reporting(
                        new Reporting.Sources(
                                CATALOGUE,
                                book,
                                program,
                                new JdbcStatistics(roll, () -> inventory.now),
                                search,
                                new JdbcEstate(roll)),
                        new SealedWriter.Signer(
                                NoteKey.of("muster-reports/test", pair.getPublic()),
                                pair.getPrivate()),
                        "pki.example",
                        "1");
        shelf = new JdbcShelf(roll);
        archive = new ReportArchive(reporting, shelf, roll, new Random(7));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private void count() {
        Database roll = inventory.database;
        program.measure(AgeLimits.of(Policies.baseline()), inventory.now)
                .forEach(it ->
                        roll.write(unit -> {
                            program.keep(unit, List.of(it));
                            return true;
                        }));
        List<Counted> counts =
                CATALOGUE.evidence().stream().map(it -> counting.count(it, inventory.now)).toList();
        roll.write(unit -> {
            book.keep(unit, counts);
            return true;
        });
    }

    private byte[] written(Kind what, Format format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reporting.write(what, format, inventory.now, "tester", out);
        return out.toByteArray();
    }

    private List<String> troubles(byte[] report) throws Exception {
        Path file = folder.resolve("report");
        Files.write(file, report);
        return SealedDocument.open(file).check(reporting.signer().key()).troubles();
    }

    private static JsonNode json(byte[] report) {
        return JsonMapper.shared().readTree(report);
    }

    @Test
    void ofAnEmptyRollNothingIsMet() {
        count();

        Map<String, Counted> latest = book.latest();
        assertThat(latest).hasSameSizeAs(CATALOGUE.evidence());
        for (var framework : CATALOGUE.frameworks()) {
            assertThat(framework.controls())
                    .allSatisfy(it ->
                            assertThat(Assessment.of(it, latest).status())
                                    .isNotEqualTo(Assessment.Status.MET));
        }
    }

    @Test
    void theLastCountOfADayIsKeptAndTheSeriesGrows() {
        count();
        inventory.scan("files", inventory.certificate("a.example", "file://web-3/etc/a.pem"));
        inventory.now = inventory.now.plus(Duration.ofHours(1));
        count();
        inventory.now = inventory.now.plus(Duration.ofDays(1));
        count();

        assertThat(book.series("certificates-listed", 10))
                .extracting(Counted::state)
                .containsExactly(Counted.State.GOOD, Counted.State.GOOD);
        assertThat(book.series("certificates-listed", 1)).hasSize(1);
        assertThat(book.latest().get("certificates-listed"))
                .extracting(it -> it.found().number())
                .isEqualTo(1L);
    }

    @Test
    void theRegisterNamesEachCertificateWithItsHolders() throws Exception {
        inventory.scan(
                "files",
                inventory.certificate(
                        "a.example", "file://web-3/etc/a.pem", "file://web-4/etc/a.pem"),
                inventory.certificate("b.example", "file://web-3/etc/b.pem"));
        count();

        byte[] report = written(Kind.DORA, Format.JSON);
        JsonNode register = json(report).path("register");
        assertThat(register).hasSize(2);
        JsonNode two =
                register.valueStream()
                        .filter(it -> it.path("holderCount").asInt() == 2)
                        .findFirst()
                        .orElseThrow();
        assertThat(two.path("functions").get(0).asString()).isEqualTo("service a.example");
        assertThat(two.path("holders").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "stored file://web-3/etc/a.pem", "stored file://web-4/etc/a.pem");
        assertThat(
                        json(report)
                                .path("devices")
                                .valueStream()
                                .map(it -> it.path("device").asString()))
                .containsExactly("web-3", "web-4");
        assertThat(json(report).path("controls")).hasSize(8);
        assertThat(troubles(report)).isEmpty();
    }

    @Test
    void everyReportIsSealedInEveryFormat() throws Exception {
        inventory.scan("files", inventory.certificate(HOSTILE, "file://web-3/etc/a.pem"));
        count();

        for (Kind what : Kind.values()) {
            for (Format format : Format.values()) {
                if (what.hasFormat(format)) {
                    byte[] report = written(what, format);
                    assertThat(troubles(report)).as(what + " " + format).isEmpty();
                    report[report.length / 2] ^= 1;
                    assertThat(troubles(report)).as(what + " " + format).isNotEmpty();
                }
            }
        }
    }

    @Test
    void whatACertificateSaysIsTextInAReport() throws Exception {
        inventory.scan("files", inventory.certificate(HOSTILE, "file://web-3/etc/a.pem"));
        count();

        String html = new String(written(Kind.DORA, Format.HTML), StandardCharsets.UTF_8);
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(new String(written(Kind.DORA, Format.JSON), StandardCharsets.UTF_8))
                .matches(it -> it.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)));
        assertThat(new String(written(Kind.DORA, Format.PDF), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-1.")
                .doesNotContain("/JavaScript")
                .doesNotContain("/URI");
    }

    @Test
    void aKeptReportComesBackAsItWasMade() throws Exception {
        inventory.scan("files", inventory.certificate("a.example", "file://web-3/etc/a.pem"));
        count();

        Shelf.Kept kept = archive.keep(Kind.DORA, Format.PDF, "", inventory.now, "tester");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.copy(kept, out);

        assertThat(out.size()).isEqualTo((int) kept.bytes());
        assertThat(Bytes.of(out.toByteArray()).sha256().toHex()).isEqualTo(kept.sha256());
        assertThat(troubles(out.toByteArray())).isEmpty();
        assertThat(shelf.page(Long.MAX_VALUE, 10)).containsExactly(kept);
    }

    private void aSummaryIsAnnouncedOnce() {
        JdbcAlerts alerts = new JdbcAlerts(inventory.database);
        Announcing announcing = new Announcing(archive, alerts);
        announcing.tell(inventory.now);
        announcing.tell(inventory.now);
        new Announcing(archive, alerts).tell(inventory.now);
        List<Alerts.Row> told =
                alerts.list(
                                new Viewer.Everything(),
                                new Alerts.Question(
                                        Optional.empty(),
                                        Optional.empty(),
                                        "",
                                        Optional.empty(),
                                        10))
                        .rows();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().alert().message()).isEqualTo("The summary of 2026-11 is there");
        Channel.Enclosure enclosed = announcing.of(told.getFirst().alert()).orElseThrow();
        assertThat(enclosed.name()).isEqualTo("muster-2026-11.pdf");
        assertThat(new String(enclosed.content().toArray(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @Test
    void aMonthThatEndedHasOneSummaryAFormatAndOldOnesGo() {
        archive.tick(inventory.now);
        assertThat(shelf.page(Long.MAX_VALUE, 10)).as("nothing was counted before").isEmpty();
        count();
        inventory.now = Instant.parse("2026-12-01T00:00:30Z");
        archive.tick(inventory.now);
        archive.tick(inventory.now);
        aSummaryIsAnnouncedOnce();

        assertThat(shelf.page(Long.MAX_VALUE, 10))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.month()).isEqualTo("2026-11"));
        assertThat(shelf.has(Kind.DORA, Format.PDF, "2026-11")).as("nobody asked for it").isFalse();
        ReportArchive more =
                new ReportArchive(
                        reporting,
                        shelf,
                        inventory.database,
                        new Random(8),
                        List.of(Kind.DORA, Kind.CBOM));
        more.tick(inventory.now);
        more.tick(inventory.now);
        assertThat(shelf.page(Long.MAX_VALUE, 10))
                .extracting(it -> it.kind() + " " + it.format())
                .containsExactlyInAnyOrder(
                        "monthly " + Format.JSON,
                        "monthly " + Format.PDF,
                        "dora " + Format.JSON,
                        "dora " + Format.PDF,
                        "cbom " + Format.JSON);
        inventory.now = inventory.now.plus(ReportArchive.MONTHLY).plus(Duration.ofDays(1));
        archive.tick(inventory.now);
        assertThat(shelf.page(Long.MAX_VALUE, 10)).noneMatch(it -> it.month().equals("2026-11"));
        assertThat(inventory.number("SELECT count(*) FROM report_piece"))
                .isEqualTo(inventory.number("SELECT count(*) FROM report"));
    }
}
