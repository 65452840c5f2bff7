package io.muster.store.policy;

import io.muster.governance.Subjects;
import io.muster.governance.Subjects.Subject;
import io.muster.inventory.CredentialName;
import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.credentials.KeyUse;
import io.muster.inventory.credentials.Known;
import io.muster.inventory.verdicts.Due;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialId;
import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.model.X509Certificate;
import io.muster.roll.anchor.Where;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.roll.Primes;
import io.muster.store.roll.SightingRows;
import io.muster.wire.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts credentials together again from their rows, with what all of the inventory knows of them.
///
/// Of a credential at very many places so many sightings are read as a verdict needs.
record DueCredentials(Session session) {
    private static final int PLACES_MAX = 1000;
    private static final int USERS_MAX = 1000;

    /// So many numbers further it is still cheaper to read on than to begin anew.
    private static final int NEAR = 4;

    private static final String CREDENTIAL =
            """
            SELECT c.n, c.judge_again_at, c.key_n, coalesce(k.credentials, 0), c.places, c.title,
                   d.document, coalesce(k.primes, 0)
              FROM credential c
              JOIN credential_document d ON d.credential_n = c.n
              LEFT JOIN public_key k ON k.n = c.key_n
            """;
    private static final String DUE =
            CREDENTIAL + " WHERE c.judge_again_at <= ? ORDER BY c.judge_again_at, c.n LIMIT ?";
    private static final String IN_ORDER =
            CREDENTIAL
                    + " WHERE c.n > ? AND c.n <= ? AND c.judge_again_at < 9223372036854775807"
                    + " ORDER BY c.n";
    private static final String KEY_PLACES =
            """
            SELECT DISTINCT p.text, s.role FROM credential c
              JOIN sighting s ON s.credential_n = c.n AND s.anchor_n = 0
              JOIN place p ON p.n = s.place_n
             WHERE c.key_n = ? AND c.key_n <> 0 AND s.gone_at = 0
               AND s.role IN ('private-key', 'served') LIMIT ?
            """;

