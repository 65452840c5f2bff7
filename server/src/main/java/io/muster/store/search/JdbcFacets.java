package io.muster.store.search;

import io.muster.inventory.query.Field;
import io.muster.inventory.search.Facets;
import io.muster.inventory.search.Facets.Count;
import io.muster.inventory.search.Facets.Facet;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Predicate;
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

    private static final String SEVERITY =
            """
            CASE %s.worst WHEN 5 THEN 'critical' WHEN 4 THEN 'high' WHEN 3 THEN 'medium'
              WHEN 2 THEN 'low' WHEN 1 THEN 'info' ELSE '' END\
            """;
    private static final String OWNER =
            "coalesce((SELECT t.id FROM team t WHERE t.n = %s.owner_n), '')";

    /// What is counted of credentials, in the order in which it is shown: a field, and the value as
    /// SQL.
    private static final Map<Field, String> CREDENTIALS = new LinkedHashMap<>();

    /// The same of identities; tags besides.
    private static final Map<Field, String> IDENTITIES = new LinkedHashMap<>();

    static {
        CREDENTIALS.put(Field.TYPE, "c.type");
        CREDENTIALS.put(
                Field.STATE,
                """
                CASE WHEN c.revoked_at <> 0 THEN 'revoked' WHEN c.superseded_by <> 0 THEN 'superseded'
                  WHEN c.gone_since <> 0 THEN 'gone' WHEN c.not_after < ? THEN 'expired'
                  WHEN c.not_before > ? THEN 'not-yet-valid' ELSE 'active' END\
                """);
        CREDENTIALS.put(Field.SEVERITY, SEVERITY.formatted("c"));
        CREDENTIALS.put(
                Field.KIND,
                """
                coalesce((SELECT i.kind FROM holding h JOIN identity i ON i.n = h.identity_n
                  WHERE h.credential_n = c.n ORDER BY h.position LIMIT 1), '')\
                """);
        CREDENTIALS.put(Field.OWNER, OWNER.formatted("c"));
        CREDENTIALS.put(Field.ENVIRONMENT, "c.environment");
        CREDENTIALS.put(Field.CLASS, "c.strength");
        CREDENTIALS.put(Field.ALGORITHM, "c.algorithm");
        CREDENTIALS.put(Field.ISSUERKIND, "c.issuer_kind");
        IDENTITIES.put(Field.KIND, "i.kind");
        IDENTITIES.put(Field.SEVERITY, SEVERITY.formatted("i"));
        IDENTITIES.put(Field.OWNER, OWNER.formatted("i"));
        IDENTITIES.put(Field.ENVIRONMENT, "i.environment");
        IDENTITIES.put(Field.CRITICALITY, "i.criticality");
    }

    private final Session session;
    private final long now;

    JdbcFacets(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    Facets credentials(Finder finder, List<Predicate> predicates) throws SQLException {
        Finder.Portion portion = finder.portion(predicates, columns(CREDENTIALS, now, now));
        return new Facets(counted(CREDENTIALS, portion), portion.share() < 1);
    }

    Facets identities(Finder finder, List<Predicate> predicates) throws SQLException {
        Finder.Portion portion = finder.portion(predicates, columns(IDENTITIES));
        List<Facet> facets = counted(IDENTITIES, portion);
        facets.add(tags(finder.portion(predicates, Sql.of("i.n AS n"))));
        return new Facets(facets, portion.share() < 1);
    }

    private static Sql columns(Map<Field, String> values, Object... parameters) {
        return Sql.of(String.join(", ", values.values()), parameters);
    }

    private List<Facet> counted(Map<Field, String> values, Finder.Portion portion)
            throws SQLException {
        List<Map<String, Long>> counts = new ArrayList<>();
        values.keySet().forEach(_ -> counts.add(new HashMap<>()));
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
        for (Field field : values.keySet()) {
            facets.add(facet(field, counts.get(next++), portion.share()));
        }
        return facets;
    }

    /// A row may have several, and counts for each; those without any are told too.
    private Facet tags(Finder.Portion portion) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        session.each(
                "SELECT coalesce(t.name, ''), count(*) FROM (%s) r".formatted(portion.rows().text())
                        + " LEFT JOIN tagging g ON g.entity = 'identity' AND g.entity_n = r.n"
                        + " LEFT JOIN tag t ON t.n = g.tag_n GROUP BY t.name",
                row -> counts.put(row.text(1), row.number(2)),
                portion.rows().values());
        return facet(Field.TAG, counts, portion.share());
    }

    private static Facet facet(Field field, Map<String, Long> counts, double share) {
        return new Facet(
                field.toString(),
                counts.entrySet().stream()
                        .map(it ->
                                new Count(
                                        it.getKey().isEmpty() ? "none" : it.getKey(),
                                        Math.round((double) it.getValue() / share)))
                        .sorted(
                                Comparator.comparingLong(Count::count)
                                        .reversed()
                                        .thenComparing(Count::value))
                        .limit(VALUES_MAX)
                        .toList());
    }
}
