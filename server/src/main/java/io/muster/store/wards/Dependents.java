package io.muster.store.wards;

import io.muster.stewardship.Criticality;
import io.muster.stewardship.Ward;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What depends on an identity: what it issued, and what lies on the host that it is. Of each the
/// newest are looked at, so many that it takes milliseconds.
record Dependents(Session session) {
    private static final int HOSTS_MAX = 3;

    private static final String ISSUED =
            """
            SELECT d.criticality, count(*) FROM
              (SELECT n, criticality FROM credential WHERE issuer_n = ? ORDER BY n DESC LIMIT 2000) d
             WHERE d.criticality <> '' AND NOT EXISTS (SELECT 1 FROM holding h
                   WHERE h.credential_n = d.n AND h.identity_n = ?)
             GROUP BY d.criticality
            """;
    private static final String PLACED =
            """
            SELECT d.criticality, count(*) FROM
              (SELECT DISTINCT c.n, c.criticality FROM (SELECT n FROM place WHERE host = ? LIMIT 500) p
                 CROSS JOIN sighting s CROSS JOIN credential c
                WHERE s.place_n = p.n AND s.gone_at = 0 AND c.n = s.credential_n AND c.foreign_ = 0
                LIMIT 2000) d
             WHERE d.criticality <> '' AND NOT EXISTS (SELECT 1 FROM holding h
                   WHERE h.credential_n = d.n AND h.identity_n = ?)
             GROUP BY d.criticality
            """;

    List<Ward.Dependent> of(WardReader.Read read) throws SQLException {
        long self = read.own().n();
        List<Ward.Dependent> dependents = new ArrayList<>();
        if (read.own().kind().equals("certificate-authority")) {
            Map<Criticality.Level, Long> issued = new EnumMap<>(Criticality.Level.class);
            for (WardReader.Held held : read.held()) {
                count(issued, ISSUED, held.n(), self);
            }
            issued.forEach((level, count) ->
                    dependents.add(
                            new Ward.Dependent(
                                    level, "it issued %d that are %s".formatted(count, level))));
        }
        if (read.own().kind().equals("host")) {
            Map<Criticality.Level, Long> placed = new EnumMap<>(Criticality.Level.class);
            for (String host : WardFacts.around(read, HOSTS_MAX).getOrDefault("hosts", List.of())) {
                count(placed, PLACED, host, self);
            }
            placed.forEach((level, count) ->
                    dependents.add(
                            new Ward.Dependent(level, "%d on it are %s".formatted(count, level))));
        }
        return dependents;
    }

    private void count(Map<Criticality.Level, Long> counts, String sql, Object of, long self)
            throws SQLException {
        session.each(
                sql,
                row -> {
                    long count = row.number(2);
                    Criticality.Level.named(row.text(1))
                            .ifPresent(it -> counts.merge(it, count, Long::sum));
                },
                of,
                self);
    }
}
