package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.Identity;
import io.muster.model.KeyId;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.ClaimedNames;
import io.muster.roll.anchor.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/// Whose a credential stays when its names change: the same key with a name in common, the same
/// spot at another time, the same line of orders. The name of the newest certificate becomes the
/// identity's name.
final class Continuity {
    /// Two leaves in one file are a bundle when they were read together, a replacement when they
    /// were read apart.
    private static final Duration APART = Duration.ofHours(1);

    private static final Set<String> BY_NAME_OR_KEY = Set.of("certificate-names", "key");

    /// A leaf certificate at a spot.
    ///
    /// @param commit empty where time, not history, tells readings apart
    private record Visit(X509Certificate leaf, Anchor anchor, Instant at, String commit) {}

    private final Map<String, List<Visit>> byKey = new TreeMap<>();
    private final Map<String, List<Visit>> bySpot = new TreeMap<>();
    private final Map<String, List<Visit>> byOrder = new TreeMap<>();
    private final Map<String, Set<Anchor>> bySshPlace = new TreeMap<>();
    private final Map<Anchor, Instant> newest = new HashMap<>();
    private final Bonds bonds = new Bonds();

    void add(Credential credential, List<Sighting> sightings, List<Identity> identities) {
        if (identities.size() != 1 || !BY_NAME_OR_KEY.contains(identities.getFirst().rule())) {
            return;
        }
        Anchor anchor = identities.getFirst().anchor();
        if (credential instanceof X509Certificate leaf) {
            newest.merge(anchor, leaf.validity().notBefore(), (a, b) -> a.isAfter(b) ? a : b);
            KeyId key = leaf.keys().subjectKey();
            note(byKey, key.toString(), new Visit(leaf, anchor, Instant.EPOCH, ""));
            sightings.forEach(it -> visit(leaf, anchor, it));
        } else if (credential instanceof SshKey) {
            sightings.stream()
                    .filter(it -> it.role() == Role.SERVED)
                    .map(it -> it.place().text())
                    .forEach(
                            it -> bySshPlace.computeIfAbsent(it, _ -> new TreeSet<>()).add(anchor));
        }
    }

    private void visit(X509Certificate leaf, Anchor anchor, Sighting sighting) {
        boolean stranger = sighting.facts().flag("nameMatches").filter(it -> !it).isPresent();
        boolean kept = sighting.role() == Role.SERVED || sighting.role() == Role.STORED;
        if (stranger || !kept) {
            return;
        }
        Visit visit =
                new Visit(leaf, anchor, sighting.at(), sighting.facts().text("commit").orElse(""));
        note(bySpot, Where.spot(sighting), visit);
        Where.order(sighting).ifPresent(it -> note(byOrder, it.toString(), visit));
    }

    private static void note(Map<String, List<Visit>> visits, String by, Visit visit) {
        visits.computeIfAbsent(by, _ -> new ArrayList<>(1)).add(visit);
    }

    /// Draws the conclusions, once everything was added.
    Bonds bonds() {
        byKey.forEach((key, visits) -> joinPairs(visits, Continuity::shareName, "same key " + key));
        byOrder.forEach(
                (order, visits) -> joinPairs(visits, (_, _) -> true, "same order " + order));
        bySpot.forEach((spot, visits) -> {
            if (spot.startsWith("tls://")) {
                joinPairs(visits, Continuity::shareName, "same place " + spot);
            }
            if (!spot.startsWith("tls://") || Where.namesItself(spot)) {
                joinSuccessors(visits, "same place " + spot);
            }
        });
        bySshPlace.forEach((place, anchors) -> {
            Anchor first = anchors.iterator().next();
            anchors.forEach(it -> bonds.join(first, it, "same place " + place));
        });
        bonds.nameBy(Comparator.comparing(it -> newest.getOrDefault(it, Instant.MIN)));
        return bonds;
    }

    private void joinPairs(List<Visit> visits, BiPredicate<Visit, Visit> may, String reason) {
        List<Visit> distinct = distinctAnchors(visits);
        for (int i = 0; i < distinct.size(); i++) {
            for (int j = i + 1; j < distinct.size(); j++) {
                if (may.test(distinct.get(i), distinct.get(j))) {
                    bonds.join(distinct.get(i).anchor(), distinct.get(j).anchor(), reason);
                }
            }
        }
    }

    /// Joins what lay at one spot at different times, one leaf at each time.
    private void joinSuccessors(List<Visit> visits, String reason) {
        List<List<Visit>> readings = readings(visits);
        if (readings.stream().anyMatch(it -> distinctAnchors(it).size() > 1)) {
            return;
        }
        for (int i = 1; i < readings.size(); i++) {
            bonds.join(
                    readings.getFirst().getFirst().anchor(),
                    readings.get(i).getFirst().anchor(),
                    reason);
        }
    }

    private static List<List<Visit>> readings(List<Visit> visits) {
        List<Visit> inOrder = new ArrayList<>(visits);
        inOrder.sort(Comparator.comparing(Visit::commit).thenComparing(Visit::at));
        List<List<Visit>> readings = new ArrayList<>();
        for (Visit visit : inOrder) {
            boolean same = !readings.isEmpty() && together(readings.getLast().getLast(), visit);
            if (!same) {
                readings.add(new ArrayList<>());
            }
            readings.getLast().add(visit);
        }
        return readings;
    }

    private static boolean together(Visit one, Visit other) {
        boolean history = !one.commit().isEmpty() && !other.commit().isEmpty();
        return history
                ? one.commit().equals(other.commit())
                : Duration.between(one.at(), other.at()).abs().compareTo(APART) < 0;
    }

    private static List<Visit> distinctAnchors(List<Visit> visits) {
        Map<Anchor, Visit> distinct = new TreeMap<>();
        visits.forEach(it -> distinct.putIfAbsent(it.anchor(), it));
        return List.copyOf(distinct.values());
    }

    private static boolean shareName(Visit one, Visit other) {
        Set<String> names = ClaimedNames.of(one.leaf());
        return ClaimedNames.of(other.leaf()).stream().anyMatch(names::contains);
    }
}
