package io.muster.store.figures;

import io.muster.monitor.Rehearsal.Group;
import io.muster.monitor.Rehearsals;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Certificates of public authorities by what a rehearsal asks of them, from a database.
public final class JdbcRehearsals implements Rehearsals {
    private static final String COUNTED = "rehearsal";

    /// An authority of a public root is not renewed by whoever has its certificate.
    static final String RENEWED =
            "c.issuer_kind = 'public' AND c.type = 'x509-certificate' AND c.foreign_ = 0"
                    + " AND c.gone_since = 0 AND c.superseded_by = 0 AND c.revoked_at = 0"
                    + " AND c.not_before > 0 AND c.not_after < 9223372036854775807"
                    + " AND c.not_after - c.not_before < 1200 * 86400000000"
                    + " AND NOT EXISTS (SELECT 1 FROM credential x WHERE x.issuer_n <> 0"
                    + " AND x.issuer_n = c.n)";

    private final Database roll;

    public JdbcRehearsals(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Group> count(Instant now) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT coalesce(t.id, ''), c.issuer, c.not_before / 86400000000,
                               (c.not_after - c.not_before + 86399999999) / 86400000000, count(*),
                               sum(CASE WHEN c.places < 1 THEN 1 ELSE c.places END)
                          FROM credential c LEFT JOIN team t ON t.n = c.owner_n
                         WHERE c.not_after >= ? AND %s
                         GROUP BY coalesce(t.id, ''), c.issuer, c.not_before / 86400000000,
                               (c.not_after - c.not_before + 86399999999) / 86400000000
                         ORDER BY 5 DESC LIMIT ?
                        """
                                .formatted(RENEWED),
                        row ->
                                new Group(
                                        row.text(1),
                                        row.text(2),
                                        row.number(3),
                                        (int) row.number(4),
                                        row.number(5),
                                        row.number(6)),
                        Times.micros(now),
                        GROUPS_MAX));
    }

    @Override
    public void keep(Unit unit, List<Group> groups, Instant now) {
        Database.in(
                unit,
                session -> {
                    session.update("DELETE FROM renewal_group");
                    for (Group it : groups) {
                        session.update(
                                "INSERT INTO renewal_group (team, issuer, begun, days, certificates,"
                                        + " places) VALUES (?, ?, ?, ?, ?, ?)",
                                it.team(),
                                it.issuer(),
                                it.begun(),
                                it.life(),
                                it.certificates(),
                                it.places());
                    }
                    return session.update(
                            """
                            INSERT INTO figure_day (figure, day, at, part, whole) VALUES (?, 0, ?, ?, 0)
                            ON CONFLICT (figure, day) DO UPDATE SET at = excluded.at, part = excluded.part
                            """,
                            COUNTED,
                            Times.micros(now),
                            groups.size());
                });
    }

    @Override
    public List<Group> groups() {
        return roll.read(session ->
                session.all(
                        "SELECT team, issuer, begun, days, certificates, places FROM renewal_group",
                        row ->
                                new Group(
                                        row.text(1),
                                        row.text(2),
                                        row.number(3),
                                        (int) row.number(4),
                                        row.number(5),
                                        row.number(6))));
    }

    @Override
    public Optional<Instant> countedAt() {
        return roll.read(session ->
                session.first(
                        "SELECT at FROM figure_day WHERE figure = ? AND day = 0",
                        row -> Times.instant(row.number(1)),
                        COUNTED));
    }
}
