package io.muster.roll;

import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a credential's sightings back, one for each place, role and source.
final class Sightings {
    private static final Comparator<Sighting> BY_PLACE =
            Comparator.comparing(Sighting::place)
                    .thenComparing(Sighting::role)
                    .thenComparing(Sighting::source);

    private final SightingLog log;

    Sightings(SightingLog log) {
        this.log = log;
    }

    private record Spot(Place place, Role role, String source, String sni) {}

    /// In order of place. Of duplicates the later one counts, with the facts of both. One endpoint
    /// under two server names is no duplicate.
    synchronized List<Sighting> of(Held held) {
        Map<Spot, Sighting> merged = new LinkedHashMap<>();
        for (long address : held.sightings()) {
            Sighting one = read(address, held);
            Spot spot =
                    new Spot(
                            one.place(),
                            one.role(),
                            one.source(),
                            one.facts().text("sni").orElse(""));
            merged.merge(spot, one, Sightings::later);
        }
        List<Sighting> sorted = new ArrayList<>(merged.values());
        sorted.sort(BY_PLACE);
        return sorted;
    }

    private static Sighting later(Sighting one, Sighting other) {
        boolean inOrder = !one.at().isAfter(other.at());
        Sighting first = inOrder ? one : other;
        Sighting last = inOrder ? other : one;
        return new Sighting(
                last.subject(),
                last.place(),
                last.role(),
                last.source(),
                last.at(),
                first.facts().with(last.facts()));
    }

    private Sighting read(long address, Held held) {
        try {
            return log.read(address, held.credential().id());
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of sightings cannot be read", e);
        }
    }
}
