package io.muster.store.graph;

import io.muster.inventory.Viewer;
import io.muster.inventory.graph.BlastRadius.Effect;
import io.muster.inventory.graph.BlastRadius.Falling.Kind;
import io.muster.inventory.graph.BlastRadius.Limits;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.graph.Fallen.Spot;
import io.muster.store.graph.FallenSeen.CredentialHit;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One fall, from a thing outwards: each step is a few statements over all that fell in the last
/// one. What an authority has issued is counted in an index and followed as far as there is room.
final class Fall {
    /// What is as good as its secret half where it lies.
    private static final String SECRET_TYPES =
            "('secret', 'managed-key', 'sealed-container', 'json-web-key', 'age-key')";

    private static final int RESOURCES_MAX = 200;

    private final Session session;
    private final Limits limits;
    private final long deadline;
    private final Fallen fallen;
    private final FallenSeen visible;
    private final Set<Long> authorities = new HashSet<>();
    private final Set<Long> keys = new HashSet<>();
    private final IssuedCounts issued;
    private boolean issuedCut;

    Fall(Session session, Viewer viewer, Limits limits, Fallen fallen) {
        this.session = session;
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
        this.fallen = fallen;
        this.visible = new FallenSeen(session, viewer, fallen);
        this.issued = new IssuedCounts(session, viewer);
    }

    void run() throws SQLException {
        List<Spot> last = visible.of(fallen.taken());
        for (int depth = 0;
                depth < limits.depth() && last.stream().anyMatch(this::leads);
                depth++) {
            if (isLate()) {
                fallen.cutAll();
                return;
            }
            step(last);
            last = visible.of(fallen.taken());
        }
    }

    private boolean leads(Spot spot) {
        return spot.kind() == Kind.CREDENTIAL || fallen.reach(spot).effect() == Effect.ENTERED;
    }

    private boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    /// Whether more was issued than could be followed; it is counted all the same.
    boolean isIssuedCut() {
        return issuedCut;
    }

    Fallen fallen() {
        return fallen;
    }

    Map<Long, CredentialHit> credentials() {
        return visible.credentials();
    }

    IssuedCounts issued() {
        return issued;
    }

    boolean isOfFallenAuthority(CredentialHit row) {
        return authorities.contains(row.issuer());
    }

    private void step(List<Spot> last) throws SQLException {
        List<Long> credentials = FallenSeen.numbers(last, Kind.CREDENTIAL);
        List<Long> exposed = with(credentials, Effect.EXPOSED);
        List<Long> lost =
                Stream.concat(exposed.stream(), with(credentials, Effect.UNTRUSTED).stream())
                        .toList();
        sameKey(exposed);
        issued(lost);
        holders(lost);
        opened(exposed);
        if (isLate()) {
            // What is only in use there leads no further.
            fallen.cut(Kind.HOST);
            fallen.cut(Kind.PLACE);
        } else {
            placed(lost);
        }
        accounts(FallenSeen.numbers(last, Kind.IDENTITY));
        for (Spot spot : last) {
            if (spot.kind() == Kind.HOST && fallen.reach(spot).effect() == Effect.ENTERED) {
                readable(spot, "p.host = ?", spot.text());
            } else if (spot.kind() == Kind.PLACE && fallen.reach(spot).effect() == Effect.ENTERED) {
                readable(spot, "p.text = ?", spot.text());
            }
        }
    }

    private List<Long> with(List<Long> credentials, Effect effect) {
        return credentials.stream()
                .filter(visible.credentials()::containsKey)
                .filter(it -> fallen.reach(credential(it)).effect() == effect)
                .toList();
    }

    private static Spot credential(long n) {
        return Spot.of(Kind.CREDENTIAL, n);
    }

