package io.muster.store.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.declared.Declared;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Anchor;
import io.muster.model.Declaration;
import io.muster.model.Entry;
import io.muster.model.Facts;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcDeclaredTest {
    private static final Actor ANNA = new Actor("person:anna", "r1");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Database database;
    private Intake intake;
    private Declared declared;
    private Declarations declarations;

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
        declared = new JdbcDeclared(database);
        declarations = new Declarations(database, declared, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void linesAndCredentialsAddUp() {
        scan("pay.example.com", "shop.example.com", "old.example.com");
        upload("pay.example.com", "shop.example.com", "shop.example.com", "gone.example.com");

        assertThat(compare()).isEqualTo(1);

        assertThat(counts()).isEqualTo(new Declared.Counts(2, 1, 1, 1));
        assertThat(lines(Declared.Kind.KNOWN))
                .containsExactly("pay.example.com", "shop.example.com");
        assertThat(lines(Declared.Kind.MISSING)).containsExactly("gone.example.com");
        assertThat(lines(Declared.Kind.REPEATED)).containsExactly("shop.example.com");
        assertThat(declared.items(new Viewer.Everything(), "web", Declared.Kind.UNKNOWN, 0, 9))
                .extracting(it -> it.value().credential().orElseThrow().title())
                .containsExactly("old.example.com");
        assertThat(declared.items(new Viewer.Everything(), "web", Declared.Kind.KNOWN, 0, 9))
                .extracting(it -> it.value().rule().orElseThrow())
                .containsExactly("names", "names");
    }

    @Test
    void aCompletedRunComparesAnewAndTheTrendIsWhereSomethingChanged() {
        scan("pay.example.com");
        upload("pay.example.com", "shop.example.com");
        compare();
        assertThat(compare()).as("nothing was scanned since").isZero();

        scan("pay.example.com");
        assertThat(compare()).isEqualTo(1);
        assertThat(declared.trend("web", 9)).as("nothing changed").hasSize(1);

        scan("pay.example.com", "shop.example.com");
        compare();
        assertThat(declared.trend("web", 9))
                .extracting(Declared.Delta::missing)
                .containsExactly(0L, 1L);
    }

    @Test
    void whatIsGoneIsMissing() {
        scan("pay.example.com");
        upload("pay.example.com");
        compare();
        assertThat(counts().missing()).isZero();

        scan();
        compare();
        assertThat(counts()).isEqualTo(new Declared.Counts(0, 0, 1, 0));
    }

    @Test
    void aListTakesThePlaceOfTheOneBefore() {
        upload("pay.example.com", "shop.example.com");
        compare();
        upload("only.example.com");
        assertThat(declared.find("web").orElseThrow().counts()).isEmpty();
        compare();

        assertThat(lines(Declared.Kind.MISSING)).containsExactly("only.example.com");
        assertThat(number("SELECT count(*) FROM declared_line")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM declared_meaning")).isEqualTo(1);
    }

    @Test
    void ofTwoUploadsAtOnceOneIsRefused() {
        Declared.Edition first = prepare("a.example.com");
        tick();
        Declared.Edition second = prepare("b.example.com");
        adopt(first);
        assertThatThrownBy(() -> adopt(second)).isInstanceOf(Refused.class);
        compare();
        assertThat(lines(Declared.Kind.MISSING)).containsExactly("a.example.com");
    }

    @Test
    void aListWithoutLinesIsAList() {
        upload();
        compare();
        assertThat(counts()).isEqualTo(new Declared.Counts(0, 0, 0, 0));
    }

    @Test
    void manyLinesAreComparedInParts() {
        scan("pay.example.com");
        upload(
                Stream.iterate(0, it -> it + 1)
                        .limit(1_001)
                        .map(it -> "h" + it)
                        .toArray(String[]::new));
        compare();
        assertThat(counts().missing()).isEqualTo(1_001);
        assertThat(declared.items(new Viewer.Everything(), "web", Declared.Kind.MISSING, 0, 5_000))
                .hasSize(1_001);
    }

    @Test
    void aRemovedListLeavesNothing() {
        upload("pay.example.com");
        compare();
        long version = declared.find("web").orElseThrow().version();
        database.write(unit -> {
            declared.remove(unit, "web", version, ANNA, now);
            return version;
        });
        declarations.sweep();
        assertThat(declared.all()).isEmpty();
        for (String table : List.of("list", "line", "meaning", "delta")) {
            assertThat(number("SELECT count(*) FROM declared_" + table)).isZero();
        }
    }

    private Declared.Counts counts() {
        return declared.find("web").orElseThrow().counts().orElseThrow();
    }

    private List<String> lines(Declared.Kind kind) {
        return declared.items(new Viewer.Everything(), "web", kind, 0, 9).stream()
                .map(it -> it.value().line().orElseThrow().declaration().names().getFirst())
                .toList();
    }

    private void upload(String... names) {
        adopt(prepare(names));
        tick();
    }

    private Declared.Edition prepare(String... names) {
        List<Declaration> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(
                    new Declaration(
                            new Place("declared://web").atLine(lines.size() + 2L),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(name),
                            Optional.empty(),
                            Optional.of("Anna's \"web\""),
                            Optional.empty(),
                            Optional.empty()));
        }
        return declarations.prepare("web", lines, 0);
    }

    private void adopt(Declared.Edition edition) {
        database.write(unit ->
                declarations.adopt(
                        unit, new Declared.Naming("web", "Web", Optional.empty()), edition, ANNA));
    }

    private int compare() {
        tick();
        int compared = declarations.compareDue();
        tick();
        return compared;
    }

    private void tick() {
        now = now.plus(Duration.ofMinutes(1));
    }

    private void scan(String... names) {
        String run = intake.begin(new Reports.Beginning("files", "scanner", "token:t"));
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(new Line.OfEntry(entry(name)));
        }
        intake.take(run, Report.of(lines));
        tick();
        intake.complete(run, new Completion(List.of("file://web-3/etc/"), Run.Work.NONE));
        tick();
    }

    private Entry entry(String name) {
        var credential =
                Samples.certificate(
                        name,
                        "Example CA",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2027-02-01T00:00:00Z"));
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
                                new Place("file://web-3/etc/" + name + ".pem"),
                                Role.STORED,
                                "files",
                                now,
                                Facts.NONE)),
                Facts.NONE);
    }

    private long number(String sql) {
        return database.read(session -> session.number(sql));
    }
}
