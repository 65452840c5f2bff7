package io.muster.store.figures;

import io.muster.monitor.AgeLimits;
import io.muster.monitor.Figure;
import io.muster.monitor.Measure;
import io.muster.monitor.Program;
import io.muster.monitor.ProgramMetric;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.figures.ByOwner.Counted;
import io.muster.store.query.CredentialTranslation;
import io.muster.store.query.IdentityTranslation;
import io.muster.store.query.Overdue;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The figures of the program, counted in the roll and kept beside it.
public final class JdbcProgram implements Program {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int SOON_DAYS = 7;

    private final Database roll;

    public JdbcProgram(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Measure> measure(AgeLimits limits, Instant now) {
        long micros = Times.micros(now);
        Map<Long, String> teams = roll.read(KeptDays::teams);
        List<Measure> measures = new ArrayList<>();
        measures.add(
                estate(
                        ProgramMetric.INVENTORY_COVERAGE,
                        now,
                        roll.read(session -> coverage(session, micros))));
        teams.forEach((n, id) -> {
            Counted counted = roll.read(session -> coverage(session, n, micros));
            if (counted.whole() > 0) {
                measures.add(ofTeam(id, ProgramMetric.INVENTORY_COVERAGE, now, counted));
            }
        });
        Map<ProgramMetric, Database.Reading<ByOwner>> counts = new EnumMap<>(ProgramMetric.class);
        counts.put(ProgramMetric.EXPIRING_7D, session -> expiring(session, micros));
        counts.put(ProgramMetric.ORPHANS, JdbcProgram::orphans);
        counts.put(
                ProgramMetric.AGE_AGAINST_POLICY,
                session -> new ToldTimes(session, now).ages(limits));
        counts.put(ProgramMetric.UNUSED_90D, session -> new ToldTimes(session, now).unused());
        counts.forEach((metric, count) -> {
            // By a reading of its own, so that none is long.
            ByOwner counted = roll.read(count);
            measures.add(estate(metric, now, counted.all()));
            counted.teams()
                    .forEach((n, its) -> {
                        if (teams.containsKey(n)) {
                            measures.add(ofTeam(teams.get(n), metric, now, its));
                        }
                    });
        });
        return measures;
    }

    private static Measure estate(ProgramMetric metric, Instant now, Counted counted) {
        return ofTeam("", metric, now, counted);
    }

    private static Measure ofTeam(String team, ProgramMetric metric, Instant now, Counted counted) {
        return new Measure(team, metric, now, counted.part(), counted.whole());
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

    /// The same of what a team owns, its accounts among it.
    private static Counted coverage(Session session, long team, long now) throws SQLException {
        return session.first(
                        """
                        SELECT coalesce(sum(covered), 0), count(*) FROM
                          (SELECT a.place_n, max(CASE WHEN %s THEN 0 ELSE 1 END) AS covered FROM
                            (SELECT s.place_n, s.source_n, s.last_at
                               FROM credential c CROSS JOIN sighting s
                              WHERE c.owner_n = ? AND s.credential_n = c.n AND s.gone_at = 0
                             UNION ALL
                             SELECT s.place_n, s.source_n, s.last_at
                               FROM identity i CROSS JOIN binding b CROSS JOIN sighting s
                              WHERE i.owner_n = ? AND b.identity_n = i.n AND b.until = 0
                                AND s.credential_n = 0 AND s.anchor_n = b.anchor_n AND s.gone_at = 0) a
                            JOIN source o ON o.n = a.source_n GROUP BY a.place_n) places
                        """
                                .formatted(Overdue.SIGHTING),
                        row -> new Counted(row.number(1), row.number(2)),
                        now,
                        Overdue.USUAL_MICROS,
                        team,
                        team)
                .orElseThrow();
    }

    /// As its query finds them.
    private static ByOwner expiring(Session session, long now) throws SQLException {
        String active =
                "revoked_at = 0 AND superseded_by = 0 AND gone_since = 0 AND foreign_ = 0"
                        + " AND not_before <= ?";
        ByOwner all = new ByOwner();
        session.each(
                "SELECT c.owner_n, count(*) FROM credential c WHERE c.not_after >= ?"
                        + " AND c.not_after < ? AND NOT "
                        + CredentialTranslation.LIFETIME_DAYS
                        + " BETWEEN 0 AND 1 AND "
                        + active
                        + " GROUP BY c.owner_n",
                row -> all.add(row.number(1), row.number(2), 0),
                now,
                now + SOON_DAYS * DAY_MICROS,
                now);
        return all;
    }

    /// Those that nobody owns are of the team that looks for their owners.
    private static ByOwner orphans(Session session) throws SQLException {
        ByOwner all = new ByOwner();
        session.each(
                """
                SELECT i.owner_n, coalesce(o.team_n, 0), count(*)
                  FROM identity i LEFT JOIN orphan o ON o.identity_n = i.n AND i.owner_n = 0
                 WHERE i.merged_into = 0 AND NOT (%s) GROUP BY i.owner_n, coalesce(o.team_n, 0)
                """
                        .formatted(IdentityTranslation.FOREIGN),
                row -> {
                    boolean owned = row.number(1) != 0;
                    all.add(
                            owned ? row.number(1) : row.number(2),
                            owned ? 0 : row.number(3),
                            row.number(3));
                });
        return all;
    }

    @Override
    public void keep(Unit unit, List<Measure> measures) {
        Database.in(
                unit,
                session -> {
                    if (!measures.isEmpty()) {
                        keep(session, measures);
                    }
                    return measures.size();
                });
    }

    private static void keep(Session session, List<Measure> measures) throws SQLException {
        KeptDays kept = kept(session);
        long today = KeptDays.day(measures.getFirst().at());
        boolean begins = kept.isNew(measures.getFirst().metric().toString(), today);
        for (Measure it : measures) {
            kept.keep(name(it.metric(), it.team()), it.at(), new Counted(it.part(), it.whole()));
        }
        if (begins) {
            kept.thin(today, DAYS_KEPT);
        }
    }

    private static String name(ProgramMetric metric, String team) {
        return team.isEmpty() ? metric.toString() : Figure.ofTeam(team, metric.toString());
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

    @Override
    public List<Measure> latest(Set<String> teams) {
        return roll.read(session -> {
            List<Measure> latest = new ArrayList<>();
            for (ProgramMetric metric : ProgramMetric.values()) {
                Optional<Instant> at = kept(session).newest(metric.toString());
                if (at.isPresent()) {
                    Counted its = kept(session).at(metric.toString(), at.get(), teams);
                    latest.add(new Measure(metric, at.get(), its.part(), its.whole()));
                }
            }
            return latest;
        });
    }

    @Override
    public List<Measure> series(ProgramMetric metric, int days, Set<String> teams) {
        return roll.read(session -> {
            KeptDays kept = kept(session);
            Optional<Instant> newest = kept.newest(metric.toString());
            if (newest.isEmpty()) {
                return List.of();
            }
            long first = KeptDays.day(newest.get()) - days + 1;
            return kept.series(metric.toString(), first, teams).stream()
                    .map(it -> new Measure(metric, it.at(), it.part(), it.whole()))
                    .toList();
        });
    }

    private static KeptDays kept(Session session) {
        return new KeptDays(session, "program_day", "metric");
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
