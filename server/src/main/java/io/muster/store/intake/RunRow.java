package io.muster.store.intake;

import io.muster.inventory.Refused;
import io.muster.store.Session;
import java.sql.SQLException;

/// The run that something is written for.
///
/// @param n of the run
/// @param now in microseconds
record RunRow(long n, String id, long source, String reporter, long now) {

    /// @throws Refused when there is none, or it has ended
    static RunRow open(Session session, String id, long now) throws SQLException {
        return session.first(
                        "SELECT n, source_n, reporter, state FROM run WHERE id = ?",
                        row -> {
                            if (!row.text(4).equals("running")) {
                                throw new Refused(
                                        Refused.Kind.ENDED, "run " + id + " is " + row.text(4));
                            }
                            return new RunRow(row.number(1), id, row.number(2), row.text(3), now);
                        },
                        id)
                .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no run " + id));
    }

    /// Notes what the run has changed about a credential or an account.
    void change(Session session, String kind, Held held, long place, String role)
            throws SQLException {
        session.update(
                "INSERT INTO run_change (run_n, kind, credential_n, anchor_n, place_n, role)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                n,
                kind,
                held.credential(),
                held.anchor(),
                place,
                role);
    }

    /// Whose sighting it is: a credential's, or an account's anchor's; the other one is 0.
    record Held(long credential, long anchor) {}
}
