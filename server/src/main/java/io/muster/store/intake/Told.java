package io.muster.store.intake;

import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.credentials.Headline;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Sighting;
import io.muster.store.Times;
import io.muster.wire.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a part of a run tells of one credential, as far as it can be worked out without the
/// database: the one thread that writes has better to do.
///
/// @param dossier what is kept of it besides its sightings
/// @param document the dossier as text
record Told(
        CredentialId id,
        Entry dossier,
        String document,
        long digest,
        Headline headline,
        List<Seen> sightings) {

    /// @param facts as they are kept
    record Seen(Sighting sighting, String facts) {

        static List<Seen> of(List<Sighting> sightings) {
            return sightings.stream().map(it -> new Seen(it, Kept.text(it.facts()))).toList();
        }
    }

    /// One for each credential; database statements take no row twice.
    static List<Told> of(List<Entry> entries) {
        Map<CredentialId, Told> all = LinkedHashMap.newLinkedHashMap(entries.size());
        for (Entry entry : entries) {
            all.computeIfAbsent(entry.credential().id(), _ -> of(entry))
                    .sightings
                    .addAll(Seen.of(entry.sightings()));
        }
        return List.copyOf(all.values());
    }

    private static Told of(Entry entry) {
        Entry dossier = Dossier.of(entry);
        String document = Dossier.text(dossier);
        return new Told(
                entry.credential().id(),
                dossier,
                document,
                Dossier.digest(document),
                Headline.of(entry.credential()),
                new ArrayList<>());
    }

    /// The newest of its sightings.
    long lastSeen(long otherwise) {
        return sightings.stream()
                .mapToLong(it -> Times.micros(it.sighting().at()))
                .max()
                .orElse(otherwise);
    }

    long firstSeen(long otherwise) {
        return sightings.stream()
                .mapToLong(it -> Times.micros(it.sighting().at()))
                .min()
                .orElse(otherwise);
    }
}
