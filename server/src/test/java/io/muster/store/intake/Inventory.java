package io.muster.store.intake;

import io.muster.inventory.Viewer;
import io.muster.inventory.credentials.Headline;
import io.muster.inventory.intake.Completion;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.inventory.search.IdentitySummary;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.store.Database;
import io.muster.store.search.JdbcDetails;
import io.muster.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// An inventory for tests: a database with an intake, and a clock that the test sets.
public final class Inventory implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /// Inventories that are opened one after another give their runs different ids.
    private static final AtomicLong OPENED = new AtomicLong();

    public final Database database;
    public final Intake intake;
    public Instant now = START;

    public Inventory(Database database) {
        this.database = database;
        this.intake =
                new Intake(
                        database,
                        new JdbcReports(database),
                        new JdbcRuns(database),
                        () -> now,
                        new Random(ProcessHandle.current().pid() << 16 | OPENED.incrementAndGet()));
    }

    /// A run of `source` that sees `entries` and completes everything below `/etc` of `web-3`.
    public Run scan(String source, Entry... entries) {
        String run = intake.begin(new Reports.Beginning(source, "scanner", "test"));
        intake.take(run, new Report(List.of(entries), List.of(), List.of(), List.of(), List.of()));
        return intake.complete(
                run, new Completion(List.of("file://web-3/etc/"), new Run.Work(1, 2, 3)));
    }

    /// What everybody may see of the identity that has that name.
    public IdentitySummary identity(String name) {
        String id =
                database.read(session ->
                                session.first(
                                        "SELECT id FROM identity WHERE name = ?",
                                        row -> row.hex(1),
                                        name))
                        .orElseThrow();
        return new JdbcDetails(database, () -> now)
                .identity(new Viewer.Everything(), id)
                .orElseThrow()
                .summary();
    }

    /// A server certificate for `name`, stored at `places`, of the service of that name.
    public Entry certificate(String name, String... places) {
        return entry(
                Samples.certificate(
                        name,
                        "Example CA",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2027-02-01T00:00:00Z")),
                places);
    }

    public Entry entry(Credential credential, String... places) {
        List<Sighting> sightings = new ArrayList<>();
        for (String place : places) {
            sightings.add(
                    new Sighting(
                            credential.id(),
                            new Place(place),
                            Role.STORED,
                            "files",
                            now,
                            Facts.of("mode", "0600")));
        }
        String name = Headline.of(credential).title();
        return new Entry(
                credential,
                false,
                List.of(new Identity(service(name), "certificate-names", List.of("dns " + name))),
                sightings,
                Facts.NONE);
    }

    public static Anchor service(String name) {
        return new Anchor(Anchor.Kind.SERVICE, "", name);
    }

    public long number(String sql) {
        return database.read(session -> session.number(sql));
    }

    public String text(String sql) {
        return database.read(session -> session.first(sql, row -> row.text(1)).orElseThrow());
    }

    public List<String> texts(String sql) {
        return database.read(session -> session.all(sql, row -> row.text(1)));
    }

    @Override
    public void close() {
        database.close();
    }
}
