package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.Account;
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
import io.muster.model.SealedContainer;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.AnchorRules;
import io.muster.roll.anchor.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works the roll out when everything is in: what is one thing, whose it is by rule, whose by
/// continuity, then what follows from all of it together.
final class Reckoning {
    private static final int TURNS = 3;

    private final Sightings sightings;
    private final Map<CredentialId, Held> held;
    private final Bindings bindings;
    private final Map<Place, List<Facts>> references;
    private final Foreign foreign;
    private final Chains chains;
    private final WeakKeys weakKeys;
    private final Keys keys = new Keys();
    private final Issuers issuers = new Issuers();
    private final Containers containers = new Containers();
    private final Series series = new Series();
    private final Continuity continuity = new Continuity();

    /// Absent for what is foreign.
    private final Map<CredentialId, List<Identity>> identities = new HashMap<>();

    private long sightingCount;

    Reckoning(
            Sightings sightings,
            Collection<Held> all,
            Bindings bindings,
            Map<Place, List<Facts>> references,
            Chains chains,
            WeakKeys weakKeys) {
        this.chains = chains;
        this.weakKeys = weakKeys;
        this.sightings = sightings;
        this.held = Precertificates.merged(all);
        this.bindings = bindings;
        this.references = references;
        this.foreign =
                new Foreign(
                        keys,
                        issuers,
                        references,
                        it -> sightings.of(Optional.ofNullable(held.get(it.id())).orElseThrow()));
    }

    RollResult result(
            Map<Anchor, List<Sighting>> accounts,
            Collection<Grant> grants,
            Collection<Observation.Unreadable> unreadable,
            Collection<Observation.RevocationList> revocationLists) {
        List<Grant> allGrants = new ArrayList<>(grants);
        Logins logins = new Logins(allGrants);
        for (Held one : held.values()) {
            List<Sighting> its = sightings.of(one);
            sightingCount += its.size();
            keys.add(one.credential(), its);
            weakKeys.add(one.credential());
            issuers.add(one.credential());
            if (one.credential() instanceof X509Certificate certificate) {
                chains.add(certificate, its);
            }
            containers.addLocked(one.credential(), its);
            logins.add(one.credential().id(), its);
        }
        if (containers.any()) {
            held.values().forEach(it -> containers.addContent(it.credential(), sightings.of(it)));
        }
        // A bare key takes its identity from the certificates over it, a container from what was in
        // it.
        for (int turn = 0; turn < TURNS; turn++) {
            for (Held one : held.values()) {
                if (turn(one.credential()) == turn) {
                    identify(one);
                }
            }
        }
        Bonds bonds = continuity.bonds();
        List<CredentialId> listed = listed(bonds);
        Roster roster = roster(bonds, accounts.keySet());
        weakKeys.compare();
        Revocations revocations = new Revocations(chains, revocationLists);
        List<Observation.Unreadable> allUnreadable = new ArrayList<>(unreadable);
        allUnreadable.addAll(revocations.unreadable());
        SetFacts facts =
                new SetFacts(
                        keys,
                        weakKeys,
                        chains.facts(
                                new IssuerKind.Authority(
                                        it -> keys.held(credential(it)),
                                        it -> issuers.issued(credential(it)))),
                        revocations.revoked(),
                        references,
                        id -> anchors(id, bonds));
        List<Identity> all = roster.all();
        Map<Anchor, List<CredentialId>> owned = owned(listed, bonds, accounts.keySet());
        return new RollResult(
                listed,
                id -> entry(id, roster, bonds, facts),
                all,
                accounts.entrySet().stream()
                        .map(it -> {
                            Identity identity = roster.of(bonds.identityOf(it.getKey()));
                            return new Account(
                                    identity,
                                    owned.getOrDefault(identity.anchor(), List.of()),
                                    it.getValue());
                        })
                        .toList(),
                allGrants.stream().sorted(Comparator.comparing(Grant::place)).toList(),
                allUnreadable.stream()
                        .sorted(Comparator.comparing(Observation.Unreadable::place))
                        .toList(),
                new Summary(
                        all.size(),
                        listed.stream().filter(identities::containsKey).count(),
                        listed.stream().filter(it -> !identities.containsKey(it)).count(),
                        sightingCount,
                        allUnreadable.size()));
    }

    private static int turn(Credential credential) {
        return switch (credential) {
            case PublicKey _, ManagedKey _ -> 1;
            case SealedContainer _ -> TURNS - 1;
            case Credential _ -> 0;
        };
    }

    /// What is listed, in order of id: of short-lived series the newest only.
    private List<CredentialId> listed(Bonds bonds) {
        List<Held> shortLived =
                held.values().stream().filter(it -> Series.mayHold(it.credential())).toList();
        for (Held one : shortLived) {
            series.add(one.credential(), sightings.of(one), anchors(one.credential().id(), bonds));
        }
        Set<CredentialId> superseded = new HashSet<>();
        for (Held one : shortLived) {
            List<Sighting> its = sightings.of(one);
            int kept = series.kept(one.credential(), its).size();
            sightingCount -= its.size() - kept;
            if (kept == 0) {
                superseded.add(one.credential().id());
            }
        }
        return held.keySet().stream().filter(it -> !superseded.contains(it)).toList();
    }

    private Credential credential(CredentialId id) {
        return Optional.ofNullable(held.get(id)).orElseThrow().credential();
    }

    private void identify(Held one) {
        List<Sighting> its = sightings.of(one);
        if (foreign.is(one.credential(), its)) {
            return;
        }
        Optional<Credential> content = containers.opened(one.credential());
        if (content.isPresent()) {
            identities.put(
                    one.credential().id(), identities.getOrDefault(content.get().id(), List.of()));
            return;
        }
        Seen seen =
                new Seen(
                        one.credential(),
                        its,
                        List.copyOf(one.stated()),
                        references(its),
                        kin(one.credential()),
                        issuers.issued(one.credential()));
        List<Identity> found = bindings.applied(AnchorRules.identities(seen), its);
        identities.put(one.credential().id(), found);
        continuity.add(one.credential(), its, found);
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
        Credential credential = one.credential();
        List<Sighting> its = series.kept(credential, sightings.of(one));
        Facts found = facts.of(credential, its);
        Optional<Long> length = series.length(credential, its);
        Optional<Credential> content = containers.opened(credential);
        if (length.isPresent()) {
            found = found.with("series.count", length.get());
        }
        if (content.isPresent()) {
            found = found.with("superseded", content.get().id().toString());
        }
        return new Entry(
                credential, !identities.containsKey(id), roster.of(anchors(id, bonds)), its, found);
    }

    /// The credentials of each account.
    private Map<Anchor, List<CredentialId>> owned(
            List<CredentialId> listed, Bonds bonds, Collection<Anchor> accounts) {
        Map<Anchor, List<CredentialId>> owned = new HashMap<>();
        accounts.forEach(it -> owned.put(bonds.identityOf(it), new ArrayList<>()));
        for (CredentialId id : listed) {
            for (Anchor anchor : anchors(id, bonds)) {
                Optional.ofNullable(owned.get(anchor)).ifPresent(it -> it.add(id));
            }
        }
        return owned;
    }
}
