package io.muster.roll;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.x509.keys.KnownKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes what sources saw, from any number of threads, and works out the roll when all is in.
///
/// Credentials stay in memory, once each; sightings go to a compact log that moves to a temporary
/// file when it grows, so a million of them are no burden.
public final class Roll implements AutoCloseable {

    /// How a roll is kept.
    ///
    /// @param temporaryFolder where a file for many sightings may be made; it is deleted when the
    ///   roll is closed
    /// @param sightingsInMemory bytes of sightings to keep before that
    /// @param bindings decisions of people that go before what the rules find
    /// @param knownKeys keys whose private half is public knowledge
    public record Settings(
            Path temporaryFolder,
            long sightingsInMemory,
            List<Binding> bindings,
            KnownKeys knownKeys) {
        public Settings {
            bindings = List.copyOf(bindings);
        }

        /// 32 MB of sightings in memory, no bindings, no list of known keys.
        public static Settings of(Path temporaryFolder) {
            return new Settings(temporaryFolder, 32L << 20, List.of(), KnownKeys.NONE);
        }

        /// These, with keys whose private half is public knowledge.
        public Settings withKnownKeys(KnownKeys keys) {
            return new Settings(temporaryFolder, sightingsInMemory, bindings, keys);
        }
    }

    private final Settings settings;
    private final Instant now;
    private final SightingLog log;
    private final Map<CredentialId, Held> held = new HashMap<>();
    private final Map<Anchor, List<Sighting>> accounts = new TreeMap<>();
    private final Set<Grant> grants = new LinkedHashSet<>();
    private final Set<Observation.Unreadable> unreadable = new LinkedHashSet<>();
    private final Set<Place> covered = new TreeSet<>();
    private final Map<Bytes, Observation.RevocationList> revocationLists = new LinkedHashMap<>();
    private final Map<Place, List<Facts>> references = new LinkedHashMap<>();

    /// @param now the time for which certificate paths are judged
    public Roll(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        this.log = new SightingLog(settings.temporaryFolder(), settings.sightingsInMemory());
    }

    /// Notes one observation. Safe for use by several threads.
    public void accept(Observation observation) {
        switch (observation) {
            case Observation.Sighted sighted -> {
                byte[] encoded = SightingLog.encode(sighted.sighting());
                CredentialId id = sighted.credential().id();
                synchronized (this) {
                    Held one = held.computeIfAbsent(id, _ -> new Held(sighted.credential()));
                    one.stated().addAll(sighted.anchors());
                    one.add(append(encoded));
                }
            }
            case Observation.Registered registered -> {
                synchronized (this) {
                    accounts.computeIfAbsent(registered.anchor(), _ -> new ArrayList<>())
                            .add(registered.sighting());
                }
            }
            case Observation.Granted granted -> {
                synchronized (this) {
                    grants.add(granted.grant());
                }
            }
            case Observation.Referenced referenced -> {
                synchronized (this) {
                    references
                            .computeIfAbsent(referenced.file(), _ -> new ArrayList<>())
                            .add(referenced.facts());
                }
            }
            case Observation.RevocationList list -> {
                synchronized (this) {
                    revocationLists.putIfAbsent(list.der().sha256(), list);
                }
            }
            case Observation.Covered one -> {
                synchronized (this) {
                    covered.add(one.place());
                }
            }
            case Observation.Unreadable one -> {
                synchronized (this) {
                    unreadable.add(one);
                }
            }
        }
    }

    private long append(byte[] encoded) {
        try {
            return log.append(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "sightings cannot be kept in "
                            + settings.temporaryFolder()
                            + "; free some space there",
                    e);
        }
    }

    /// The roll of everything accepted so far. Reads the log of sightings: use it before this roll
    /// is closed.
    public synchronized RollResult result() {
        return new Reckoning(
                        new Sightings(log),
                        held.values(),
                        new Bindings(settings.bindings()),
                        references,
                        new Chains(now),
                        new WeakKeys(settings.knownKeys()))
                .result(accounts, grants, unreadable, revocationLists.values());
    }

    /// The beginnings of places where everything was looked at ([Observation.Covered]), in order.
    public synchronized List<Place> covered() {
        return List.copyOf(covered);
    }

    /// Deletes the temporary file.
    @Override
    public synchronized void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of sightings cannot be deleted", e);
        }
    }
}
