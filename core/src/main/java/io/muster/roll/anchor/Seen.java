package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Sighting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that one run knows of a credential when it asks whose it is.
///
/// @param sightings where it was seen, and where its private half was
/// @param stated whose it is according to sources that know
/// @param references what configurations say of the places where it lies, by place
/// @param kin the identities of the certificates over the same key
/// @param issued whether another certificate was seen that names this one as its issuer
public record Seen(
        Credential credential,
        List<Sighting> sightings,
        List<Anchor> stated,
        Map<Place, List<Facts>> references,
        List<Identity> kin,
        boolean issued) {
    public Seen {
        sightings = List.copyOf(sightings);
        stated = List.copyOf(stated);
        references = Map.copyOf(references);
        kin = List.copyOf(kin);
    }

    /// Sightings in one of `roles`.
    Stream<Sighting> in(Role... roles) {
        List<Role> wanted = List.of(roles);
        return sightings.stream().filter(it -> wanted.contains(it.role()));
    }

    /// What sources stated, of the given kinds, as identities by `rule`.
    List<Identity> statedAs(String rule, Anchor.Kind... kinds) {
        List<Anchor.Kind> wanted = List.of(kinds);
        return stated.stream()
                .filter(it -> wanted.contains(it.kind()))
                .distinct()
                .map(it ->
                        new Identity(
                                it, rule, List.of("a source names " + it.kind() + " " + it.name())))
                .toList();
    }
}
