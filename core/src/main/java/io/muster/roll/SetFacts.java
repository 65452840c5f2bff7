package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.CredentialType;
import io.muster.model.Facts;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What follows for one credential from looking at all of them.
///
/// @param chains what follows from its issuers
/// @param revoked when, by lists that are believed
/// @param identities the final identities of a credential
record SetFacts(
        Keys keys,
        WeakKeys weakKeys,
        Map<CredentialId, Map<String, Object>> chains,
        Map<CredentialId, Instant> revoked,
        Map<Place, List<Facts>> references,
        Function<CredentialId, List<Anchor>> identities) {
    private static final int LIST_MAX = 1000;

    Facts of(Credential credential, List<Sighting> sightings) {
        TreeMap<String, Object> facts = new TreeMap<>();
        labels(sightings, facts);
        facts.putAll(chains.getOrDefault(credential.id(), Map.of()));
        putUnlessEmpty("key.weak", weakKeys.of(credential), facts);
        revocation(credential, sightings, facts);
        keys.of(credential).ifPresent(it -> key(credential, sightings, it, facts));
        if (credential instanceof Secret) {
            secret(sightings, facts);
        }
        Set<String> usedBy = new TreeSet<>();
        for (Sighting sighting : sightings) {
            usedBy(sighting).forEach(usedBy::add);
        }
        putUnlessEmpty("usedBy", usedBy, facts);
        return Facts.of(facts);
    }

    private void revocation(
            Credential credential, List<Sighting> sightings, Map<String, Object> facts) {
        Optional<Instant> at = Optional.ofNullable(revoked.get(credential.id()));
        at.ifPresent(it -> facts.put("revokedAt", it.toString()));
        if (at.isPresent() || sightings.stream().anyMatch(it -> it.role() == Role.REVOKED)) {
            facts.put("revoked", true);
        }
    }

    private static void labels(List<Sighting> sightings, Map<String, Object> facts) {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Sighting sighting : sightings) {
            sighting.facts().values().keySet().stream()
                    .filter(it -> it.startsWith("label."))
                    .forEach(it ->
                            labels.computeIfAbsent(it, _ -> new TreeSet<>())
                                    .addAll(sighting.facts().list(it)));
        }
        labels.forEach((label, values) ->
                facts.put(
                        label,
                        values.size() == 1 ? values.iterator().next() : List.copyOf(values)));
    }

    private void key(
            Credential credential,
            List<Sighting> sightings,
            Keys.Use use,
            Map<String, Object> facts) {
        List<Credential> others =
                bare(credential)
                        ? List.of()
                        : use.users().stream().filter(it -> shares(credential, it)).toList();
        Set<String> types = new TreeSet<>();
        Set<Anchor> holders = new TreeSet<>(identities.apply(credential.id()));
        for (Credential other : others) {
            holders.addAll(identities.apply(other.id()));
            if (other.type() != credential.type()) {
                types.add(other.type().toString());
            }
        }
        putUnlessEmpty(
                "key.sharedWith", others.stream().map(it -> it.id().toString()).toList(), facts);
        putUnlessEmpty("key.sharedTypes", types, facts);
        if (!others.isEmpty()) {
            facts.put("key.identities", (long) holders.size());
        }
        long sameType =
                others.stream()
                        .filter(it -> it.type() == credential.type())
                        .filter(it -> !sameHolder(it, credential))
                        .count();
        if (sameType > 0) {
            facts.put("key.sharedSameType", sameType);
        }
        if (!use.hosts().isEmpty()) {
            facts.put("key.places", (long) use.hosts().size());
            facts.put("key.hosts", (long) use.hosts().size());
        }
        putUnlessEmpty("key.privateAt", use.privateAt().stream().map(Place::text).toList(), facts);
        if (!use.privateAt().isEmpty() && credential.type() == CredentialType.X509_CERTIFICATE) {
            facts.put("key.beside", beside(sightings, use));
        }
    }

    private static boolean beside(List<Sighting> sightings, Keys.Use use) {
        return sightings.stream()
                .filter(it -> it.role() == Role.STORED)
                .map(it -> Where.folder(it.place()))
                .anyMatch(it ->
                        use.privateAt().stream().anyMatch(key -> Where.folder(key).equals(it)));
    }

    /// A key file next to its certificate, an SSH key and the certificate over it, and the
    /// certificates that cross-certify one authority are one use of a key, not several.
    private static boolean shares(Credential one, Credential other) {
        if (one.id().equals(other.id()) || bare(other)) {
            return false;
        }
        if (one instanceof X509Certificate first && other instanceof X509Certificate second) {
            boolean authorities =
                    first.usage().certificateAuthority() && second.usage().certificateAuthority();
            return !(authorities && first.subject().equals(second.subject()));
        }
        boolean keyAndItsCertificate =
                (one instanceof SshKey && other instanceof SshCertificate)
                        || (one instanceof SshCertificate && other instanceof SshKey);
        return !keyAndItsCertificate;
    }

    /// A renewal that keeps the key shares it with nobody else.
    private boolean sameHolder(Credential one, Credential other) {
        return Set.copyOf(identities.apply(one.id()))
                .equals(Set.copyOf(identities.apply(other.id())));
    }

    private static boolean bare(Credential credential) {
        return credential instanceof PublicKey || credential instanceof ManagedKey;
    }

    private static void secret(List<Sighting> sightings, Map<String, Object> facts) {
        Set<String> places = new TreeSet<>();
        Set<String> environments = new TreeSet<>();
        for (Sighting sighting : sightings) {
            places.add(
                    sighting.place().scheme().equals("git")
                            ? Where.spot(sighting)
                            : Where.file(sighting));
            environments.addAll(sighting.facts().list("label.env"));
        }
        facts.put("secret.places", (long) places.size());
        putUnlessEmpty("secret.environments", environments, facts);
    }

    private List<String> usedBy(Sighting sighting) {
        List<Facts> uses = references.getOrDefault(sighting.place(), List.of());
        List<String> lines = new ArrayList<>();
        for (Facts use : uses) {
            String service = use.text("service").orElse("configuration");
            String port =
                    use.list("listen").stream()
                            .flatMap(it -> Where.port(it).stream())
                            .map(it -> ":" + it)
                            .findFirst()
                            .orElse("");
            List<String> names = use.list("serverName");
            if (names.isEmpty()) {
                lines.add((service + " " + port).strip());
            }
            names.forEach(it -> lines.add(service + " " + it + port));
        }
        return lines;
    }

    private static void putUnlessEmpty(
            String name, Collection<String> values, Map<String, Object> facts) {
        if (!values.isEmpty()) {
            facts.put(name, values.stream().limit(LIST_MAX).toList());
        }
    }
}
