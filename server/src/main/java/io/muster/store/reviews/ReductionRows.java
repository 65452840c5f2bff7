package io.muster.store.reviews;

import io.muster.model.Bytes;
import io.muster.reviews.Choice;
import io.muster.reviews.Item;
import io.muster.store.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// Begins what a review decided to take away, and drops what a later one decided otherwise.
record ReductionRows(Session session, long now) {

    /// @param review the row of a review that was closed
    /// @param n the row of what is decided about
    void decided(long review, Item item, long n, Choice choice) throws SQLException {
        String kind = item.entity().kind().toString();
        if (choice != Choice.REDUCE) {
            session.update(
                    """
                    UPDATE reduction SET state = 'dropped', ended = ?, ended_by = ?, note = ?,
                      version = version + 1
                    WHERE entity = ? AND entity_n = ? AND state = 'open'
                    """,
                    now,
                    item.decided().orElseThrow().by(),
                    "a later review decided to %s it".formatted(choice),
                    kind,
                    n);
            return;
        }
        String id =
                Bytes.of("reduction %d".formatted(item.number()).getBytes(StandardCharsets.UTF_8))
                        .sha256()
                        .slice(0, 16)
                        .toHex();
        // One that is open already goes on: its clock does not begin anew.
        session.update(
                """
                INSERT INTO reduction (id, review_n, item_n, entity, entity_n, team_n, since)
                SELECT ?, ?, i.n, ?, ?, i.team_n, r.closed
                  FROM review_item i JOIN review r ON r.n = i.review_n WHERE i.n = ?
                ON CONFLICT DO NOTHING
                """,
                id,
                review,
                kind,
                n,
                item.number());
    }
}
