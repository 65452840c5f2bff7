package io.muster.store.intake;

import io.muster.model.Entry;

/// A credential of one part of a run, with what becomes known of it on the way in.
final class Incoming {
    private final Told told;
    private long n;
    private long keptDigest;
    private boolean fresh;

    Incoming(Told told) {
        this.told = told;
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
        keptDigest = told.digest();
    }

    Told told() {
        return told;
    }

    /// What is kept of it besides its sightings.
    Entry dossier() {
        return told.dossier();
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
        return keptDigest != told.digest();
    }
}
