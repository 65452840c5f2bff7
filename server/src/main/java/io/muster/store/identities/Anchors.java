package io.muster.store.identities;

import io.muster.inventory.query.Folded;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.store.Session;
import io.muster.store.Staging;
import io.muster.store.roll.Tally;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Anchors and the identities that they are bound to. An anchor that nobody has seen before becomes
/// an identity of its own, whose id follows from the anchor: any node makes the same.
public final class Anchors {
    private static final int FOLDED_MAX = 1000;

    private static final Staging STAGE =
            Staging.of(
                    "stage_anchor",
                    "i INTEGER",
                    "id BLOB",
                    "canonical TEXT",
                    "kind TEXT",
                    "realm TEXT",
                    "name TEXT",
                    "folded TEXT");

    private static final String FIND =
            """
            SELECT s.i, a.n, i.n, i.owner_n, i.environment, i.criticality
              FROM stage_anchor s CROSS JOIN anchor a CROSS JOIN binding b CROSS JOIN identity i
             WHERE a.id = s.id AND b.anchor_n = a.n AND b.place_prefix = '' AND b.until = 0
               AND i.n = b.identity_n
            """;
    private static final String ADD =
            """
            INSERT INTO anchor (id, canonical, kind, realm, name)
            SELECT id, canonical, kind, realm, name FROM stage_anchor WHERE true ORDER BY id
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String ADD_IDENTITIES =
            """
            INSERT INTO identity (id, kind, realm, name, folded, first_seen, last_seen)
            SELECT s.id, s.kind, s.realm, s.name, s.folded, ?, ? FROM stage_anchor s
             WHERE NOT EXISTS (SELECT 1 FROM anchor a, binding b
                                WHERE a.id = s.id AND b.anchor_n = a.n AND b.place_prefix = '')
             ORDER BY s.id
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String BIND =
            """
            INSERT INTO binding (anchor_n, place_prefix, identity_n, since, actor, reason)
            SELECT a.n, '', i.n, ?, 'muster', 'first seen'
              FROM stage_anchor s CROSS JOIN anchor a CROSS JOIN identity i
             WHERE a.id = s.id AND i.id = s.id
               AND NOT EXISTS (SELECT 1 FROM binding b
                                WHERE b.anchor_n = a.n AND b.place_prefix = '')
             ORDER BY a.n
            ON CONFLICT (anchor_n, place_prefix) WHERE until = 0 DO NOTHING
            """;

    private Anchors() {}

    /// @param n of the anchor
    /// @param identity to which it is bound everywhere
    public record Bound(
            long n, long identity, long owner, String environment, String criticality) {}

    /// The rows of `anchors`, made where there are none.
    public static Map<Anchor, Bound> bound(
            Session session, Collection<Anchor> anchors, long now, Tally tally)
            throws SQLException {
        List<Anchor> wanted = List.copyOf(anchors);
        Map<Anchor, Bound> found = new HashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        find(session, wanted, found);
        List<Anchor> fresh = wanted.stream().filter(it -> !found.containsKey(it)).toList();
        if (!fresh.isEmpty()) {
            stage(session, fresh);
            session.update(ADD);
            session.update(ADD_IDENTITIES, now, now);
            session.update(BIND, now);
            find(session, fresh, found);
            tally.add("identities", fresh.size());
            fresh.forEach(it -> tally.add("kind:" + it.kind(), 1));
        }
        return found;
    }

    /// The address of an anchor, and of the identity that is made of it.
    static Bytes id(Anchor anchor) {
        return Bytes.of(anchor.canonical().getBytes(StandardCharsets.UTF_8)).sha256().slice(0, 16);
    }

    /// What an identity is searched by.
    static String folded(String text) {
        String folded = Folded.of(text);
        return folded.substring(0, Math.min(FOLDED_MAX, folded.length()));
    }

    private static void find(Session session, List<Anchor> anchors, Map<Anchor, Bound> found)
            throws SQLException {
        stage(session, anchors);
        session.each(
                FIND,
                row ->
                        found.put(
                                anchors.get((int) row.number(1)),
                                new Bound(
                                        row.number(2),
                                        row.number(3),
                                        row.number(4),
                                        row.text(5),
                                        row.text(6))));
    }

    private static void stage(Session session, List<Anchor> anchors) throws SQLException {
        List<Object[]> rows = new ArrayList<>(anchors.size());
        for (Anchor anchor : anchors) {
            rows.add(
                    new Object[] {
                        (long) rows.size(),
                        id(anchor),
                        anchor.canonical(),
                        anchor.kind().toString(),
                        anchor.realm(),
                        anchor.name(),
                        folded(anchor.name() + "\n" + anchor.realm())
                    });
        }
        STAGE.fill(session, rows);
    }
}
