package io.muster.store;

import io.muster.inventory.Facets;
import io.muster.inventory.Facets.Count;
import io.muster.inventory.Facets.Facet;
import io.muster.inventory.query.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts, value by value, what a query finds: all of it when it is little, otherwise a fair
/// sample.
final class JdbcFacets {
    private static final int VALUES_MAX = 20;

    /// What is counted, in the order in which it is shown: a field, and the value as SQL.
    private static final Map<Field, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put(Field.TYPE, "c.type");
        VALUES.put(
                Field.STATE,
                """
                CASE WHEN c.revoked_at <> 0 THEN 'revoked' WHEN c.superseded_by <> 0 THEN 'superseded'
                  WHEN c.gone_since <> 0 THEN 'gone' WHEN c.not_after < ? THEN 'expired'
                  WHEN c.not_before > ? THEN 'not-yet-valid' ELSE 'active' END\
                """);
        VALUES.put(
                Field.SEVERITY,
                """
                CASE c.worst WHEN 5 THEN 'critical' WHEN 4 THEN 'high' WHEN 3 THEN 'medium'
                  WHEN 2 THEN 'low' WHEN 1 THEN 'info' ELSE '' END\
                """);
        VALUES.put(
                Field.KIND,
                """
                coalesce((SELECT i.kind FROM holding h JOIN identity i ON i.n = h.identity_n
                  WHERE h.credential_n = c.n ORDER BY h.position LIMIT 1), '')\
                """);
        VALUES.put(Field.OWNER, "coalesce((SELECT t.id FROM team t WHERE t.n = c.owner_n), '')");
        VALUES.put(Field.ENVIRONMENT, "c.environment");
        VALUES.put(Field.CLASS, "c.strength");
        VALUES.put(Field.ALGORITHM, "c.algorithm");
        VALUES.put(Field.ISSUERKIND, "c.issuer_kind");
    }

    private final Session session;
    private final long now;

    JdbcFacets(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    Facets of(Finder finder, List<Predicate> predicates) throws SQLException {
        String columns = String.join(", ", VALUES.values());
        Finder.Portion portion = finder.portion(predicates, Sql.of(columns, now, now));
        List<Map<String, Long>> counts = new ArrayList<>();
        VALUES.keySet().forEach(_ -> counts.add(new HashMap<>()));
        session.each(
                portion.rows().text(),
                row -> {
                    for (int i = 0; i < counts.size(); i++) {
                        counts.get(i).merge(row.text(i + 1), 1L, Long::sum);
                    }
                },
                portion.rows().values());
        List<Facet> facets = new ArrayList<>();
        int next = 0;
        for (Field field : VALUES.keySet()) {
            facets.add(facet(field, counts.get(next++), portion.share()));
        }
        return new Facets(facets, portion.share() < 1);
    }

    private static Facet facet(Field field, Map<String, Long> counts, double share) {
        return new Facet(
                field.toString(),
                counts.entrySet().stream()
                        .map(it ->
                                new Count(
                                        it.getKey().isEmpty() ? "none" : it.getKey(),
                                        Math.round(it.getValue() / share)))
                        .sorted(
                                Comparator.comparingLong(Count::count)
                                        .reversed()
                                        .thenComparing(Count::value))
                        .limit(VALUES_MAX)
                        .toList());
    }
}
