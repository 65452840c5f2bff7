package io.muster.store;

import io.muster.inventory.ClientCertificates;
import io.muster.inventory.Runs.Numbered;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Public certificates for clients, from a database.
public final class JdbcClientCertificates implements ClientCertificates {
    private final Database roll;

    public JdbcClientCertificates(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Long> found() {
        return roll.read(session ->
                session.all(
                        "SELECT c.n FROM credential c JOIN credential_document d ON d.credential_n = c.n"
                                + " WHERE d.document LIKE '%\"clientAuth\"%' AND "
                                + JdbcRehearsals.RENEWED
                                + " ORDER BY c.n LIMIT ?",
                        row -> row.number(1),
                        LISTED_MAX));
    }

    @Override
    public void keep(Unit unit, List<Long> found) {
        Database.in(
                unit,
                session -> {
                    Set<Long> gone =
                            new HashSet<>(
                                    session.all(
                                            "SELECT credential_n FROM client_certificate",
                                            row -> row.number(1)));
                    for (long n : found) {
                        if (!gone.remove(n)) {
                            session.update(
                                    "INSERT INTO client_certificate (credential_n) VALUES (?)", n);
                        }
                    }
                    for (long n : gone) {
                        session.update("DELETE FROM client_certificate WHERE credential_n = ?", n);
                    }
                    return found.size();
                });
    }

    @Override
    public List<Numbered<Client>> after(Viewer viewer, long after, int limit) {
        return roll.read(session -> {
            Sql sql =
                    Sql.of(
                                    """
                                    SELECT c.n, c.id, c.title, c.issuer, t.name, c.not_before, c.not_after
                                      FROM client_certificate k CROSS JOIN credential c
                                      LEFT JOIN team t ON t.n = c.owner_n
                                     WHERE k.credential_n > ? AND c.n = k.credential_n AND\s\
                                    """,
                                    after)
                            .with(
                                    Scope.owned(viewer, "credential c", "c.owner_n")
                                            .map(Predicate::check)
                                            .orElse(Sql.TRUE))
                            .with(Sql.of(" ORDER BY k.credential_n LIMIT ?", limit));
            return session.all(
                    sql.text(),
                    row ->
                            new Numbered<>(
                                    row.number(1),
                                    new Client(
                                            row.hex(2),
                                            row.text(3),
                                            row.text(4),
                                            row.some(5),
                                            Times.instant(row.number(6)),
                                            Times.instant(row.number(7)))),
                    sql.values());
        });
    }
}
