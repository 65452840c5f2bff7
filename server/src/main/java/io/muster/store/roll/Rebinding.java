package io.muster.store.roll;

import io.muster.model.Severity;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Severities;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings what follows from bindings up to date: who holds a credential, how many an identity
/// holds, and whose owner a credential shows.
public record Rebinding(Session session) {
    private static final String DESCRIBE =
            """
            UPDATE credential SET (owner_n, environment, criticality) =
                   (SELECT i.owner_n, i.environment, i.criticality
                      FROM holding h, identity i
                     WHERE h.credential_n = credential.n AND i.n = h.identity_n
                     ORDER BY h.position, h.anchor_n, i.n LIMIT 1)
             WHERE n IN (SELECT credential_n FROM holding WHERE identity_n = ?)
            """;

    /// A binding that holds only below a place, or everywhere ('').
    private record Bound(String prefix, long identity) {}

    private record Holding(long credential, String rule, long position) {}

    /// The credentials of a batch, where people have bound their anchors by place. There is next to
    /// nobody who has.
    public void byPlace(List<Long> credentials) throws SQLException {
        List<Long> anchors =
                session.all(
                        "SELECT DISTINCT anchor_n FROM binding"
                                + " WHERE place_prefix <> '' AND +until = 0",
                        row -> row.number(1));
        for (long anchor : anchors) {
            List<Holding> holdings =
                    holdings(
                            "anchor_n = ? AND " + session.dialect().isOneOf("credential_n"),
                            anchor,
                            new Dialect.Numbers(credentials));
            rebind(anchor, holdings);
        }
    }

    /// All credentials of an anchor.
    public void anchor(long anchor) throws SQLException {
        rebind(anchor, holdings("anchor_n = ?", anchor));
    }

    private List<Holding> holdings(String condition, Object... parameters) throws SQLException {
        return session.all(
                "SELECT DISTINCT credential_n, rule, position FROM holding WHERE "
                        + condition
                        + " ORDER BY credential_n",
                row -> new Holding(row.number(1), row.text(2), row.number(3)),
                parameters);
    }

    private void rebind(long anchor, List<Holding> holdings) throws SQLException {
        List<Bound> bound =
                session.all(
                        "SELECT place_prefix, identity_n FROM binding"
                                + " WHERE anchor_n = ? AND until = 0 ORDER BY length(place_prefix) DESC",
                        row -> new Bound(row.text(1), row.number(2)),
                        anchor);
        Set<Long> touched = new TreeSet<>();
        bound.forEach(it -> touched.add(it.identity()));
        TreeMap<Long, Holding> byCredential = new TreeMap<>();
        holdings.forEach(it -> byCredential.putIfAbsent(it.credential(), it));
        for (Holding holding : byCredential.values()) {
            touched.addAll(identitiesOf(holding.credential()));
            session.update(
                    "DELETE FROM holding WHERE credential_n = ? AND anchor_n = ?",
                    holding.credential(),
                    anchor);
            for (long identity : identities(holding.credential(), bound)) {
                session.update(
                        "INSERT INTO holding (credential_n, anchor_n, identity_n, rule, position)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        holding.credential(),
                        anchor,
                        identity,
                        holding.rule(),
                        holding.position());
            }
        }
        recount(touched);
        Ruling.again(session, touched);
        for (Holding holding : byCredential.values()) {
            describeCredential(holding.credential());
        }
    }

    /// By the longest beginning that fits each place where the credential is; everywhere, when it
    /// is nowhere now.
    private Set<Long> identities(long credential, List<Bound> bound) throws SQLException {
        if (bound.size() == 1) {
            return Set.of(bound.getFirst().identity());
        }
        List<String> places =
                session.all(
                        "SELECT DISTINCT p.text FROM sighting s, place p WHERE s.credential_n = ?"
                                + " AND s.anchor_n = 0 AND s.gone_at = 0 AND p.n = s.place_n",
                        row -> row.text(1),
                        credential);
        Set<Long> identities = new TreeSet<>();
        for (String place : places.isEmpty() ? List.of("") : places) {
            Optional<Bound> first =
                    bound.stream().filter(it -> place.startsWith(it.prefix())).findFirst();
            first.ifPresent(it -> identities.add(it.identity()));
        }
        return identities;
    }

    /// Who holds it.
    public Set<Long> identitiesOf(long credential) throws SQLException {
        return new TreeSet<>(
                session.all(
                        "SELECT identity_n FROM holding WHERE credential_n = ?",
                        row -> row.number(1),
                        credential));
    }

    /// Counts again what these identities hold, and what is wrong with it.
    public void recount(Set<Long> identities) throws SQLException {
        for (long identity : identities) {
            session.update(
                    """
                    UPDATE identity SET (credentials, critical, high, medium, low) =
                           (SELECT count(*), coalesce(sum(c.critical), 0), coalesce(sum(c.high), 0),
                                   coalesce(sum(c.medium), 0), coalesce(sum(c.low), 0)
                              FROM credential c
                             WHERE c.n IN (SELECT credential_n FROM holding WHERE identity_n = ?))
                     WHERE n = ?
                    """,
                    identity,
                    identity);
            ownFindings(identity);
        }
    }

    /// Adds those on its accounts to those on what it holds.
    private void ownFindings(long identity) throws SQLException {
        Map<Long, Long> open = new HashMap<>();
        session.each(
                "SELECT severity, count(*) FROM finding"
                        + " WHERE identity_n = ? AND identity_n <> 0 AND resolved = 0 GROUP BY severity",
                row -> open.put(row.number(1), row.number(2)),
                identity);
        addFindings(
                identity,
                open.getOrDefault(Severities.number(Severity.CRITICAL), 0L),
                open.getOrDefault(Severities.number(Severity.HIGH), 0L),
                open.getOrDefault(Severities.number(Severity.MEDIUM), 0L),
                open.getOrDefault(Severities.number(Severity.LOW), 0L));
    }

    /// So many more open findings on the identity or what it holds.
    public void addFindings(long identity, long critical, long high, long medium, long low)
            throws SQLException {
        session.update(
                """
                UPDATE identity SET critical = critical + ?, high = high + ?, medium = medium + ?,
                       low = low + ?, %s,
                       worst = CASE WHEN critical + ? > 0 THEN 5 WHEN high + ? > 0 THEN 4
                                    WHEN medium + ? > 0 THEN 3 WHEN low + ? > 0 THEN 2 ELSE 0 END
                 WHERE n = ?
                """
                        .formatted(Assessing.AGAIN),
                critical,
                high,
                medium,
                low,
                critical,
                high,
                medium,
                low,
                identity);
    }

    /// Copies owner, environment and criticality to everything that the identity holds.
    public void describe(long identity) throws SQLException {
        session.update(DESCRIBE, identity);
    }

    /// The same for one credential.
    public void describeCredential(long credential) throws SQLException {
        session.update(
                """
                UPDATE credential SET (owner_n, environment, criticality) =
                       (SELECT coalesce(max(i.owner_n), 0), coalesce(max(i.environment), ''),
                               coalesce(max(i.criticality), '')
                          FROM (SELECT i.owner_n, i.environment, i.criticality
                                  FROM holding h, identity i
                                 WHERE h.credential_n = ? AND i.n = h.identity_n
                                 ORDER BY h.position, h.anchor_n, i.n LIMIT 1) i)
                 WHERE n = ?
                """,
                credential,
                credential);
    }
}
