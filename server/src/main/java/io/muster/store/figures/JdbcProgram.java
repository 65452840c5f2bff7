package io.muster.store.figures;

import io.muster.monitor.AgeLimits;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.query.CredentialTranslation;
import io.muster.store.query.IdentityTranslation;
import io.muster.store.query.Overdue;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The figures of the program, counted in the roll and kept beside it.
public final class JdbcProgram implements Program {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int SOON_DAYS = 7;

    private final Database roll;

    public JdbcProgram(Database roll) {
        this.roll = roll;
    }

    /// How many, of how many.
    record Counted(long part, long whole) {}

    @Override
    public List<Measure> measure(AgeLimits limits, Instant now) {
        long micros = Times.micros(now);
        return List.of(
                measure(
                        ProgramMetric.INVENTORY_COVERAGE,
                        now,
                        session -> coverage(session, micros)),
                measure(ProgramMetric.EXPIRING_7D, now, session -> expiring(session, micros)),
                measure(ProgramMetric.ORPHANS, now, JdbcProgram::orphans),
                measure(
                        ProgramMetric.AGE_AGAINST_POLICY,
                        now,
                        session -> new ToldTimes(session, now).ages(limits)),
                measure(
                        ProgramMetric.UNUSED_90D,
                        now,
                        session -> new ToldTimes(session, now).unused()));
    }

    /// By a reading of its own, so that none is long.
    private Measure measure(ProgramMetric metric, Instant now, Database.Reading<Counted> count) {
        Counted counted = roll.read(count);
        return new Measure(metric, now, counted.part(), counted.whole());
    }

    /// Places at which something is, without those where everybody is overdue.
    private static Counted coverage(Session session, long now) throws SQLException {
        long known =
                session.number(
                        "SELECT count(*) FROM (SELECT a.place_n FROM sighting a"
                                + " WHERE a.gone_at = 0 GROUP BY a.place_n) places");
        long overdue =
                session.number(
                        """
                        SELECT count(*) FROM
                          (SELECT DISTINCT a.place_n FROM sighting a JOIN source o ON o.n = a.source_n
                            WHERE a.gone_at = 0 AND %s) places
                         WHERE NOT EXISTS (SELECT 1 FROM sighting a JOIN source o ON o.n = a.source_n
                            WHERE a.place_n = places.place_n AND a.gone_at = 0 AND NOT (%s))
                        """
                                .formatted(Overdue.SIGHTING, Overdue.SIGHTING),
                        now,
                        Overdue.USUAL_MICROS,
                        now,
                        Overdue.USUAL_MICROS);
        return new Counted(known - overdue, known);
    }

    /// As its query finds them.
    private static Counted expiring(Session session, long now) throws SQLException {
        String active =
                "revoked_at = 0 AND superseded_by = 0 AND gone_since = 0 AND foreign_ = 0"
                        + " AND not_before <= ?";
        return new Counted(
                session.number(
                        "SELECT count(*) FROM credential c WHERE c.not_after >= ?"
                                + " AND c.not_after < ? AND NOT "
                                + CredentialTranslation.LIFETIME_DAYS
                                + " BETWEEN 0 AND 1 AND "
                                + active,
                        now,
                        now + SOON_DAYS * DAY_MICROS,
                        now),
                0);
    }

    private static Counted orphans(Session session) throws SQLException {
        return counted(
                session,
                """
                SELECT coalesce(sum(CASE WHEN i.owner_n = 0 THEN 1 ELSE 0 END), 0), count(*)
                  FROM identity i WHERE i.merged_into = 0 AND NOT (%s)
                """
                        .formatted(IdentityTranslation.FOREIGN));
    }

    private static Counted counted(Session session, String sql, Object... parameters)
            throws SQLException {
        return session.first(sql, row -> new Counted(row.number(1), row.number(2)), parameters)
                .orElseThrow();
    }

    @Override
    public void keep(Unit unit, List<Measure> measures) {
        Database.in(
                unit,
                session -> {
                    for (Measure measure : measures) {
                        keep(session, measure);
                    }
                    return measures.size();
                });
    }

    private static void keep(Session session, Measure measure) throws SQLException {
        long at = Times.micros(measure.at());
        long day = Math.floorDiv(at, DAY_MICROS);
        session.update(
                """
                INSERT INTO program_day (metric, day, at, part, whole) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (metric, day) DO UPDATE SET
                  at = excluded.at, part = excluded.part, whole = excluded.whole
                """,
                measure.metric().toString(),
                day,
                at,
                measure.part(),
                measure.whole());
        session.update(
                "DELETE FROM program_day WHERE metric = ? AND day <= ?",
                measure.metric().toString(),
                day - DAYS_KEPT);
    }

    @Override
    public List<Measure> latest() {
        return roll.read(session -> {
            List<Measure> latest = new ArrayList<>();
            for (ProgramMetric metric : ProgramMetric.values()) {
                latest.addAll(newestFirst(session, metric, 1));
            }
            return latest;
        });
    }

    @Override
    public List<Measure> series(ProgramMetric metric, int days) {
        return roll.read(session -> newestFirst(session, metric, days)).reversed();
    }

    private static List<Measure> newestFirst(Session session, ProgramMetric metric, int days)
            throws SQLException {
        return session.all(
                "SELECT at, part, whole FROM program_day WHERE metric = ?"
                        + " ORDER BY day DESC LIMIT ?",
                row ->
                        new Measure(
                                metric, Times.instant(row.number(1)), row.number(2), row.number(3)),
                metric.toString(),
                days);
    }
}