    /// Who has the key has it for all that it is in.
    private void sameKey(List<Long> exposed) throws SQLException {
        Map<Long, Long> fresh = new HashMap<>();
        for (long n : exposed) {
            CredentialHit row = visible.credentials().get(n);
            if (row != null && row.key() != 0 && keys.add(row.key())) {
                fresh.put(row.key(), n);
            }
        }
        boolean more =
                pairs(
                        "SELECT o.key_n, o.n FROM credential o WHERE o.key_n <> 0 AND %s",
                        "o.key_n",
                        List.copyOf(fresh.keySet()),
                        most(Kind.CREDENTIAL),
                        (key, to) ->
                                fallen.add(
                                        credential(to),
                                        credential(fresh.getOrDefault(key, to)),
                                        "same-key",
                                        Effect.EXPOSED));
        if (more) {
            fallen.cut(Kind.CREDENTIAL);
        }
    }

    private void issued(List<Long> lost) throws SQLException {
        Set<Long> fresh = new HashSet<>();
        pairs(
                "SELECT i.credential_n, i.n FROM issuer i WHERE %s AND i.credential_n <> 0",
                "i.credential_n", lost, limits.members(), (authority, _) -> fresh.add(authority));
        fresh.removeAll(authorities);
        if (fresh.isEmpty()) {
            return;
        }
        authorities.addAll(fresh);
        for (long authority : fresh) {
            issued.count(authority, fallen.reach(credential(authority)).depth() + 1);
        }
        List<Long> all = List.copyOf(fresh);
        // Those that have issued themselves come first, so that they are there however many there
        // are.
        pairs(
                "SELECT c.issuer_n, c.n FROM issuer i CROSS JOIN credential c"
                        + " WHERE c.n = i.credential_n AND %s",
                "c.issuer_n", all, limits.members(), this::untrusted);
        issuedCut |=
                pairs(
                        "SELECT c.issuer_n, c.n FROM credential c WHERE c.issuer_n <> 0 AND %s",
                        "c.issuer_n", all, limits.members() / 2, this::untrusted);
    }

    private void untrusted(long authority, long credential) {
        if (fallen.room(Kind.CREDENTIAL) > 0 || fallen.contains(credential(credential))) {
            fallen.add(
                    credential(credential), credential(authority), "issued-by", Effect.UNTRUSTED);
        } else {
            issuedCut = true;
        }
    }

    private void holders(List<Long> lost) throws SQLException {
        boolean more =
                pairs(
                        "SELECT h.credential_n, h.identity_n FROM holding h WHERE %s",
                        "h.credential_n",
                        lost,
                        2 * most(Kind.IDENTITY),
                        (from, to) ->
                                fallen.add(
                                        Spot.of(Kind.IDENTITY, to),
                                        credential(from),
                                        "belongs-to",
                                        Effect.IMPERSONATED));
        if (more) {
            fallen.cut(Kind.IDENTITY);
        }
    }

    /// Accounts that a key opens.
    private void opened(List<Long> exposed) throws SQLException {
        places(
                exposed,
                "s.role = 'authorized'",
                (row, spot) -> fallen.add(spot, credential(row), "authorised-on", Effect.ENTERED));
    }

    private void placed(List<Long> lost) throws SQLException {
        places(
                lost,
                "s.role = 'trusted'",
                (row, spot) -> fallen.add(spot, credential(row), "trusted-by", Effect.DECEIVED));
        places(
                lost,
                "s.role IN ('served', 'private-key', 'stored')",
                (row, spot) -> fallen.add(spot, credential(row), "placed-on", Effect.AFFECTED));
    }

    private interface Placed {
        void at(long credential, Spot spot);
    }

