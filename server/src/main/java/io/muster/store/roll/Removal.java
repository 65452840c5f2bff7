package io.muster.store.roll;

import io.muster.inventory.credentials.Dossier;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Deletes, and counts what it deletes.
///
/// @param rows how many, by table
public record Removal(Session session, SortedMap<String, Long> rows) {

    public Removal(Session session) {
        this(session, new TreeMap<>());
    }

    public int from(String table, String condition, Object... parameters) throws SQLException {
        int gone = session.update("DELETE FROM " + table + " WHERE " + condition, parameters);
        rows.merge(table, (long) gone, Long::sum);
        return gone;
    }

    /// A credential with all that is known of it, and its key when nobody else has it.
    public void credential(long n, Tally tally) throws SQLException {
        Rebinding rebinding = new Rebinding(session);
        Set<Long> holders = rebinding.identitiesOf(n);
        session.each(
                "SELECT c.type, c.foreign_, c.strength, c.issuer_kind, c.not_after, c.worst, c.key_n,"
                        + " d.document FROM credential c, credential_document d"
                        + " WHERE c.n = ? AND d.credential_n = c.n",
                row -> {
                    tally.add("credentials", -1);
                    if (row.number(2) != 0) {
                        tally.add("foreign", -1);
                    } else {
                        tally.add("type:" + row.text(1), -1);
                        uncount(tally, "strength:", row.text(3));
                        uncount(tally, "issuer:", row.text(4));
                        Dossier.parse(row.text(8))
                                .credential()
                                .algorithm()
                                .ifPresent(it -> tally.add("algorithm:" + it.label(), -1));
                        tally.expires(row.number(5), row.number(6), -1);
                    }
                    session.update(
                            "UPDATE public_key SET credentials = credentials - 1 WHERE n = ?",
                            row.number(7));
                    session.update(
                            "DELETE FROM public_key WHERE n = ? AND credentials <= 0",
                            row.number(7));
                },
                n);
        for (String table :
                List.of(
                        "credential_document",
                        "holding",
                        "sighting",
                        "may",
                        "finding",
                        "run_change",
                        "awaited_issuer",
                        "short_lived")) {
            from(table, "credential_n = ?", n);
        }
        for (String table : List.of("tagging", "attribute", "history")) {
            from(table, "entity = 'credential' AND entity_n = ?", n);
        }
        session.update(
                "UPDATE credential SET issuer_n = 0 WHERE issuer_n = ? AND issuer_n <> 0", n);
        from("credential", "n = ?", n);
        JdbcSearchIndex.changed(session, "credential", n);
        rebinding.recount(holders);
    }

    private static void uncount(Tally tally, String figure, String value) {
        if (!value.isEmpty()) {
            tally.add(figure + value, -1);
        }
    }
}
