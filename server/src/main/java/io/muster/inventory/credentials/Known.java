package io.muster.inventory.credentials;

import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.roll.anchor.Where;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One credential with everything that the inventory knows of it, for policy to judge: the facts of
/// the whole set are worked out here as `roll` does it for a single run.
///
/// @param dossier without sightings
/// @param self itself as a user of its key
public record Known(Entry dossier, List<Sighting> sightings, KeyUse key, KeyUse.User self) {
    private static final int LIST_MAX = 1000;

    public Known {
        sightings = List.copyOf(sightings);
    }

    /// The line of the roll.
    public Entry entry() {
        TreeMap<String, Object> facts = new TreeMap<>(dossier.facts().values());
        labels(facts);
        shared(facts);
        places(facts);
        if (dossier.credential() instanceof Secret) {
            secret(facts);
        }
        return new Entry(
                dossier.credential(),
                dossier.foreign(),
                dossier.identities(),
                sightings,
                new Facts(facts));
    }

    private void labels(Map<String, Object> facts) {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Sighting sighting : sightings) {
            for (String name : sighting.facts().values().keySet()) {
                if (name.startsWith("label.")) {
                    labels.computeIfAbsent(name, _ -> new TreeSet<>())
                            .addAll(sighting.facts().list(name));
                }
            }
        }
        labels.forEach((name, values) ->
                facts.put(
                        name, values.size() == 1 ? values.iterator().next() : List.copyOf(values)));
    }

    private void shared(Map<String, Object> facts) {
        List<KeyUse.User> others = key.users().stream().filter(self::sharesWith).toList();
        if (others.isEmpty()) {
            return;
        }
        Set<String> types = new TreeSet<>();
        Set<Long> holders = new HashSet<>(self.identities());
        long sameType = 0;
        for (KeyUse.User other : others) {
            holders.addAll(other.identities());
            if (other.type() != self.type()) {
                types.add(other.type().toString());
            } else if (!other.identities().equals(self.identities())) {
                // A renewal that keeps the key shares it with nobody else.
                sameType++;
            }
        }
        put("key.sharedWith", others.stream().map(it -> it.id().toString()).toList(), facts);
        put("key.sharedTypes", types, facts);
        facts.put("key.identities", (long) holders.size());
        if (sameType > 0) {
            facts.put("key.sharedSameType", sameType);
        }
    }

    private void places(Map<String, Object> facts) {
        if (!key.hosts().isEmpty()) {
            facts.put("key.places", (long) key.hosts().size());
            facts.put("key.hosts", (long) key.hosts().size());
        }
        put("key.privateAt", key.privateAt().stream().map(Place::text).sorted().toList(), facts);
        if (!key.privateAt().isEmpty() && self.type() == CredentialType.X509_CERTIFICATE) {
            facts.put("key.beside", beside());
        }
    }

    private boolean beside() {
        Set<String> folders = new HashSet<>();
        key.privateAt().forEach(it -> folders.add(Where.folder(it)));
        return sightings.stream()
                .filter(it -> it.role() == Role.STORED)
                .anyMatch(it -> folders.contains(Where.folder(it.place())));
    }

    private void secret(Map<String, Object> facts) {
        Set<String> places = new TreeSet<>();
        Set<String> environments = new TreeSet<>();
        for (Sighting sighting : sightings) {
            boolean git = sighting.place().scheme().equals("git");
            places.add(git ? Where.spot(sighting) : Where.file(sighting));
            environments.addAll(sighting.facts().list("label.env"));
        }
        facts.put("secret.places", (long) places.size());
        put("secret.environments", environments, facts);
    }

    private static void put(String name, Collection<String> values, Map<String, Object> facts) {
        if (!values.isEmpty()) {
            facts.put(name, values.stream().limit(LIST_MAX).toList());
        }
    }
}