    private void places(List<Long> credentials, String role, Placed placed) throws SQLException {
        if (credentials.isEmpty()) {
            return;
        }
        int most = Math.max(0, fallen.room(Kind.HOST)) + 1;
        int[] read = {0};
        session.each(
                """
                SELECT DISTINCT s.credential_n, p.host, CASE WHEN p.host = '' THEN p.text ELSE '' END
                  FROM sighting s CROSS JOIN place p
                 WHERE %s AND s.gone_at = 0 AND %s AND p.n = s.place_n LIMIT ?
                """
                        .formatted(session.dialect().isOneOf("s.credential_n"), role),
                row -> {
                    read[0]++;
                    placed.at(
                            row.number(1),
                            row.text(2).isEmpty()
                                    ? Spot.named(Kind.PLACE, row.text(3))
                                    : Spot.named(Kind.HOST, row.text(2)));
                },
                new Dialect.Numbers(credentials),
                2 * most);
        if (read[0] >= 2 * most) {
            fallen.cut(Kind.HOST);
            fallen.cut(Kind.PLACE);
        }
    }

    /// Who is an account has its keys, and may do what it may; who is a host can read what is
    /// there.
    private void accounts(List<Long> identities) throws SQLException {
        for (long n : identities) {
            Spot identity = Spot.of(Kind.IDENTITY, n);
            if (fallen.reach(identity).effect() != Effect.ENTERED) {
                continue;
            }
            boolean more =
                    pairs(
                            "SELECT h.identity_n, h.credential_n FROM holding h WHERE %s",
                            "h.identity_n",
                            List.of(n),
                            most(Kind.CREDENTIAL),
                            (_, to) ->
                                    fallen.add(credential(to), identity, "holds", Effect.EXPOSED));
            if (more) {
                fallen.cut(Kind.CREDENTIAL);
            }
            session.each(
                    "SELECT i.name FROM identity i WHERE i.n = ? AND i.kind = 'host'",
                    row ->
                            fallen.add(
                                    Spot.named(Kind.HOST, row.text(1)),
                                    identity,
                                    "is",
                                    Effect.ENTERED),
                    n);
            session.each(
                    """
                    SELECT DISTINCT m.right_, m.resource FROM binding b CROSS JOIN may m
                     WHERE b.identity_n = ? AND b.until = 0 AND m.anchor_n = b.anchor_n
                       AND m.gone_at = 0 LIMIT ?
                    """,
                    row ->
                            fallen.add(
                                    Spot.named(Kind.RESOURCE, row.text(1) + " " + row.text(2)),
                                    identity,
                                    "may",
                                    Effect.ENTERED),
                    n,
                    RESOURCES_MAX);
        }
    }

    private void readable(Spot where, String condition, String text) throws SQLException {
        int most = Math.max(0, fallen.room(Kind.CREDENTIAL)) + 1;
        List<Long> found =
                session.all(
                        """
                        SELECT DISTINCT s.credential_n FROM place p CROSS JOIN sighting s
                         WHERE %s AND s.place_n = p.n AND s.gone_at = 0 AND s.credential_n <> 0
                           AND (s.role IN ('private-key', 'served')
                                OR s.role = 'stored' AND EXISTS (SELECT 1 FROM credential c
                                     WHERE c.n = s.credential_n AND c.type IN %s)) LIMIT ?
                        """
                                .formatted(condition, SECRET_TYPES),
                        row -> row.number(1),
                        text,
                        most);
        found.forEach(it -> fallen.add(credential(it), where, "readable-on", Effect.EXPOSED));
    }

    private interface Pair {
        void of(long from, long to);
    }

    /// @param select with a condition that `column` is one of `from` where `%s` is
    /// @return whether there are more than `most`
    private boolean pairs(String select, String column, List<Long> from, int most, Pair pair)
            throws SQLException {
        if (from.isEmpty()) {
            return false;
        }
        int[] read = {0};
        session.each(
                select.formatted(session.dialect().isOneOf(column)) + " LIMIT ?",
                row -> {
                    read[0]++;
                    pair.of(row.number(1), row.number(2));
                },
                new Dialect.Numbers(from),
                most + 1);
        return read[0] > most;
    }

    /// How many rows are worth reading: some may lead to what has fallen already.
    private int most(Kind kind) {
        return Math.max(0, fallen.room(kind)) + fallen.count(kind);
    }
}