    private record Raw(
            long n, long mark, long key, long users, long places, String title, Entry dossier) {
        static Raw of(Row row) throws SQLException {
            return new Raw(
                    row.number(1),
                    row.number(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    row.text(6),
                    Primes.dossier(row.text(7), row.number(8)));
        }

        CredentialName name() {
            Credential credential = dossier.credential();
            return new CredentialName(
                    credential.id().toString(), credential.type().toString(), title);
        }
    }

    List<Due> due(long now, int limit) throws SQLException {
        List<Raw> raw = session.all(DUE, Raw::of, now, limit);
        Map<Long, List<Sighting>> sightings = sightings(raw);
        Map<Long, KeyUse> keys = new HashMap<>();
        List<Due> due = new ArrayList<>(raw.size());
        for (Raw one : raw) {
            due.add(due(one, sightings.getOrDefault(one.n(), List.of()), keys));
        }
        return due;
    }

    /// Those that are somewhere, above number `after` and to `through`, whether they are due or
    /// not.
    List<Subject> between(long after, long through) throws SQLException {
        List<Raw> raw = session.all(IN_ORDER, Raw::of, after, through);
        Map<Long, List<Sighting>> sightings = sightings(raw);
        Map<Long, KeyUse> keys = new HashMap<>();
        List<Subject> subjects = new ArrayList<>(raw.size());
        for (Raw one : raw) {
            List<Sighting> mine = sightings.getOrDefault(one.n(), List.of());
            subjects.add(new Subject(due(one, mine, keys), Subjects.Name.of(one.name())));
        }
        return subjects;
    }

    /// Reads those of neighbours together; one that is at very many places is read by itself, as
    /// far as a verdict needs.
    private Map<Long, List<Sighting>> sightings(List<Raw> raw) throws SQLException {
        Map<Long, List<Sighting>> sightings = new HashMap<>();
        SortedMap<Long, CredentialId> neighbours = new TreeMap<>();
        for (Raw one : raw) {
            if (one.places() > PLACES_MAX) {
                together(neighbours, sightings);
                sightings.put(one.n(), sightings(one));
                continue;
            }
            if (!neighbours.isEmpty() && !isNear(neighbours.lastKey(), one.n())) {
                together(neighbours, sightings);
            }
            neighbours.put(one.n(), one.dossier().credential().id());
        }
        together(neighbours, sightings);
        return sightings;
    }

    private static boolean isNear(long before, long n) {
        return n > before && n - before <= NEAR;
    }

    private void together(
            SortedMap<Long, CredentialId> neighbours, Map<Long, List<Sighting>> sightings)
            throws SQLException {
        if (!neighbours.isEmpty()) {
            sightings.putAll(new SightingRows(session).ofCredentials(neighbours));
            neighbours.clear();
        }
    }

    private List<Sighting> sightings(Raw one) throws SQLException {
        return new SightingRows(session).ofCredential(one.n(), one.dossier().credential().id());
    }

    /// @param keys those of many users that were read already
    private Due due(Raw one, List<Sighting> sightings, Map<Long, KeyUse> keys) throws SQLException {
        Credential credential = one.dossier().credential();
        boolean shared = one.key() != 0 && one.users() > 1;
        KeyUse use = KeyUse.NONE;
        if (shared) {
            use = keys.get(one.key());
            if (use == null) {
                use = sharedKey(one.key());
                keys.put(one.key(), use);
            }
        } else if (one.key() != 0) {
            use = ownKey(sightings);
        }
        // Whose it is matters only beside others that use its key.
        Set<Long> holders = shared ? identities(one.n()) : Set.of();
        return new Due.OfCredential(
                one.n(),
                one.mark(),
                new Known(one.dossier(), sightings, use, user(credential, holders)));
    }

    /// Of a key that one credential has to itself.
    private static KeyUse ownKey(List<Sighting> sightings) {
        Places places = new Places();
        sightings.forEach(it -> places.add(it.place(), it.role().toString()));
        return places.use(List.of());
    }

    private KeyUse sharedKey(long key) throws SQLException {
        Places places = new Places();
        session.each(
                KEY_PLACES,
                row -> places.add(new Place(row.text(1)), row.text(2)),
                key,
                PLACES_MAX);
        List<Long> numbers =
                session.all(
                        "SELECT n FROM credential WHERE key_n = ? AND key_n <> 0 ORDER BY n LIMIT ?",
                        row -> row.number(1),
                        key,
                        USERS_MAX);
        List<KeyUse.User> users = new ArrayList<>(numbers.size());
        for (long n : numbers) {
            users.add(
                    session.first(
                                    "SELECT id, type, document FROM credential JOIN"
                                            + " credential_document ON credential_n = n WHERE n = ?",
                                    row -> user(n, row),
                                    n)
                            .orElseThrow());
        }
        return places.use(users);
    }

    /// Only certificates can be those of an authority; of others the document is not read.
    private KeyUse.User user(long n, Row row) throws SQLException {
        try {
            CredentialType type = Words.type(row.text(2));
            if (type == CredentialType.X509_CERTIFICATE) {
                return user(Dossier.parse(row.text(3)).credential(), identities(n));
            }
            return new KeyUse.User(
                    new CredentialId(Bytes.of(row.bytes(1))), type, "", identities(n));
        } catch (Malformed e) {
            throw new IllegalStateException("a credential was changed by somebody else", e);
        }
    }

    private static KeyUse.User user(Credential credential, Set<Long> holders) {
        String authority =
                credential instanceof X509Certificate certificate
                                && certificate.usage().certificateAuthority()
                        ? certificate.subject()
                        : "";
        return new KeyUse.User(credential.id(), credential.type(), authority, holders);
    }

    private Set<Long> identities(long n) throws SQLException {
        return new HashSet<>(
                session.all(
                        "SELECT identity_n FROM holding WHERE credential_n = ?",
                        row -> row.number(1),
                        n));
    }

    /// Where a key is used and kept.
    private static final class Places {
        private final Set<Place> privateAt = new HashSet<>();
        private final Set<String> hosts = new HashSet<>();

        void add(Place place, String role) {
            if (role.equals("private-key")) {
                privateAt.add(place);
            }
            if (role.equals("private-key") || role.equals("served")) {
                hosts.add(Where.host(place));
            }
        }

        KeyUse use(List<KeyUse.User> users) {
            return new KeyUse(users, List.copyOf(privateAt), hosts);
        }
    }
}
