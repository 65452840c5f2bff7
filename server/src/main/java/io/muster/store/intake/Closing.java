package io.muster.store.intake;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.intake.Reports;
import io.muster.model.Facts;
import io.muster.model.Role;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.identities.Continuity;
import io.muster.store.identities.Succession;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Places;
import io.muster.store.roll.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Closes what a run has not seen where it looked completely: its own source's sightings only, and
/// nothing below a place that it could not read.
record Closing(Session session, RunRow run) {
    private static final int PLACES = 200;

    private static final Set<String> KEPT_OR_SHOWN =
            Set.of(Role.STORED.toString(), Role.SERVED.toString());

    private record Lost(RunRow.Held held, long place, String role, String text) {}

    private record Spot(long n, String text) {}

    Reports.Step below(String place, String after) throws SQLException {
        List<Spot> places =
                session.all(
                        // One lower bound only: SQLite would take the first of two, and begin there
                        // each time.
                        "SELECT n, text FROM place WHERE text > ? AND text < ? ORDER BY text LIMIT "
                                + PLACES,
                        row -> new Spot(row.number(1), row.text(2)),
                        after.isEmpty() ? place : after,
                        place + Places.LAST);
        return step(places, places.isEmpty() ? "" : places.getLast().text());
    }

    Reports.Step endpoints(String after) throws SQLException {
        List<Spot> places =
                session.all(
                        "SELECT place_n FROM visited WHERE run_n = ? AND place_n > ?"
                                + " ORDER BY place_n LIMIT "
                                + PLACES,
                        row -> new Spot(row.number(1), ""),
                        run.n(),
                        after.isEmpty() ? 0L : Long.parseLong(after));
        return step(places, places.isEmpty() ? "" : String.valueOf(places.getLast().n()));
    }

    private Reports.Step step(List<Spot> places, String last) throws SQLException {
        if (places.isEmpty()) {
            return new Reports.Step("", 0);
        }
        List<Lost> lost =
                session.all(
                        notSeen(),
                        row ->
                                new Lost(
                                        new RunRow.Held(row.number(1), row.number(2)),
                                        row.number(3),
                                        row.text(4),
                                        row.text(5)),
                        new Dialect.Numbers(places.stream().map(Spot::n).toList()),
                        run.source(),
                        run.n(),
                        run.n());
        Journal journal = new Journal(session, new Actor(run.reporter(), run.id()), run.now());
        for (Lost one : lost) {
            close(one, journal);
        }
        Accounts.changed(
                session,
                lost.stream().map(it -> it.held().anchor()).filter(it -> it != 0).toList(),
                run.now());
        follow(lost);
        if (!lost.isEmpty()) {
            session.update("UPDATE run SET gone = gone + ? WHERE n = ?", lost.size(), run.n());
        }
        grants(places);
        session.update("UPDATE run SET heard = ? WHERE n = ?", run.now(), run.n());
        return new Reports.Step(places.size() < PLACES ? "" : last, lost.size());
    }

    /// The plus signs keep SQLite to the index by place: the other ones have half the table in a
    /// row.
    private String notSeen() {
        return """
        SELECT s.credential_n, s.anchor_n, s.place_n, s.role, p.text FROM sighting s, place p
         WHERE %s AND +s.source_n = ? AND +s.gone_at = 0 AND s.run_n <> ? AND p.n = s.place_n
           AND NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.run_n = ?
                              AND substr(p.text, 1, length(u.place)) = u.place)
        """
                .formatted(session.dialect().isOneOf("s.place_n"));
    }

    private void close(Lost lost, Journal journal) throws SQLException {
        session.update(
                "UPDATE sighting SET gone_at = ? WHERE credential_n = ? AND anchor_n = ?"
                        + " AND place_n = ? AND role = ? AND source_n = ?",
                run.now(),
                lost.held().credential(),
                lost.held().anchor(),
                lost.place(),
                lost.role(),
                run.source());
        run.change(session, "gone", lost.held(), lost.place(), lost.role());
        if (lost.held().credential() == 0) {
            return;
        }
        Departure.of(session, lost.held().credential(), lost.place(), run.now());
        journal.note(
                Entity.Kind.CREDENTIAL,
                lost.held().credential(),
                "gone",
                Facts.of("place", lost.text()).with("role", lost.role()));
    }

    /// What is there instead follows what left.
    private void follow(List<Lost> lost) throws SQLException {
        Tally tally = new Tally();
        Succession succession = new Succession(session, new Continuity(session, run.now(), tally));
        for (Lost one : lost) {
            if (one.held().credential() != 0 && KEPT_OR_SHOWN.contains(one.role())) {
                succession.left(one.held().credential(), one.text(), run.source());
            }
        }
        tally.write(session);
    }

    private void grants(List<Spot> places) throws SQLException {
        session.update(
                "UPDATE may SET gone_at = ? WHERE "
                        + session.dialect().isOneOf("place_n")
                        + " AND source_n = ? AND gone_at = 0 AND run_n <> ?",
                run.now(),
                new Dialect.Numbers(places.stream().map(Spot::n).toList()),
                run.source(),
                run.n());
    }
}
