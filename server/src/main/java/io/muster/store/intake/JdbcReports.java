package io.muster.store.intake;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.intake.Rejected;
import io.muster.inventory.intake.Report;
import io.muster.inventory.intake.Reports;
import io.muster.inventory.intake.Run;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.scan.Unreadable;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.identities.Anchors;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Rebinding;
import io.muster.store.roll.Tally;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what runs report.
public final class JdbcReports implements Reports {
    private static final int MESSAGE_MAX = 1000;

    private final Database database;

    public JdbcReports(Database database) {
        this.database = database;
    }

    @Override
    public int sightingsInAUnit() {
        return switch (database.dialect()) {
            // A quarter of a second of the one writer: in smaller units a credential dirties twice
            // as many pages.
            case Dialect.Sqlite _ -> 4000;
            // A transaction there costs a few round trips, however much is in it.
            case Dialect.Postgresql _ -> 8000;
        };
    }

    @Override
    public void begin(Unit unit, String run, Beginning beginning, Instant now) {
        Database.in(
                unit,
                session -> {
                    long at = Times.micros(now);
                    session.update(
                            "INSERT INTO source (id, kind, name, origin) VALUES (?, ?, ?, 'scanner')"
                                    + " ON CONFLICT (id) DO NOTHING",
                            beginning.source(),
                            beginning.kind(),
                            beginning.source());
                    int made =
                            session.update(
                                    """
                                    INSERT INTO run (id, source_n, reporter, state, started, heard)
                                    SELECT ?, n, ?, 'running', ?, ? FROM source WHERE id = ?
                                    ON CONFLICT (id) DO NOTHING
                                    """,
                                    run,
                                    beginning.reporter(),
                                    at,
                                    at,
                                    beginning.source());
                    if (made == 0) {
                        throw new Refused(Refused.Kind.STALE, "there is a run " + run + " already");
                    }
                    return session.update(
                            "UPDATE source SET last_run_n = (SELECT n FROM run WHERE id = ?) WHERE id = ?",
                            run,
                            beginning.source());
                });
    }

    @Override
    public Taking taking(Report report) {
        List<Told> told = Told.of(report.entries());
        return (unit, run, now) -> take(unit, run, now, report, told);
    }

    private static Taken take(Unit unit, String id, Instant now, Report report, List<Told> told) {
        return Database.in(
                unit,
                session -> {
                    RunRow run = RunRow.open(session, id, Times.micros(now));
                    Tally tally = new Tally();
                    Journal journal =
                            new Journal(session, new Actor(run.reporter(), run.id()), run.now());
                    SightingIntake sightings = new SightingIntake(session, run, tally, journal);
                    List<Incoming> items = told.stream().map(Incoming::new).toList();
                    if (!items.isEmpty()) {
                        new CredentialIntake(session, run, tally, journal).take(items);
                    }
                    long fresh = 0;
                    for (Incoming item : items) {
                        sightings.add(
                                new RunRow.Held(item.n(), 0),
                                item.isFresh(),
                                item.told().sightings());
                        fresh += item.isFresh() ? 1 : 0;
                    }
                    fresh += accounts(session, report.accounts(), run, tally, sightings);
                    long back = sightings.write();
                    newcomers(session, run, items);
                    new Rebinding(session).byPlace(items.stream().map(Incoming::n).toList());
                    List<Rejected> rejected = new ArrayList<>(report.rejected());
                    rejected.addAll(new GrantIntake(session, run, tally).take(report.grants()));
                    reasons(session, run, report.unreadable(), rejected);
                    tally.write(session);
                    long seen = (long) report.entries().size() + report.accounts().size();
                    Taken taken = new Taken(fresh, seen - fresh, rejected.size());
                    count(session, run, taken, back, report.unreadable().size());
                    return taken;
                });
    }

    /// @return how many were not there before
    private static long accounts(
            Session session,
            List<Account> accounts,
            RunRow run,
            Tally tally,
            SightingIntake sightings)
            throws SQLException {
        List<Anchor> anchors =
                accounts.stream().map(it -> it.identity().anchor()).distinct().toList();
        Map<Anchor, Anchors.Bound> bound = Anchors.bound(session, anchors, run.now(), tally);
        long fresh = 0;
        for (Account account : accounts) {
            long anchor =
                    Optional.ofNullable(bound.get(account.identity().anchor())).orElseThrow().n();
            boolean known =
                    session.first(
                                    "SELECT 1 FROM sighting WHERE credential_n = 0 AND anchor_n = ?"
                                            + " LIMIT 1",
                                    row -> true,
                                    anchor)
                            .isPresent();
            fresh += known ? 0 : 1;
            sightings.add(new RunRow.Held(0, anchor), !known, Told.Seen.of(account.sightings()));
        }
        return fresh;
    }

