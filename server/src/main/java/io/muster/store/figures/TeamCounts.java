package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.PostureInput;
import io.muster.monitor.ProgramMetric;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.figures.ByOwner.Counted;
import io.muster.store.query.IdentityTranslation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What posture and growth of a team are made of, counted from what it owns by its index.
///
/// @param team its row
/// @param id its id
record TeamCounts(Session session, long team, String id, Instant now) {
    private static final Duration IN_TIME = Duration.ofDays(30);
    private static final String OLD = "'ssh-key-age', 'api-key-age', 'certificate-lifetime'";
    private static final String PROTOCOLS =
            "'tls-old-protocol', 'tls-weak-cipher', 'ssh-weak-signature', 'ssh-weak-key-exchange'";
    private static final String EXCHANGES =
            "'tls-no-post-quantum-key-exchange', 'ssh-no-post-quantum-key-exchange'";

    /// Nothing for a team that owns nothing and has nobody.
    List<Figure> all() throws SQLException {
        List<Figure> growth = growth();
        if (growth.stream().allMatch(it -> it.part() == 0)) {
            return List.of();
        }
        List<Figure> all = new ArrayList<>(growth);
        new PostureCounts(session, now)
                .inUse(Sql.of("c.owner_n = ?", team), broken(OLD)).stream()
                        .map(it -> figure(it.name(), new Counted(it.part(), it.whole())))
                        .forEach(all::add);
        all.addAll(served());
        all.add(
                posture(
                        PostureInput.RESOLVED_IN_TIME,
                        serious("credential c CROSS JOIN finding f", "f.credential_n = c.n")
                                .and(
                                        serious(
                                                "identity c CROSS JOIN finding f",
                                                "f.identity_n = c.n AND c.merged_into = 0"))));
        all.addAll(program());
        all.addAll(others());
        return all;
    }

    private Figure figure(String name, Counted counted) {
        return new Figure(Figure.ofTeam(id, name), now, counted.part(), counted.whole());
    }

    private Figure posture(PostureInput input, Counted counted) {
        return figure(input.figure(), counted);
    }

    private List<Figure> growth() throws SQLException {
        List<Figure> figures = new ArrayList<>();
        for (String each :
                List.of(
                        "SELECT 'type:' || c.type, count(*) FROM credential c"
                                + " WHERE c.owner_n = ? AND c.foreign_ = 0 GROUP BY c.type",
                        "SELECT 'kind:' || i.kind, count(*) FROM identity i"
                                + " WHERE i.owner_n = ? AND i.merged_into = 0 GROUP BY i.kind",
                        "SELECT 'machines', count(*) FROM identity i"
                                + " WHERE i.owner_n = ? AND i.merged_into = 0 AND NOT ("
                                + IdentityTranslation.FOREIGN
                                + ")",
                        "SELECT 'people', count(*) FROM person p WHERE p.team_n = ?")) {
            session.each(
                    each,
                    row ->
                            figures.add(
                                    figure("growth:" + row.text(1), new Counted(row.number(2), 0))),
                    team);
        }
        return figures;
    }

    /// How many credentials of theirs break one of the rules now.
    private long broken(String rules) throws SQLException {
        return session.number(
                "SELECT count(DISTINCT c.n) FROM credential c CROSS JOIN finding f"
                        + " WHERE c.owner_n = ? AND c.worst > 0 AND f.credential_n = c.n"
                        + " AND f.resolved = 0 AND f.rule IN (%s)".formatted(rules),
                team);
    }

    private Counted serious(String from, String joined) throws SQLException {
        return counted(
                "SELECT coalesce(sum(CASE WHEN f.opened >= ? THEN 1 ELSE 0 END), 0), count(*) FROM "
                        + from
                        + " WHERE c.owner_n = ? AND c.worst >= 4 AND "
                        + joined
                        + " AND f.severity IN (4, 5) AND f.resolved = 0",
                Times.micros(now.minus(IN_TIME)),
                team);
    }

    private List<Figure> served() throws SQLException {
        long served =
                session.number(
                        "SELECT count(*) FROM credential c WHERE c.owner_n = ? AND EXISTS"
                                + " (SELECT 1 FROM sighting s WHERE s.credential_n = c.n"
                                + " AND s.role = 'served' AND s.gone_at = 0)",
                        team);
        return List.of(
                good(PostureInput.SOUND_PROTOCOLS, served, broken(PROTOCOLS)),
                good(PostureInput.HYBRID_EXCHANGE, served, broken(EXCHANGES)),
                posture(
                        PostureInput.MUTUAL_TLS,
                        counted(
                                """
                                SELECT coalesce(sum(asks), 0), count(*) FROM
                                  (SELECT s.place_n, max(CASE WHEN s.facts LIKE
                                            '%"clientCertificateRequested":true%' THEN 1 ELSE 0 END) AS asks
                                     FROM credential c CROSS JOIN sighting s
                                    WHERE c.owner_n = ? AND s.credential_n = c.n
                                      AND s.role = 'served' AND s.gone_at = 0
                                      AND s.facts LIKE '%"clientCertificateRequested":%'
                                    GROUP BY s.place_n) asked
                                """,
                                team)));
    }

    private Figure good(PostureInput input, long whole, long bad) {
        return posture(input, new Counted(Math.max(0, whole - bad), whole));
    }

    /// What the program has kept of the team, the other way round where it counts what is bad.
    private List<Figure> program() throws SQLException {
        List<Figure> figures = new ArrayList<>();
        program(ProgramMetric.INVENTORY_COVERAGE)
                .ifPresent(it -> figures.add(posture(PostureInput.PLACES_SEEN, it)));
        program(ProgramMetric.ORPHANS)
                .ifPresent(it -> figures.add(good(PostureInput.OWNED, it.whole(), it.part())));
        program(ProgramMetric.UNUSED_90D)
                .ifPresent(it -> figures.add(good(PostureInput.USED, it.whole(), it.part())));
        return figures;
    }

    private Optional<Counted> program(ProgramMetric metric) throws SQLException {
        KeptDays kept = new KeptDays(session, "program_day", "metric");
        Optional<Instant> newest = kept.newest(metric.toString());
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(kept.at(metric.toString(), newest.get(), List.of(id)));
    }

    private List<Figure> others() throws SQLException {
        return List.of(
                posture(
                        PostureInput.DECLARED_FOUND,
                        counted(
                                "SELECT coalesce(sum(l.known), 0),"
                                        + " coalesce(sum(l.known + l.missing), 0)"
                                        + " FROM declared_list l WHERE l.pass > 0 AND l.team_n = ?",
                                team)),
                posture(
                        PostureInput.CLASSIFIED,
                        counted(
                                """
                                SELECT coalesce(sum(CASE WHEN i.criticality <> '' THEN 1 ELSE 0 END), 0),
                                       count(*)
                                  FROM identity i WHERE i.owner_n = ? AND i.merged_into = 0
                                """,
                                team)),
                posture(
                        PostureInput.REVOKED_GONE,
                        counted(
                                """
                                SELECT coalesce(sum(CASE WHEN c.places = 0 OR c.gone_since <> 0
                                                         THEN 1 ELSE 0 END), 0), count(*)
                                  FROM credential c
                                 WHERE c.owner_n = ? AND c.revoked_at <> 0 AND c.foreign_ = 0
                                   AND c.not_after >= ?
                                """,
                                team,
                                Times.micros(now))));
    }

    private Counted counted(String sql, Object... parameters) throws SQLException {
        return session.first(sql, row -> new Counted(row.number(1), row.number(2)), parameters)
                .orElseThrow();
    }
}
