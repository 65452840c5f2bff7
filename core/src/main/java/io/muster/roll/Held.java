package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// One credential while the run goes on: itself, who sources say it belongs to, and the addresses
/// of its sightings.
final class Held {
    private final Credential credential;
    private final Set<Anchor> stated = new LinkedHashSet<>(0);
    private long[] sightings = new long[1];
    private int count;

    Held(Credential credential) {
        this.credential = credential;
    }

    Credential credential() {
        return credential;
    }

    Set<Anchor> stated() {
        return stated;
    }

    void add(long sighting) {
        if (count == sightings.length) {
            sightings = Arrays.copyOf(sightings, count * 2);
        }
        sightings[count++] = sighting;
    }

    /// The addresses, in the order in which the sightings came.
    long[] sightings() {
        return Arrays.copyOf(sightings, count);
    }

    /// Takes over everything that was seen of `other`, which is the same thing.
    void absorb(Held other) {
        stated.addAll(other.stated);
        for (long sighting : other.sightings()) {
            add(sighting);
        }
    }
}