    /// The run brought these: one line each, at the first of their places.
    private static void newcomers(Session session, RunRow run, Collection<Incoming> items)
            throws SQLException {
        List<Long> fresh = items.stream().filter(Incoming::isFresh).map(Incoming::n).toList();
        if (!fresh.isEmpty()) {
            session.update(
                    """
                    INSERT INTO run_change (run_n, kind, credential_n, place_n, role)
                    SELECT ?, 'new', credential_n, min(place_n), min(role) FROM sighting
                     WHERE anchor_n = 0 AND %s GROUP BY credential_n ORDER BY credential_n
                    """
                            .formatted(session.dialect().isOneOf("credential_n")),
                    run.n(),
                    new Dialect.Numbers(fresh));
        }
    }

    private static void reasons(
            Session session, RunRow run, List<Unreadable> unreadable, List<Rejected> rejected)
            throws SQLException {
        for (Unreadable one : unreadable) {
            session.update(
                    "INSERT INTO unreadable (run_n, place, reason) VALUES (?, ?, ?)",
                    run.n(),
                    one.place().text(),
                    one.reason());
        }
        for (Rejected one : rejected) {
            session.update(
                    "INSERT INTO rejected (run_n, what, reason) VALUES (?, ?, ?)",
                    run.n(),
                    one.what(),
                    one.reason());
        }
    }

    private static void count(Session session, RunRow run, Taken taken, long back, long unreadable)
            throws SQLException {
        session.update(
                """
                UPDATE run SET seen = seen + ?, new_ = new_ + ?, known = known + ?,
                       rejected = rejected + ?, back = back + ?, unreadable = unreadable + ?,
                       heard = ?
                 WHERE n = ?
                """,
                taken.seen(),
                taken.fresh(),
                taken.known(),
                taken.rejected(),
                back,
                unreadable,
                run.now(),
                run.n());
    }

    @Override
    public Step close(Unit unit, String run, String place, String after, Instant now) {
        return Database.in(
                unit,
                session ->
                        new Closing(session, RunRow.open(session, run, Times.micros(now)))
                                .below(place, after));
    }

    @Override
    public Step closeEndpoints(Unit unit, String run, String after, Instant now) {
        return Database.in(
                unit,
                session ->
                        new Closing(session, RunRow.open(session, run, Times.micros(now)))
                                .endpoints(after));
    }

    @Override
    public void end(
            Unit unit, String id, Run.State state, Run.Work work, String message, Instant now) {
        Database.in(
                unit,
                session -> {
                    RunRow run = RunRow.open(session, id, Times.micros(now));
                    session.update("DELETE FROM visited WHERE run_n = ?", run.n());
                    session.update(
                            """
                            UPDATE source SET judge_again_at = ?,
                                   completed_at = CASE WHEN ? = 'completed' THEN ? ELSE completed_at END
                             WHERE n = ?
                            """,
                            -run.now(),
                            state.toString(),
                            run.now(),
                            run.source());
                    return session.update(
                            """
                            UPDATE run SET state = ?, ended = ?, files = ?, bytes = ?, endpoints = ?,
                                   message = ?
                             WHERE n = ?
                            """,
                            state.toString(),
                            run.now(),
                            work.files(),
                            work.bytes(),
                            work.endpoints(),
                            message.substring(0, Math.min(MESSAGE_MAX, message.length())),
                            run.n());
                });
    }

    @Override
    public int interrupt(Unit unit, Instant silent, Instant now) {
        return Database.in(
                unit,
                session -> {
                    session.update(
                            "DELETE FROM visited WHERE run_n IN"
                                    + " (SELECT n FROM run WHERE state = 'running' AND heard < ?)",
                            Times.micros(silent));
                    session.update(
                            "UPDATE source SET judge_again_at = ? WHERE n IN"
                                    + " (SELECT source_n FROM run WHERE state = 'running' AND heard < ?)",
                            -Times.micros(now),
                            Times.micros(silent));
                    return session.update(
                            "UPDATE run SET state = 'interrupted', ended = ?, message ="
                                    + " 'nobody has heard of it any more'"
                                    + " WHERE state = 'running' AND heard < ?",
                            Times.micros(now),
                            Times.micros(silent));
                });
    }
}
