package io.muster.store.figures;

import io.muster.monitor.Figure;
import io.muster.monitor.Unseen;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.query.Overdue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each source sees, and how often several see the same.
record SightingCounts(Session session, Instant now) {

    List<Figure> all() throws SQLException {
        Map<Long, String> sources = new LinkedHashMap<>();
        List<Figure> figures = new ArrayList<>();
        session.each(
                """
                SELECT o.n, o.id, seen.places,
                       CASE WHEN o.completed_at >= ? - CASE WHEN o.expected_every > 0
                            THEN o.expected_every ELSE ? END THEN 1 ELSE 0 END FROM
                  (SELECT at_place.source_n, count(*) AS places FROM
                    (SELECT DISTINCT a.place_n, a.source_n FROM sighting a WHERE a.gone_at = 0) at_place
                    GROUP BY at_place.source_n) seen
                  JOIN source o ON o.n = seen.source_n ORDER BY seen.places DESC, o.n
                """,
                row -> {
                    sources.put(row.number(1), row.text(2));
                    figures.add(
                            new Figure(
                                    "places:" + row.text(2),
                                    now,
                                    row.number(3) * row.number(4),
                                    row.number(3)));
                },
                Times.micros(now),
                Overdue.USUAL_MICROS);
        if (sources.size() > 1) {
            figures.addAll(histories(sources));
        }
        return figures;
    }

    /// Of each type, how many credentials exactly these sources see. The largest have a bit each,
    /// all others one together.
    private List<Figure> histories(Map<Long, String> sources) throws SQLException {
        StringBuilder bits = new StringBuilder("CASE s.source_n");
        List<String> names = new ArrayList<>();
        int alone = sources.size() > Unseen.SOURCES_MAX ? Unseen.SOURCES_MAX - 1 : sources.size();
        for (Map.Entry<Long, String> source : sources.entrySet()) {
            if (names.size() < alone) {
                bits.append(" WHEN %d THEN %d".formatted(source.getKey(), 1 << names.size()));
                names.add(source.getValue());
            }
        }
        bits.append(" ELSE %d END".formatted(alone < sources.size() ? 1 << alone : 0));
        if (alone < sources.size()) {
            names.add("*");
        }
        return session.all(
                """
                SELECT c.type, m.mask, count(*) FROM
                  (SELECT d.credential_n, sum(d.bit) AS mask FROM
                    (SELECT DISTINCT s.credential_n, %s AS bit FROM sighting s
                      WHERE s.gone_at = 0 AND s.credential_n <> 0
                        AND s.role NOT IN ('trusted', 'declared', 'revoked')) d
                    GROUP BY d.credential_n) m
                  JOIN credential c ON c.n = m.credential_n
                 WHERE c.foreign_ = 0 AND m.mask > 0 GROUP BY c.type, m.mask
                """
                        .formatted(bits),
                row ->
                        new Figure(
                                "seen:" + row.text(1) + named((int) row.number(2), names),
                                now,
                                row.number(3),
                                0));
    }

    private static String named(int mask, List<String> names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if ((mask & 1 << i) != 0) {
                text.append(' ').append(names.get(i));
            }
        }
        return text.toString();
    }
}
