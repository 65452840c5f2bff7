package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Identity;
import io.muster.model.ManagedKey;
import io.muster.model.Place;
import io.muster.model.PublicKey;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.AnchorRules;
import io.muster.roll.anchor.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works the roll out when everything is in: what is one thing, whose it is by rule, whose by
/// continuity, then what follows from all of it together.
final class Reckoning {
    private final Sightings sightings;
    private final Map<CredentialId, Held> held;
    private final Bindings bindings;
    private final Map<Place, List<Facts>> references;
    private final Keys keys = new Keys();

    /// Absent for what is foreign.
    private final Map<CredentialId, List<Identity>> identities = new HashMap<>();

    private long sightingCount;

    Reckoning(
            Sightings sightings,
            Collection<Held> all,
            Bindings bindings,
            Map<Place, List<Facts>> references) {
        this.sightings = sightings;
        this.held = Precertificates.merged(all);
        this.bindings = bindings;
        this.references = references;
    }

    RollResult result(
            Map<Anchor, List<Sighting>> accounts,
            Collection<Grant> grants,
            Collection<Observation.Unreadable> unreadable) {
        for (Held one : held.values()) {
            List<Sighting> its = sightings.of(one);
            sightingCount += its.size();
            keys.add(one.credential(), its);
        }
        // A bare key takes its identity from the certificates over it, so these go first.
        held.values().stream().filter(it -> !bare(it)).forEach(this::identify);
        held.values().stream().filter(Reckoning::bare).forEach(this::identify);
        Bonds bonds = bonds();
        Roster roster = roster(bonds, accounts.keySet());
        SetFacts facts = new SetFacts(keys, references, id -> anchors(id, bonds));
        List<Identity> all = roster.all();
        return new RollResult(
                List.copyOf(held.keySet()),
                id -> entry(id, roster, bonds, facts),
                all,
                accounts.entrySet().stream()
                        .map(it -> account(it.getKey(), it.getValue(), roster, bonds))
                        .toList(),
                grants.stream().sorted(Comparator.comparing(Grant::place)).toList(),
                unreadable.stream()
                        .sorted(Comparator.comparing(Observation.Unreadable::place))
                        .toList(),
                new Summary(
                        all.size(),
                        identities.size(),
                        held.size() - identities.size(),
                        sightingCount,
                        unreadable.size()));
    }

    private static boolean bare(Held one) {
        return one.credential() instanceof PublicKey || one.credential() instanceof ManagedKey;
    }

    private void identify(Held one) {
        List<Sighting> its = sightings.of(one);
        if (Foreign.is(one.credential(), its, keys)) {
            return;
        }
        Seen seen =
                new Seen(
                        one.credential(),
                        its,
                        List.copyOf(one.stated()),
                        references(its),
                        kin(one.credential()));
        identities.put(one.credential().id(), bindings.applied(AnchorRules.identities(seen), its));
    }

    private Map<Place, List<Facts>> references(List<Sighting> its) {
        Map<Place, List<Facts>> found = new HashMap<>();
        for (Sighting sighting : its) {
            Optional.ofNullable(references.get(sighting.place()))
                    .ifPresent(it -> found.put(sighting.place(), it));
        }
        return found;
    }

    private List<Identity> kin(Credential credential) {
        return keys.of(credential).stream()
                .flatMap(it -> it.users().stream())
                .filter(X509Certificate.class::isInstance)
                .flatMap(it -> identities.getOrDefault(it.id(), List.of()).stream())
                .distinct()
                .toList();
    }

    private Bonds bonds() {
        Continuity continuity = new Continuity();
        for (Held one : held.values()) {
            continuity.add(
                    one.credential(),
                    sightings.of(one),
                    identities.getOrDefault(one.credential().id(), List.of()));
        }
        return continuity.bonds();
    }

    private Roster roster(Bonds bonds, Collection<Anchor> accounts) {
        Roster roster = new Roster();
        for (CredentialId id : held.keySet()) {
            for (Identity identity : identities.getOrDefault(id, List.of())) {
                roster.add(
                        new Identity(
                                bonds.identityOf(identity.anchor()),
                                identity.rule(),
                                identity.evidence()));
            }
        }
        for (Anchor account : accounts) {
            roster.add(
                    new Identity(
                            bonds.identityOf(account),
                            "registered",
                            List.of("a provider lists it")));
        }
        for (Anchor identity : bonds.identities()) {
            roster.addEvidence(identity, bonds.evidence(identity));
        }
        return roster;
    }

    private List<Anchor> anchors(CredentialId id, Bonds bonds) {
        List<Anchor> anchors = new ArrayList<>();
        for (Identity identity : identities.getOrDefault(id, List.of())) {
            anchors.add(bonds.identityOf(identity.anchor()));
        }
        return anchors;
    }

    private Entry entry(CredentialId id, Roster roster, Bonds bonds, SetFacts facts) {
        Held one = Optional.ofNullable(held.get(id)).orElseThrow();
        List<Sighting> its = sightings.of(one);
        return new Entry(
                one.credential(),
                !identities.containsKey(id),
                roster.of(anchors(id, bonds)),
                its,
                facts.of(one.credential(), its));
    }

    private static Account account(
            Anchor anchor, List<Sighting> sightings, Roster roster, Bonds bonds) {
        return new Account(roster.of(bonds.identityOf(anchor)), sightings);
    }
}
