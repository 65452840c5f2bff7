package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.KeyId;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.roll.anchor.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is known of each key, whatever wraps it: which credentials use it, where its private half
/// lies, on which hosts it works.
final class Keys {

    /// @param users the credentials over this key, in order of id
    /// @param privateAt where the private half lies
    /// @param hosts where it is served or its private half lies
    record Use(List<Credential> users, Set<Place> privateAt, Set<String> hosts) {
        private Use() {
            this(new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    private final Map<KeyId, Use> uses = new HashMap<>();

    void add(Credential credential, List<Sighting> sightings) {
        Optional<KeyId> key = credential.keyId();
        if (key.isEmpty()) {
            return;
        }
        Use use = uses.computeIfAbsent(key.get(), _ -> new Use());
        use.users().add(credential);
        for (Sighting sighting : sightings) {
            if (sighting.role() == Role.PRIVATE_KEY) {
                use.privateAt().add(sighting.place());
            }
            if (sighting.role() == Role.PRIVATE_KEY || sighting.role() == Role.SERVED) {
                use.hosts().add(Where.host(sighting.place()));
            }
        }
    }

    Optional<Use> of(Credential credential) {
        return credential.keyId().map(uses::get);
    }

    /// Whether somebody here holds the private half: in a file, or in a token or service that was
    /// asked.
    boolean held(Credential credential) {
        return of(credential)
                .filter(it ->
                        !it.privateAt().isEmpty()
                                || it.users().stream().anyMatch(ManagedKey.class::isInstance))
                .isPresent();
    }
}
