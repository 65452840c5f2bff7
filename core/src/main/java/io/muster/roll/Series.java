package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Place;
import io.muster.model.Sighting;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Credentials that live less than a day are one rolling series for each identity, issuer and
/// place, of which the newest is listed: hourly SVIDs of ten thousand workloads must not drown the
/// roll.
final class Series {
    private record Line(Anchor identity, String issuer, Place place) {}

    private record Member(CredentialId id, Instant notBefore) {
        /// Of two that start together any will do, but always the same.
        boolean newerThan(Member other) {
            int order = notBefore.compareTo(other.notBefore);
            return order > 0 || (order == 0 && id.compareTo(other.id) > 0);
        }
    }

    private final Map<Line, Member> newest = new HashMap<>();
    private final Map<Line, Set<CredentialId>> members = new HashMap<>();
    private final Map<CredentialId, Anchor> identities = new HashMap<>();

    /// Whether `credential` lives so short that it is one of a series.
    static boolean mayHold(Credential credential) {
        return ShortLived.issuer(credential).isPresent();
    }

    void add(Credential credential, List<Sighting> sightings, List<Anchor> anchors) {
        Optional<String> issuer = ShortLived.issuer(credential);
        if (issuer.isEmpty() || anchors.size() != 1) {
            return;
        }
        Anchor identity = anchors.getFirst();
        identities.put(credential.id(), identity);
        Member member = new Member(credential.id(), credential.notBefore().orElseThrow());
        for (Sighting sighting : sightings) {
            Line line = new Line(identity, issuer.get(), sighting.place());
            newest.merge(line, member, (one, other) -> one.newerThan(other) ? one : other);
            members.computeIfAbsent(line, _ -> new HashSet<>()).add(credential.id());
        }
    }

    /// The sightings that stay with `credential`: those where nothing newer of its series was seen.
    List<Sighting> kept(Credential credential, List<Sighting> sightings) {
        Anchor identity = identities.get(credential.id());
        if (identity == null) {
            return sightings;
        }
        String issuer = ShortLived.issuer(credential).orElseThrow();
        return sightings.stream()
                .filter(it ->
                        Optional.ofNullable(newest.get(new Line(identity, issuer, it.place())))
                                .filter(member -> member.id().equals(credential.id()))
                                .isPresent())
                .toList();
    }

    /// How many credentials of its series were seen at its places, itself included; empty when it
    /// is in none.
    Optional<Long> length(Credential credential, List<Sighting> kept) {
        Anchor identity = identities.get(credential.id());
        if (identity == null) {
            return Optional.empty();
        }
        String issuer = ShortLived.issuer(credential).orElseThrow();
        Set<CredentialId> all = new HashSet<>();
        kept.forEach(it ->
                all.addAll(members.getOrDefault(new Line(identity, issuer, it.place()), Set.of())));
        return Optional.of((long) all.size());
    }
}
