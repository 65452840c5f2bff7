package io.muster.model;

import java.util.List;

/// One line of the roll: a credential with everything that one run knows of it.
///
/// @param foreign seen only as a trusted root, a known host or a third party's signer: listed,
///   never an orphan
/// @param identities whose it is; empty for what is foreign
/// @param sightings where it was seen, in order of place
/// @param facts what follows from looking at all credentials together (`key.sharedWith`, `chain`),
///   and the target's labels (`label.env`)
public record Entry(
        Credential credential,
        boolean foreign,
        List<Identity> identities,
        List<Sighting> sightings,
        Facts facts) {
    public Entry {
        identities = List.copyOf(identities);
        sightings = List.copyOf(sightings);
    }
}
