package io.muster.inventory.credentials;

import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.wire.Kept;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is kept of a credential besides its sightings: itself, the anchors that were found for it,
/// and what runs have worked out about it.
///
/// Facts that follow from the whole inventory are not among them: the run that says so saw only a
/// part of it.
public final class Dossier {
    /// Worked out again from all that is known, or different in each run.
    private static final Set<String> OF_THE_SET =
            Set.of(
                    "key.sharedWith",
                    "key.sharedTypes",
                    "key.sharedSameType",
                    "key.identities",
                    "key.places",
                    "key.hosts",
                    "key.privateAt",
                    "key.beside",
                    "secret.places",
                    "secret.environments",
                    "series.count");

    /// Better knowledge comes first: a run that saw the roots knows more than one that did not.
    private static final List<String> CHAINS =
            List.of("valid", "invalid", "untrusted", "self-signed", "incomplete");

    private static final String WEAK = "key.weak";

    /// What several sources may each know a part of.
    private static final List<String> LISTS = List.of("usedBy", WEAK);

    /// Rules that find one anchor in a certificate or key and no more: another one is what a run
    /// that saw more calls the same machine.
    private static final Set<String> OF_ITSELF = Set.of("certificate-names", "key");

    private static final int LIST_MAX = 1000;

    private Dossier() {}

    /// The part of `entry` that is kept.
    public static Entry of(Entry entry) {
        TreeMap<String, Object> facts = new TreeMap<>(entry.facts().values());
        facts.keySet().removeIf(it -> OF_THE_SET.contains(it) || it.startsWith("label."));
        return new Entry(
                entry.credential(),
                entry.foreign(),
                entry.identities(),
                List.of(),
                new Facts(facts));
    }

    /// What is known when `told` comes to what was `kept`; both without sightings.
    ///
    /// Two sources that tell the same thing in different words must not overwrite each other for
    /// ever: what is known already stays, unless what is told is better or more.
    public static Entry joined(Entry kept, Entry told) {
        Map<Anchor, Identity> identities = new LinkedHashMap<>();
        kept.identities().forEach(it -> identities.putIfAbsent(it.anchor(), it));
        boolean renamed = otherName(kept, told).isPresent();
        told.identities().stream()
                .filter(_ -> !renamed)
                .forEach(it -> identities.putIfAbsent(it.anchor(), it));
        if (!identities.values().stream().allMatch(Dossier::fallback)) {
            identities.values().removeIf(Dossier::fallback);
        }
        return new Entry(
                told.credential(),
                kept.foreign() && told.foreign(),
                List.copyOf(identities.values()),
                List.of(),
                joined(kept.facts(), told.facts()));
    }

    /// What a run calls the machine of `kept`, where it calls it otherwise: the credential is what
    /// it was, so the run has seen that both names mean one.
    public static Optional<Identity> otherName(Entry kept, Entry told) {
        if (kept.identities().size() != 1 || told.identities().size() != 1) {
            return Optional.empty();
        }
        Identity before = kept.identities().getFirst();
        return Optional.of(told.identities().getFirst())
                .filter(it -> OF_ITSELF.contains(it.rule()))
                .filter(it -> it.rule().equals(before.rule()))
                .filter(it -> !it.anchor().equals(before.anchor()));
    }

    private static Facts joined(Facts kept, Facts told) {
        Facts better = rank(told) < rank(kept) ? told : kept;
        TreeMap<String, Object> facts = new TreeMap<>(kept.with(told).values());
        facts.keySet().removeIf(Dossier::ofChain);
        better.values()
                .forEach((name, value) -> {
                    if (ofChain(name)) {
                        facts.put(name, value);
                    }
                });
        for (String name : LISTS) {
            TreeSet<String> both = new TreeSet<>(kept.list(name));
            both.addAll(told.list(name));
            if (!both.isEmpty()) {
                facts.put(name, both.stream().limit(LIST_MAX).toList());
            }
        }
        return new Facts(facts);
    }

    /// What is known of a credential whose key shares a prime with another key of the inventory.
    public static Entry sharingAPrime(Entry dossier) {
        TreeSet<String> weak = new TreeSet<>(dossier.facts().list(WEAK));
        weak.add("shared-prime");
        TreeMap<String, Object> facts = new TreeMap<>(dossier.facts().values());
        facts.put(WEAK, List.copyOf(weak));
        return new Entry(
                dossier.credential(),
                dossier.foreign(),
                dossier.identities(),
                dossier.sightings(),
                new Facts(facts));
    }

    private static int rank(Facts facts) {
        int rank = facts.text("chain").map(CHAINS::indexOf).orElse(-1);
        return rank < 0 ? CHAINS.size() : rank;
    }

    private static boolean ofChain(String fact) {
        return fact.equals("chain")
                || fact.startsWith("chain.")
                || fact.startsWith("issuer.")
                || fact.equals("issuedBy");
    }

    /// Found for want of anything better.
    private static boolean fallback(Identity identity) {
        return identity.rule().equals("key");
    }

    /// `entry` as it is kept.
    public static String text(Entry entry) {
        return Kept.text(entry);
    }

    /// Reads what [#text] writes.
    public static Entry parse(String text) {
        try {
            return Kept.entry(text);
        } catch (Malformed e) {
            throw new IllegalStateException("a document was changed by somebody else", e);
        }
    }

    /// Tells two texts apart.
    public static long digest(String text) {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(bytes.sha256().toArray()).getLong();
    }
}
