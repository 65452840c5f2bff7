package io.muster.store.roll;

import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.declared.Declared;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Sighting;
import io.muster.store.Dialect;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what is somewhere now, page by page, with where that is.
public record PresentReader(Session session) {

    private record Raw(long n, Entry dossier, Optional<String> owner) {}

    public List<Declared.Present> after(long after, int limit) throws SQLException {
        List<Raw> raw =
                session.all(
                        """
                        SELECT c.n, d.document, coalesce(t.id, '') FROM credential c
                          JOIN credential_document d ON d.credential_n = c.n
                          LEFT JOIN team t ON t.n = c.owner_n
                         WHERE c.n > ? AND c.gone_since = 0 ORDER BY c.n LIMIT ?
                        """,
                        row -> new Raw(row.number(1), Dossier.parse(row.text(2)), row.some(3)),
                        after,
                        limit);
        Map<Long, CredentialId> ids = new HashMap<>();
        raw.forEach(it -> ids.put(it.n(), it.dossier().credential().id()));
        Map<Long, List<Sighting>> sightings = sightings(ids);
        return raw.stream()
                .map(it ->
                        new Declared.Present(
                                it.n(),
                                new Entry(
                                        it.dossier().credential(),
                                        it.dossier().foreign(),
                                        it.dossier().identities(),
                                        sightings.getOrDefault(it.n(), List.of()),
                                        it.dossier().facts()),
                                it.owner()))
                .toList();
    }

    private Map<Long, List<Sighting>> sightings(Map<Long, CredentialId> ids) throws SQLException {
        Map<Long, List<Sighting>> sightings = new HashMap<>();
        Map<String, Facts> said = new HashMap<>();
        session.each(
                SightingRows.SELECT
                        + ", s.credential_n FROM sighting s JOIN place p ON p.n = s.place_n"
                        + " WHERE s.anchor_n = 0 AND s.gone_at = 0 AND "
                        + session.dialect().isOneOf("s.credential_n"),
                row -> {
                    CredentialId id = ids.get(row.number(6));
                    if (id != null) {
                        sightings
                                .computeIfAbsent(row.number(6), _ -> new ArrayList<>())
                                .add(SightingRows.sighting(id, row, said));
                    }
                },
                new Dialect.Numbers(List.copyOf(ids.keySet())));
        return sightings;
    }
}
