package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.PostureInput;
import io.muster.monitor.ProgramMetric;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the posture is made of, counted: one pass over an index of all credentials, and short looks
/// elsewhere.
record PostureCounts(Session session, Instant now) {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final Duration IN_TIME = Duration.ofDays(30);
    private static final String X509 = "x509-certificate";
    private static final Set<String> AGEING = Set.of("ssh-key", "secret", "managed-key", X509);
    private static final Set<String> PROVING =
            Set.of("ssh-key", "secret", "managed-key", X509, "ssh-certificate");
    private static final Set<String> WEAK = Set.of("broken", "weak");
    private static final Set<String> SAFE = Set.of("quantum-safe", "hybrid");
    private static final Set<String> NOT_TOLD = Set.of("", "unknown");

    /// Credentials in use of one type and strength.
    private record Kin(
            String type,
            String strength,
            long all,
            long serious,
            long expired,
            long shortLived,
            long dated,
            long ending) {}

    List<Figure> inUse() throws SQLException {
        return inUse(Sql.TRUE, broken("'ssh-key-age', 'api-key-age', 'certificate-lifetime'"));
    }

    /// @param whose which credentials `c`
    /// @param old how many of them break a rule on their age
    List<Figure> inUse(Sql whose, long old) throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT c.type, c.strength, count(*),
                                       sum(CASE WHEN c.worst >= 4 THEN 1 ELSE 0 END),
                                       sum(CASE WHEN c.not_after < ? AND c.places > 0 THEN 1 ELSE 0 END),
                                       sum(CASE WHEN c.not_before > 0 AND c.not_after < 9223372036854775807
                                                 AND c.not_after - c.not_before <= ? THEN 1 ELSE 0 END),
                                       sum(CASE WHEN c.not_before > 0 AND c.not_after < 9223372036854775807
                                                THEN 1 ELSE 0 END),
                                       sum(CASE WHEN c.not_after < 9223372036854775807 THEN 1 ELSE 0 END)
                                  FROM credential c
                                 WHERE c.foreign_ = 0 AND c.gone_since = 0 AND c.superseded_by = 0
                                   AND c.revoked_at = 0 AND\
                                """,
                                Times.micros(now),
                                100 * DAY_MICROS)
                        .with(" ")
                        .with(whose)
                        .with(" GROUP BY c.type, c.strength");
        List<Kin> kin =
                session.all(
                        sql.text(),
                        row ->
                                new Kin(
                                        row.text(1),
                                        row.text(2),
                                        row.number(3),
                                        row.number(4),
                                        row.number(5),
                                        row.number(6),
                                        row.number(7),
                                        row.number(8)),
                        sql.values());
        List<Kin> certificates = kin.stream().filter(it -> it.type().equals(X509)).toList();
        List<Kin> keyed = kin.stream().filter(it -> !NOT_TOLD.contains(it.strength())).toList();
        List<Kin> proving = kin.stream().filter(it -> PROVING.contains(it.type())).toList();
        long all = sum(kin, Kin::all);
        long aged = sum(kin.stream().filter(it -> AGEING.contains(it.type())).toList(), Kin::all);
        return List.of(
                figure(
                        PostureInput.SHORT_LIVED,
                        sum(certificates, Kin::shortLived),
                        sum(certificates, Kin::dated)),
                figure(
                        PostureInput.NOT_EXPIRED,
                        sum(certificates, Kin::all) - sum(certificates, Kin::expired),
                        sum(certificates, Kin::all)),
                figure(
                        PostureInput.SOUND_KEYS,
                        sum(
                                keyed.stream().filter(it -> !WEAK.contains(it.strength())).toList(),
                                Kin::all),
                        sum(keyed, Kin::all)),
                figure(
                        PostureInput.SAFE_KEYS,
                        sum(
                                keyed.stream().filter(it -> SAFE.contains(it.strength())).toList(),
                                Kin::all),
                        sum(keyed, Kin::all)),
                figure(PostureInput.ENDING, sum(proving, Kin::ending), sum(proving, Kin::all)),
                figure(PostureInput.WITHOUT_SERIOUS, all - sum(kin, Kin::serious), all),
                figure(PostureInput.YOUNG_ENOUGH, aged - old, aged));
    }

    private interface Amount {
        long of(Kin kin);
    }

    private static long sum(List<Kin> kin, Amount number) {
        return kin.stream().mapToLong(number::of).sum();
    }

    private Figure figure(PostureInput input, long part, long whole) {
        return new Figure(input.figure(), now, Math.max(0, part), whole);
    }

    /// How many credentials break one of the rules now.
    private long broken(String rules) throws SQLException {
        return session.number(
                "SELECT count(DISTINCT f.credential_n) FROM finding f WHERE f.rule IN (%s)"
                                .formatted(rules)
                        + " AND f.resolved = 0 AND f.credential_n <> 0");
    }

    List<Figure> findings() throws SQLException {
        long served =
                session.number(
                        "SELECT count(*) FROM (SELECT DISTINCT s.credential_n FROM sighting s"
                                + " WHERE s.role = 'served' AND s.gone_at = 0) served");
        return List.of(
                figure(
                        PostureInput.SOUND_PROTOCOLS,
                        served
                                - broken(
                                        "'tls-old-protocol', 'tls-weak-cipher',"
                                                + " 'ssh-weak-signature', 'ssh-weak-key-exchange'"),
                        served),
                figure(
                        PostureInput.HYBRID_EXCHANGE,
                        served
                                - broken(
                                        "'tls-no-post-quantum-key-exchange',"
                                                + " 'ssh-no-post-quantum-key-exchange'"),
                        served),
                counted(
                        PostureInput.RESOLVED_IN_TIME,
                        "SELECT coalesce(sum(CASE WHEN f.opened >= ? THEN 1 ELSE 0 END), 0), count(*)"
                                + " FROM finding f WHERE f.severity IN (4, 5) AND f.resolved = 0",
                        Times.micros(now.minus(IN_TIME))));
    }

    List<Figure> others() throws SQLException {
        List<Figure> figures = new ArrayList<>();
        program(ProgramMetric.INVENTORY_COVERAGE)
                .ifPresent(it -> figures.add(renamed(it, PostureInput.PLACES_SEEN)));
        program(ProgramMetric.ORPHANS).ifPresent(it -> figures.add(rest(it, PostureInput.OWNED)));
        program(ProgramMetric.UNUSED_90D).ifPresent(it -> figures.add(rest(it, PostureInput.USED)));
        figures.add(
                counted(
                        PostureInput.DECLARED_FOUND,
                        "SELECT coalesce(sum(l.known), 0), coalesce(sum(l.known + l.missing), 0)"
                                + " FROM declared_list l WHERE l.pass > 0"));
        figures.add(
                counted(
                        PostureInput.CLASSIFIED,
                        """
                        SELECT coalesce(sum(CASE WHEN i.criticality <> '' THEN 1 ELSE 0 END), 0), count(*)
                          FROM identity i WHERE i.merged_into = 0
                        """));
        figures.add(
                counted(
                        PostureInput.REVOKED_GONE,
                        """
                        SELECT coalesce(sum(CASE WHEN c.places = 0 OR c.gone_since <> 0 THEN 1 ELSE 0 END), 0),
                               count(*)
                          FROM credential c
                         WHERE c.revoked_at <> 0 AND c.foreign_ = 0 AND c.not_after >= ?
                        """,
                        Times.micros(now)));
        figures.add(
                counted(
                        PostureInput.MUTUAL_TLS,
                        """
                        SELECT coalesce(sum(asks), 0), count(*) FROM
                          (SELECT s.place_n, max(CASE WHEN s.facts LIKE
                                    '%"clientCertificateRequested":true%' THEN 1 ELSE 0 END) AS asks
                             FROM sighting s
                            WHERE s.role = 'served' AND s.gone_at = 0
                              AND s.facts LIKE '%"clientCertificateRequested":%'
                            GROUP BY s.place_n) asked
                        """));
        return figures;
    }

    private Figure counted(PostureInput input, String sql, Object... parameters)
            throws SQLException {
        return session.first(sql, row -> figure(input, row.number(1), row.number(2)), parameters)
                .orElseThrow();
    }

    /// What was kept of a metric last.
    private Optional<Figure> program(ProgramMetric metric) throws SQLException {
        return session.first(
                "SELECT part, whole FROM program_day WHERE metric = ? ORDER BY day DESC LIMIT 1",
                row -> new Figure(metric.toString(), now, row.number(1), row.number(2)),
                metric.toString());
    }

    private static Figure renamed(Figure it, PostureInput input) {
        return new Figure(input.figure(), it.at(), it.part(), it.whole());
    }

    private static Figure rest(Figure it, PostureInput input) {
        return new Figure(input.figure(), it.at(), it.whole() - it.part(), it.whole());
    }
}
