package io.muster.store.intake;

import io.muster.store.Session;
import java.sql.SQLException;

/// What follows for a credential when one of its sightings was closed.
final class Departure {
    private Departure() {}

    /// It is at one place fewer, unless it is seen there in another way; at no place it is gone.
    static void of(Session session, long credential, long place, long now) throws SQLException {
        boolean stillThere =
                session.first(
                                "SELECT 1 FROM sighting WHERE credential_n = ? AND anchor_n = 0"
                                        + " AND place_n = ? AND gone_at = 0 LIMIT 1",
                                row -> true,
                                credential,
                                place)
                        .isPresent();
        session.update(
                """
                UPDATE credential
                   SET places = places - ?, judge_again_at = ?,
                       gone_since = CASE WHEN places - ? <= 0 THEN ? ELSE gone_since END
                 WHERE n = ?
                """,
                stillThere ? 0 : 1,
                -now,
                stillThere ? 0 : 1,
                now,
                credential);
    }
}
