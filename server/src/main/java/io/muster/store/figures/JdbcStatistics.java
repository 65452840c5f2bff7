package io.muster.store.figures;

import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Overview;
import io.muster.inventory.figures.Overview.RuleCount;
import io.muster.inventory.figures.Overview.Week;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.query.State;
import io.muster.inventory.search.Total;
import io.muster.model.Severity;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.roll.Tally;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The roll in numbers, from a database: what is kept in `counter`, and a few counts that end at
/// ten thousand. The counters are of the whole roll; for those who see some teams' things they are
/// counted.
public final class JdbcStatistics implements Statistics {
    private static final long DAY_MICROS = Tally.DAY_MICROS;
    private static final int WEEKS = 53;
    private static final int RULES = 20;

    private final Database roll;
    private final InstantSource clock;

    public JdbcStatistics(Database roll, InstantSource clock) {
        this.roll = roll;
        this.clock = clock;
    }

    @Override
    public Overview overview(Viewer viewer, Instant since) {
        long now = Times.micros(clock.instant());
        return roll.read(session -> overview(session, viewer, now, Times.micros(since)));
    }

    private static Overview overview(Session session, Viewer viewer, long now, long since)
            throws SQLException {
        Counters counters =
                switch (viewer) {
                    case Viewer.Everything _ -> Counters.read(session);
                    case Viewer.Teams it -> TeamCounters.read(session, it);
                };
        Counted counted = new Counted(session, viewer);
        return new Overview(
                counters.named("credentials", "foreign", "identities", "places"),
                counters.below("kind:"),
                counters.below("type:"),
                counters.below("strength:"),
                counters.below("algorithm:"),
                counters.below("issuer:"),
                states(counted, now, counters),
                counters.below("finding:"),
                rules(counters),
                weeks(now, counters),
                counted.identities("x.owner_n = 0 AND x.merged_into = 0"),
                new Overview.Since(
                        counted.credentials("x.first_seen > ?", since),
                        counted.credentials("x.gone_since <> 0 AND x.gone_since > ?", since),
                        counted.findings("f.opened > ?", since),
                        counted.findings("f.excepted_n = 0 AND f.resolved > ?", since)));
    }

    private static Map<String, Total> states(Counted counted, long now, Counters counters)
            throws SQLException {
        Map<String, Total> states = new LinkedHashMap<>();
        states.put(State.EXPIRED.toString(), Total.exactly(counters.expiring(0, now / DAY_MICROS)));
        states.put(State.REVOKED.toString(), counted.credentials("x.revoked_at <> 0"));
        states.put(State.SUPERSEDED.toString(), counted.credentials("x.superseded_by <> 0"));
        states.put(State.GONE.toString(), counted.credentials("x.gone_since <> 0"));
        states.put(State.NOT_YET_VALID.toString(), counted.credentials("x.not_before > ?", now));
        return states;
    }

    private static List<RuleCount> rules(Counters counters) {
        return counters.below("rule:").entrySet().stream()
                .filter(it -> it.getValue() > 0)
                .map(it -> new RuleCount(it.getKey(), it.getValue()))
                .sorted(
                        Comparator.comparingLong(RuleCount::count)
                                .reversed()
                                .thenComparing(RuleCount::rule))
                .limit(RULES)
                .toList();
    }

    private static List<Week> weeks(long now, Counters counters) {
        List<Week> weeks = new ArrayList<>();
        long day = Math.floorDiv(now, DAY_MICROS);
        for (int week = 0; week < WEEKS; week++, day += 7) {
            Map<String, Long> bySeverity = new LinkedHashMap<>();
            for (Severity severity : Severity.values()) {
                bySeverity.put(
                        severity.toString(),
                        counters.expiring(day, day + 7, Severities.number(severity)));
            }
            bySeverity.put("none", counters.expiring(day, day + 7, 0));
            weeks.add(new Week(Times.instant(day * DAY_MICROS), bySeverity));
        }
        return weeks;
    }

    /// Counts what a viewer sees, up to ten thousand.
    private record Counted(Session session, Viewer viewer) {
        Total credentials(String condition, Object... parameters) throws SQLException {
            return owned("credential x", condition, parameters);
        }

        Total identities(String condition, Object... parameters) throws SQLException {
            return owned("identity x", condition, parameters);
        }

        private Total owned(String table, String condition, Object... parameters)
                throws SQLException {
            return upTo(table, Sql.of(condition, parameters), Scope.ofJoined(viewer, "x"));
        }

        Total findings(String condition, Object... parameters) throws SQLException {
            Sql theirs = Scope.ofFinding(viewer).map(Predicate::check).orElse(Sql.TRUE);
            return upTo("finding f", Sql.of(condition, parameters), theirs);
        }

        private Total upTo(String table, Sql condition, Sql theirs) throws SQLException {
            Sql sql =
                    Sql.of("SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE ")
                            .with(Sql.allOf(List.of(condition, theirs)))
                            .with(" LIMIT %d) counted".formatted(Total.EXACT_MAX + 1));
            return Total.ofCounted(session.number(sql.text(), sql.values()));
        }
    }

    @Override
    public List<IssuerCount> issuers(Viewer viewer, int limit) {
        return switch (viewer) {
            case Viewer.Everything _ -> issuers(limit);
            case Viewer.Teams it -> roll.read(session -> TeamIssuers.of(session, it, limit));
        };
    }

    private List<IssuerCount> issuers(int limit) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT a.id, i.name, i.kind, i.certificates
                          FROM issuer i LEFT JOIN credential a ON a.n = i.credential_n
                         ORDER BY i.certificates DESC, i.n LIMIT ?
                        """,
                        row ->
                                new IssuerCount(
                                        row.someHex(1), row.text(2), row.text(3), row.number(4)),
                        limit));
    }

    @Override
    public List<KindCount> issuerKinds(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Everything _ -> issuerKinds();
            case Viewer.Teams it -> roll.read(session -> TeamIssuers.kinds(session, it));
        };
    }

    private List<KindCount> issuerKinds() {
        return roll.read(session -> {
            List<KindCount> kinds =
                    new ArrayList<>(
                            session.all(
                                    "SELECT kind, count(*), sum(certificates) FROM issuer"
                                            + " WHERE kind <> 'ad-hoc' GROUP BY kind ORDER BY 3 DESC, 1",
                                    row ->
                                            new KindCount(
                                                    row.text(1), row.number(2), row.number(3))));
            long adHoc = Counters.read(session).named("issuer:ad-hoc").values().iterator().next();
            if (adHoc > 0) {
                kinds.add(new KindCount("ad-hoc", adHoc, adHoc));
            }
            return kinds;
        });
    }
}
