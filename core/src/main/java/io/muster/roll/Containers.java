package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Place;
import io.muster.model.SealedContainer;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Locked containers and what came out of them: what was seen at the same place, in the same
/// format, once a password fitted.
final class Containers {
    private final Map<Place, List<SealedContainer>> locked = new HashMap<>();
    private final Map<CredentialId, List<Credential>> contents = new HashMap<>();

    void addLocked(Credential credential, List<Sighting> sightings) {
        if (credential instanceof SealedContainer container) {
            sightings.forEach(it ->
                    locked.computeIfAbsent(it.place(), _ -> new ArrayList<>()).add(container));
        }
    }

    boolean any() {
        return !locked.isEmpty();
    }

    /// To be called once every locked one was added.
    void addContent(Credential credential, List<Sighting> sightings) {
        if (credential instanceof SealedContainer) {
            return;
        }
        for (Sighting sighting : sightings) {
            String format = sighting.facts().text("format").orElse("");
            locked.getOrDefault(sighting.place(), List.of()).stream()
                    .filter(it -> it.format().equals(format))
                    .forEach(it ->
                            contents.computeIfAbsent(it.id(), _ -> new ArrayList<>())
                                    .add(credential));
        }
    }

    /// What stands for the container now: a leaf certificate, else whatever comes first.
    Optional<Credential> opened(Credential container) {
        return contents.getOrDefault(container.id(), List.of()).stream()
                .min(
                        Comparator.comparing(Containers::rank)
                                .thenComparing(it -> it.id().toString()));
    }

    private static int rank(Credential content) {
        boolean certificate = content instanceof X509Certificate;
        boolean leaf =
                content instanceof X509Certificate one && !one.usage().certificateAuthority();
        return leaf ? 0 : certificate ? 2 : 1;
    }
}
