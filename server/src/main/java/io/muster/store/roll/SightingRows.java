package io.muster.store.roll;

import io.muster.model.Anchor;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.model.Subject;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.wire.Kept;
import io.muster.wire.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Reads sightings that are not gone: as many as a verdict needs.
public record SightingRows(Session session) {
    private static final int SIGHTINGS_MAX = 1000;

    /// What [#sighting] reads, of sightings `s` at places `p`.
    static final String SELECT = "SELECT p.text, s.role, s.via, s.last_at, s.facts";

    private static final String THERE =
            SELECT
                    + " FROM sighting s JOIN place p ON p.n = s.place_n"
                    + " WHERE s.credential_n = ? AND s.anchor_n = ? AND s.gone_at = 0 LIMIT ?";

    private static final String OF_MANY =
            SELECT
                    + ", s.credential_n FROM sighting s JOIN place p ON p.n = s.place_n"
                    + " WHERE s.credential_n >= ? AND s.credential_n <= ? AND s.anchor_n = 0"
                    + " AND s.gone_at = 0";

    /// Of the credentials in `ids`, by number. In no order.
    public Map<Long, List<Sighting>> ofCredentials(SortedMap<Long, CredentialId> ids)
            throws SQLException {
        Map<Long, List<Sighting>> sightings = new HashMap<>();
        Map<String, Facts> said = new HashMap<>();
        session.each(
                OF_MANY,
                row -> {
                    CredentialId id = ids.get(row.number(6));
                    if (id != null) {
                        List<Sighting> mine =
                                sightings.computeIfAbsent(row.number(6), _ -> new ArrayList<>());
                        if (mine.size() < SIGHTINGS_MAX) {
                            mine.add(sighting(id, row, said));
                        }
                    }
                },
                ids.firstKey(),
                ids.lastKey());
        return sightings;
    }

    public List<Sighting> ofCredential(long n, CredentialId id) throws SQLException {
        return there(id, n, 0);
    }

    /// Of the accounts that an anchor means.
    public List<Sighting> ofAnchor(long n, Anchor anchor) throws SQLException {
        return there(anchor, 0, n);
    }

    private List<Sighting> there(Subject subject, long credential, long anchor)
            throws SQLException {
        Map<String, Facts> said = new HashMap<>();
        return session.all(
                THERE, row -> sighting(subject, row, said), credential, anchor, SIGHTINGS_MAX);
    }

    /// @param said facts that were read already, by their text: sightings near each other mostly
    ///   say the same, such as mode and owner of a file
    static Sighting sighting(Subject subject, Row row, Map<String, Facts> said)
            throws SQLException {
        try {
            return new Sighting(
                    subject,
                    new Place(row.text(1)),
                    Words.role(row.text(2)),
                    row.text(3),
                    Times.instant(row.number(4)),
                    facts(row.text(5), said));
        } catch (Malformed e) {
            throw new IllegalStateException("a sighting was changed by others", e);
        }
    }

    private static Facts facts(String text, Map<String, Facts> said) throws Malformed {
        Facts facts = said.get(text);
        if (facts == null) {
            facts = Kept.facts(text);
            said.put(text, facts);
        }
        return facts;
    }
}
