package io.muster.store.roll;

import io.muster.inventory.query.Folded;
import io.muster.model.Bytes;
import io.muster.model.Place;
import io.muster.roll.anchor.Where;
import io.muster.store.Session;
import io.muster.store.Staging;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Places as rows.
public final class Places {
    /// After a text, greater than every other text that begins with it.
    public static final String LAST = "\udbff\udfff";

    /// So that any text fits into an index of either database.
    private static final int TEXT_MAX = 600;

    private static final int DIGEST = 64;
    private static final int PORT_MAX = 65_535;

    private static final Staging STAGE =
            Staging.of(
                    "stage_place",
                    "text TEXT",
                    "scheme TEXT",
                    "host TEXT",
                    "port INTEGER",
                    "folded TEXT");
    private static final Staging STAGE_TEXT = Staging.of("stage_text", "i INTEGER", "text TEXT");
    private static final String FIND =
            "SELECT s.i, p.n FROM stage_text s CROSS JOIN place p WHERE p.text = s.text";
    private static final String ADD =
            """
            INSERT INTO place (text, scheme, host, port, folded)
            SELECT text, scheme, host, port, folded FROM stage_place WHERE true ORDER BY text
            ON CONFLICT (text) DO NOTHING
            """;

    private Places() {}

    /// The numbers of `places`, made where there are none.
    public static Map<Place, Long> numbers(Session session, Collection<Place> places, Tally tally)
            throws SQLException {
        List<Place> wanted = List.copyOf(places);
        Map<Place, Long> found = HashMap.newHashMap(wanted.size());
        if (wanted.isEmpty()) {
            return found;
        }
        find(session, wanted, found);
        List<Place> fresh = wanted.stream().filter(it -> !found.containsKey(it)).toList();
        if (!fresh.isEmpty()) {
            stage(session, fresh);
            tally.add("places", session.update(ADD));
            session.each(
                    FIND, row -> found.putIfAbsent(wanted.get((int) row.number(1)), row.number(2)));
        }
        return found;
    }

    /// The text by which a place is known here.
    public static String text(Place place) {
        String text = place.text();
        if (text.length() <= TEXT_MAX) {
            return text;
        }
        String digest = Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
        return text.substring(0, TEXT_MAX - DIGEST - 1) + "\u2026" + digest;
    }

    private static void find(Session session, List<Place> places, Map<Place, Long> found)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>(places.size());
        for (Place place : places) {
            rows.add(new Object[] {(long) rows.size(), text(place)});
        }
        STAGE_TEXT.fill(session, rows);
        session.each(FIND, row -> found.put(places.get((int) row.number(1)), row.number(2)));
    }

    private static void stage(Session session, List<Place> places) throws SQLException {
        List<Object[]> rows = new ArrayList<>(places.size());
        for (Place place : places) {
            String text = text(place);
            rows.add(
                    new Object[] {
                        text, place.scheme(), Where.host(place), port(place), Folded.of(text)
                    });
        }
        STAGE.fill(session, rows);
    }

    /// What follows the host's colon; 0 when that is no port.
    private static long port(Place place) {
        String rest = place.rest();
        int end = rest.indexOf('/');
        String authority = end < 0 ? rest : rest.substring(0, end);
        int query = authority.indexOf('?');
        String address = query < 0 ? authority : authority.substring(0, query);
        String port = address.substring(address.lastIndexOf(':') + 1);
        if (port.equals(address) || port.isEmpty() || port.length() > 5) {
            return 0;
        }
        if (!port.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return 0;
        }
        long number = Long.parseLong(port);
        return number > PORT_MAX ? 0 : number;
    }
}
