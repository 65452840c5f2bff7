package io.muster.store.roll;

import io.muster.model.Bytes;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.List;

/// Joins certificates with their issuers, whichever came first.
public record Issuers(Session session) {
    /// So many at once: an authority that comes last may have a million waiting for it.
    private static final int AT_ONCE = 200;

    private record Waiting(Bytes issuer, long credential, long issuerRow) {}

    /// Those that wait for what has just come in.
    public void arrived() throws SQLException {
        join(
                """
                SELECT a.issuer_id, a.credential_n, c.n
                  FROM stage_credential s CROSS JOIN awaited_issuer a CROSS JOIN credential c
                 WHERE a.issuer_id = s.id AND c.id = s.id LIMIT ?
                """);
    }

    /// Some of those whose issuer is there by now.
    ///
    /// @return how many
    public int rest() throws SQLException {
        return join(
                """
                WITH RECURSIVE issuer(id) AS (
                  SELECT (SELECT issuer_id FROM awaited_issuer ORDER BY issuer_id LIMIT 1)
                  UNION ALL
                  SELECT (SELECT a.issuer_id FROM awaited_issuer a WHERE a.issuer_id > issuer.id
                           ORDER BY a.issuer_id LIMIT 1)
                    FROM issuer WHERE issuer.id IS NOT NULL)
                SELECT a.issuer_id, a.credential_n, c.n
                  FROM issuer CROSS JOIN credential c CROSS JOIN awaited_issuer a
                 WHERE c.id = issuer.id AND a.issuer_id = issuer.id LIMIT ?
                """);
    }

    private int join(String select) throws SQLException {
        List<Waiting> waiting =
                session.all(
                        select,
                        row -> new Waiting(Bytes.of(row.bytes(1)), row.number(2), row.number(3)),
                        AT_ONCE);
        for (Waiting one : waiting) {
            session.update(
                    "UPDATE credential SET issuer_n = ? WHERE n = ?",
                    one.issuerRow(),
                    one.credential());
            session.update(
                    "DELETE FROM awaited_issuer WHERE issuer_id = ? AND credential_n = ?",
                    one.issuer(),
                    one.credential());
        }
        return waiting.size();
    }
}
