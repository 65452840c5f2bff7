package io.muster.roll;

import io.muster.model.Identity;
import io.muster.model.Sighting;
import java.util.List;

/// An account that a provider listed, with or without a credential.
///
/// @param sightings where it was listed, with what is known of it (`lastUsed`, `created`, `status`
///   …)
public record Account(Identity identity, List<Sighting> sightings) {
    public Account {
        sightings = List.copyOf(sightings);
    }
}
