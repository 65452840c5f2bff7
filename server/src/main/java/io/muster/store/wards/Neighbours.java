package io.muster.store.wards;

import io.muster.ownership.Clue;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whose those are that an identity has something in common with. Of each kind of neighbour a
/// bounded number is looked at; those that came with a fallback say nothing.
record Neighbours(Session session) {
    private static final int OF_EACH = 3;
    private static final int NAME_MIN = 4;
    private static final String LAST = "\uDBFF\uDFFF";

    /// By the credentials of `h`.
    private static final String OWNERS =
            """
            SELECT t.id, count(*) FROM
              (SELECT DISTINCT i.n, i.owner_n FROM (%s) h CROSS JOIN holding o CROSS JOIN identity i
                WHERE o.credential_n = h.n AND i.n = o.identity_n AND i.n <> ? AND i.owner_n <> 0
                  AND i.owner_by <> 'fallback') owned
              JOIN team t ON t.n = owned.owner_n GROUP BY t.id
            """;

    private static final String SAME_KEY =
            OWNERS.formatted("SELECT n FROM credential WHERE key_n = ? AND key_n <> 0 LIMIT 50");
    private static final String ISSUER = OWNERS.formatted("SELECT n FROM credential WHERE n = ?");
    private static final String SAME_HOST =
            OWNERS.formatted(
                    "SELECT s.credential_n AS n FROM (SELECT n FROM place WHERE host = ? LIMIT 200) p"
                            + " CROSS JOIN sighting s WHERE s.place_n = p.n AND s.gone_at = 0"
                            + " LIMIT 500");
    private static final String SAME_FOLDER =
            OWNERS.formatted(
                    "SELECT s.credential_n AS n FROM (SELECT n FROM place WHERE text > ? AND text < ?"
                            + " ORDER BY text LIMIT 200) p"
                            + " CROSS JOIN sighting s WHERE s.place_n = p.n AND s.gone_at = 0"
                            + " LIMIT 500");
    private static final String SAME_NAME =
            """
            SELECT t.id, count(*) FROM
              (SELECT i.n, i.owner_n, i.owner_by FROM identity i WHERE i.name > ? AND i.name < ?
                ORDER BY i.name LIMIT 200) i JOIN team t ON t.n = i.owner_n
             WHERE i.n <> ? AND i.owner_by <> 'fallback' GROUP BY t.id
            """;

    List<Clue> clues(WardReader.Read read) throws SQLException {
        long self = read.own().n();
        List<Clue> clues = new ArrayList<>();
        for (long key :
                read.held().stream()
                        .mapToLong(WardReader.Held::key)
                        .filter(it -> it != 0)
                        .distinct()
                        .limit(OF_EACH)
                        .toArray()) {
            add(clues, Clue.Kind.SAME_KEY, "the same key", SAME_KEY, key, self);
        }
        for (long issuer :
                read.held().stream()
                        .mapToLong(WardReader.Held::issuer)
                        .filter(it -> it != 0)
                        .distinct()
                        .limit(OF_EACH)
                        .toArray()) {
            add(clues, Clue.Kind.ISSUER, "the issuer", ISSUER, issuer, self);
        }
        Map<String, List<String>> around = WardFacts.around(read, OF_EACH);
        for (String host : around.getOrDefault("hosts", List.of())) {
            add(clues, Clue.Kind.SAME_HOST, "on " + host, SAME_HOST, host, self);
        }
        for (String folder : around.getOrDefault("folders", List.of())) {
            String where = "below " + folder;
            add(clues, Clue.Kind.SAME_FOLDER, where, SAME_FOLDER, folder, folder + LAST, self);
        }
        String first = read.own().name().split("[-._/@: ]", 2)[0];
        if (first.length() >= NAME_MIN && first.length() < read.own().name().length()) {
            String where = "called " + first + "…";
            add(clues, Clue.Kind.SAME_NAME, where, SAME_NAME, first, first + LAST, self);
        }
        return clues;
    }

    private void add(
            List<Clue> clues, Clue.Kind kind, String where, String sql, Object... parameters)
            throws SQLException {
        Map<String, Long> owned = new TreeMap<>();
        session.each(sql, row -> owned.put(row.text(1), row.number(2)), parameters);
        long known = owned.values().stream().mapToLong(Long::longValue).sum();
        owned.forEach((team, count) ->
                clues.add(
                        Clue.ofNeighbours(
                                kind,
                                team,
                                "%d of %d %s".formatted(count, known, where),
                                count,
                                known)));
    }
}
