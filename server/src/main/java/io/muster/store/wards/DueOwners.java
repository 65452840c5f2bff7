package io.muster.store.wards;

import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.Owners;
import io.muster.inventory.owners.Wildcard;
import io.muster.store.Dialect;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads identities about which rules are to be asked, with what those rules ask for and no more.
record DueOwners(Session session, List<OwnerRule> rules) {
    private record Marked(
            long n, long mark, String kind, String name, Optional<String> environment) {}

    List<Owners.Candidate> read(long edition, int limit) throws SQLException {
        List<Marked> rows =
                session.all(
                        "SELECT n, ruled, kind, name, environment, environment_by FROM identity"
                                + " WHERE ruled < ? ORDER BY ruled, n LIMIT ?",
                        row ->
                                new Marked(
                                        row.number(1),
                                        row.number(2),
                                        row.text(3),
                                        row.text(4),
                                        row.text(6).equals("person")
                                                ? row.some(5)
                                                : Optional.empty()),
                        edition,
                        limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        Dialect.Numbers wanted = new Dialect.Numbers(rows.stream().map(Marked::n).toList());
        Map<Long, Set<String>> aliases =
                texts("SELECT identity_n, name FROM alias WHERE ", "identity_n", wanted);
        Map<Long, Set<String>> tags =
                texts(
                        "SELECT g.entity_n, t.name FROM tagging g, tag t WHERE t.n = g.tag_n"
                                + " AND g.entity = 'identity' AND g.said_by = 'person' AND ",
                        "g.entity_n",
                        wanted);
        boolean typed = rules.stream().anyMatch(it -> it.match().type().isPresent());
        Map<Long, Set<String>> types =
                typed
                        ? texts(
                                "SELECT DISTINCT h.identity_n, c.type FROM holding h CROSS JOIN credential c"
                                        + " WHERE c.n = h.credential_n AND ",
                                "h.identity_n",
                                wanted)
                        : Map.of();
        Map<Long, Set<Wildcard>> places = places(wanted);
        boolean asked = rules.stream().anyMatch(it -> it.match().when().isPresent());
        WardReader reader = new WardReader(session);
        Makers makers = new Makers(session);
        List<Owners.Candidate> candidates = new ArrayList<>(rows.size());
        for (Marked row : rows) {
            Set<String> names = new HashSet<>(aliases.getOrDefault(row.n(), Set.of()));
            names.add(row.name());
            Optional<WardReader.Read> read = asked ? reader.read(row.n()) : Optional.empty();
            candidates.add(
                    new Owners.Candidate(
                            row.n(),
                            row.mark(),
                            row.kind(),
                            names,
                            types.getOrDefault(row.n(), Set.of()),
                            places.getOrDefault(row.n(), Set.of()),
                            row.environment(),
                            tags.getOrDefault(row.n(), Set.of()),
                            read.map(WardFacts::known),
                            read.isEmpty() ? Optional.empty() : makers.of(read.get())));
        }
        return candidates;
    }

    private Map<Long, Set<String>> texts(String select, String column, Dialect.Numbers wanted)
            throws SQLException {
        Map<Long, Set<String>> texts = new HashMap<>();
        session.each(
                select + session.dialect().isOneOf(column),
                row -> texts.computeIfAbsent(row.number(1), _ -> new HashSet<>()).add(row.text(2)),
                wanted);
        return texts;
    }

    private Map<Long, Set<Wildcard>> places(Dialect.Numbers wanted) throws SQLException {
        Set<Wildcard> patterns = new LinkedHashSet<>();
        rules.forEach(it -> it.match().place().ifPresent(patterns::add));
        Map<Long, Set<Wildcard>> places = new HashMap<>();
        String sql = at();
        for (Wildcard pattern : patterns) {
            String like = like(pattern);
            session.each(
                    sql,
                    row -> places.computeIfAbsent(row.number(1), _ -> new HashSet<>()).add(pattern),
                    wanted,
                    like,
                    like);
        }
        return places;
    }

    /// One that fits is enough: whoever is at many places is not read with all of them.
    private String at() {
        return """
        SELECT i.n FROM identity i WHERE %s
           AND (EXISTS (SELECT 1 FROM holding h CROSS JOIN sighting s CROSS JOIN place p
                         WHERE h.identity_n = i.n AND s.credential_n = h.credential_n
                           AND s.anchor_n = 0 AND p.n = s.place_n AND p.folded LIKE ? ESCAPE '\\')
             OR EXISTS (SELECT 1 FROM binding b CROSS JOIN sighting s CROSS JOIN place p
                         WHERE b.identity_n = i.n AND b.until = 0 AND s.credential_n = 0
                           AND s.anchor_n = b.anchor_n AND p.n = s.place_n
                           AND p.folded LIKE ? ESCAPE '\\'))
        """
                .formatted(session.dialect().isOneOf("i.n"));
    }

    private static String like(Wildcard pattern) {
        return String.join(
                "%",
                pattern.parts().stream().map(it -> it.replaceAll("([\\\\%_])", "\\\\$1")).toList());
    }
}
