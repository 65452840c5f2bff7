package io.muster.store.intake;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Texts;
import io.muster.store.Times;
import io.muster.store.roll.Journal;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sources, kept with what they have seen.
public final class JdbcSources implements Sources {
    private static final String SELECT =
            """
            SELECT s.id, s.kind, s.name, s.targets, s.schedule, s.expected_every, s.enabled, s.origin,
                   s.version, coalesce(r.id, ''), s.next_due, s.labels
              FROM source s LEFT JOIN run r ON r.n = s.last_run_n
            """;

    private final Database database;

    public JdbcSources(Database database) {
        this.database = database;
    }

    @Override
    public List<Source> all() {
        return database.read(session ->
                session.all(SELECT + " WHERE s.version > 0 ORDER BY s.id", JdbcSources::source));
    }

    @Override
    public Optional<Source> find(String id) {
        return database.read(session -> find(session, id));
    }

    private static Optional<Source> find(Session session, String id) throws SQLException {
        return session.first(SELECT + " WHERE s.version > 0 AND s.id = ?", JdbcSources::source, id);
    }

    private static Source source(Row row) throws SQLException {
        return new Source(
                row.text(1),
                row.text(2),
                row.text(3),
                Texts.parse(row.text(4)),
                row.text(5),
                Optional.of(row.number(6))
                        .filter(it -> it > 0)
                        .map(it -> Duration.ofNanos(it * 1000)),
                row.number(7) != 0,
                Source.Origin.valueOf(row.text(8).toUpperCase(Locale.ROOT)),
                row.number(9),
                Optional.of(row.text(10)).filter(it -> !it.isEmpty()),
                Times.known(row.number(11)),
                labels(row.text(12)));
    }

    private static SortedMap<String, String> labels(String text) {
        try {
            TreeMap<String, String> labels = new TreeMap<>();
            Kept.facts(text).values().forEach((name, value) -> labels.put(name, value.toString()));
            return labels;
        } catch (Malformed e) {
            throw new IllegalStateException("the labels of a source were changed by others", e);
        }
    }

    @Override
    public Source save(Unit unit, Source source, Actor actor) {
        return Database.in(
                unit,
                session -> {
                    countOn(session, source);
                    Object[] values = {
                        source.kind(),
                        source.name(),
                        Texts.text(source.targets()),
                        source.schedule(),
                        expectedEvery(source),
                        source.enabled() ? 1L : 0L,
                        source.origin().toString(),
                        source.nextDue().map(Times::micros).orElse(Times.NEVER),
                        Kept.text(Facts.of(source.labels())),
                        source.version() + 1,
                        source.id(),
                        source.version()
                    };
                    int kept =
                            source.version() == 0
                                    ? session.update(
                                            """
                                            INSERT INTO source (kind, name, targets, schedule, expected_every,
                                                   enabled, origin, next_due, labels, version, id)
                                            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE ? = 0
                                            ON CONFLICT (id) DO NOTHING
                                            """,
                                            values)
                                    : session.update(
                                            """
                                            UPDATE source SET kind = ?, name = ?, targets = ?, schedule = ?,
                                                   expected_every = ?, enabled = ?, origin = ?, next_due = ?,
                                                   labels = ?, version = ?
                                             WHERE id = ? AND version = ?
                                            """,
                                            values);
                    if (kept == 0) {
                        throw new Refused(
                                Refused.Kind.STALE,
                                source.version() == 0
                                        ? "there is a source " + source.id() + " already"
                                        : "source "
                                                + source.id()
                                                + " was changed meanwhile; read it again");
                    }
                    return find(session, source.id()).orElseThrow();
                });
    }

    /// It is judged again; who is counted on anew, or otherwise than before, is so from now on.
    private static void countOn(Session session, Source source) throws SQLException {
        session.update(
                """
                UPDATE source SET judge_again_at = ?,
                       expected_since = CASE WHEN enabled = ? AND expected_every = ?
                                             THEN expected_since ELSE 0 END
                 WHERE id = ? AND version = ?
                """,
                // No two changes leave the same mark.
                -source.version() - 1,
                source.enabled() ? 1L : 0L,
                expectedEvery(source),
                source.id(),
                source.version());
    }

    private static long expectedEvery(Source source) {
        return source.expectedEvery().map(it -> it.toNanos() / 1000).orElse(0L);
    }

    @Override
    public void plan(Unit unit, String id, Optional<Instant> nextDue) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE source SET next_due = ? WHERE id = ?",
                                nextDue.map(Times::micros).orElse(Times.NEVER),
                                id));
    }

    @Override
    public void remove(Unit unit, String id, long version, Instant now, Actor actor) {
        Database.in(
                unit,
                session -> {
                    long n =
                            session.first(
                                            "SELECT n FROM source WHERE id = ? AND version = ?",
                                            row -> row.number(1),
                                            id,
                                            version)
                                    .orElseThrow(() ->
                                            new Refused(
                                                    Refused.Kind.STALE,
                                                    "source "
                                                            + id
                                                            + " was changed or removed meanwhile"));
                    // The row stays for the runs and sightings that name it; the id is free again.
                    session.update(
                            "UPDATE source SET version = -version, enabled = 0, next_due = ?,"
                                    + " judge_again_at = ?, id = ? WHERE n = ?",
                            Times.NEVER,
                            -Times.micros(now),
                            id + "~" + n,
                            n);
                    new Journal(session, actor, Times.micros(now))
                            .note(Entity.Kind.SOURCE, n, "removed", Facts.of("id", id));
                    return n;
                });
    }
}
