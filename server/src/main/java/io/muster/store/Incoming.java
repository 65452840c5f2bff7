package io.muster.store;

import io.muster.inventory.Dossier;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Sighting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A credential of one part of a run, with what becomes known of it on the way in.
final class Incoming {
    private final CredentialId id;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Entry dossier;
    private final String document;
    private final long digest;
    private long n;
    private long keptDigest;
    private boolean fresh;

    private Incoming(Entry entry) {
        this.id = entry.credential().id();
        this.dossier = Dossier.of(entry);
        this.document = Dossier.text(dossier);
        this.digest = Dossier.digest(document);
    }

    /// One for each credential; database statements take no row twice.
    static Collection<Incoming> of(List<Entry> entries) {
        Map<CredentialId, Incoming> all = new LinkedHashMap<>();
        for (Entry entry : entries) {
            all.computeIfAbsent(entry.credential().id(), _ -> new Incoming(entry))
                    .sightings
                    .addAll(entry.sightings());
        }
        return all.values();
    }

    /// It is there already.
    void known(long number, long documentDigest) {
        n = number;
        keptDigest = documentDigest;
    }

    /// It is there now.
    ///
    /// @param first whether it was this run that brought it
    void kept(long number, boolean first) {
        n = number;
        fresh = first;
        keptDigest = digest;
    }

    CredentialId id() {
        return id;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /// What is kept of it besides its sightings.
    Entry dossier() {
        return dossier;
    }

    String document() {
        return document;
    }

    long digest() {
        return digest;
    }

    /// Its row; 0 before it has one.
    long n() {
        return n;
    }

    boolean isThere() {
        return n != 0;
    }

    boolean isFresh() {
        return fresh;
    }

    /// Whether the run tells something else than what is kept.
    boolean tellsMore() {
        return keptDigest != digest;
    }

    /// The newest of its sightings.
    long lastSeen(long otherwise) {
        return sightings.stream().mapToLong(it -> Times.micros(it.at())).max().orElse(otherwise);
    }

    long firstSeen(long otherwise) {
        return sightings.stream().mapToLong(it -> Times.micros(it.at())).min().orElse(otherwise);
    }
}
