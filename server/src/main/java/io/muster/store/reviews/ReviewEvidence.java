package io.muster.store.reviews;

import io.muster.inventory.Entity;
import io.muster.inventory.graph.Permissions;
import io.muster.inventory.query.Listing;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.ownership.Clue;
import io.muster.ownership.OwnerTag;
import io.muster.reviews.Evidence;
import io.muster.reviews.Evidence.Permission;
import io.muster.reviews.Reviews.Frozen;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Times;
import io.muster.store.evidence.Grants;
import io.muster.store.roll.SightingRows;
import io.muster.store.wards.WardFacts;
import io.muster.store.wards.WardReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Reads what is shown to whoever decides about an identity or a credential.
record ReviewEvidence(Session session, Instant now) {
    private static final int GRANTS_MAX = 1_000;

    private static final String IDENTITY =
            """
            SELECT i.n, i.kind, i.name, t.id, i.owner_why, i.first_seen, i.last_seen, i.credentials,
                   i.environment, i.criticality, i.risk,
                   i.critical + i.high + i.medium + i.low, 9223372036854775807
              FROM identity i LEFT JOIN team t ON t.n = i.owner_n
             WHERE i.id = ? AND i.merged_into = 0
            """;
    private static final String CREDENTIAL =
            """
            SELECT c.n, c.type, c.title, t.id, '', c.first_seen, c.last_seen, 0,
                   c.environment, c.criticality, 0,
                   c.critical + c.high + c.medium + c.low, c.not_after
              FROM credential c LEFT JOIN team t ON t.n = c.owner_n WHERE c.id = ?
            """;
    private static final String FINDINGS_OF_IDENTITY =
            """
            SELECT f.rule, f.severity, f.message FROM finding f
             WHERE f.identity_n = ? AND f.identity_n <> 0 AND f.resolved = 0
             ORDER BY f.severity DESC, f.n LIMIT ?
            """;
    private static final String FINDINGS_OF_HELD =
            """
            SELECT f.rule, f.severity, f.message
              FROM (SELECT DISTINCT credential_n FROM holding WHERE identity_n = ? LIMIT 500) h
                   CROSS JOIN finding f
             WHERE f.credential_n = h.credential_n AND f.resolved = 0
             ORDER BY f.severity DESC, f.n LIMIT ?
            """;
    private static final String FINDINGS_OF_CREDENTIAL =
            """
            SELECT f.rule, f.severity, f.message FROM finding f
             WHERE f.credential_n = ? AND f.resolved = 0 ORDER BY f.severity DESC, f.n LIMIT ?
            """;
    private static final String REVIEWED =
            """
            SELECT coalesce(max(i.decided), 0) FROM review_item i JOIN review r ON r.n = i.review_n
             WHERE i.entity = ? AND i.entity_n = ? AND r.state = 'closed'
               AND i.decision IN ('keep', 'reduce')
            """;

    private record Own(
            long n,
            String kind,
            String title,
            Optional<String> owner,
            Optional<String> because,
            Instant firstSeen,
            Instant lastSeen,
            long credentials,
            Optional<String> environment,
            Optional<String> criticality,
            long risk,
            long findings,
            Optional<Instant> notAfter) {}

    /// Where it was seen, and what was written there.
    private record Seen(String place, Facts facts) {}

    /// @param ids in hex; those that are gone are left out
    List<Frozen> of(Listing list, List<String> ids) throws SQLException {
        List<Frozen> all = new ArrayList<>(ids.size());
        for (String id : ids) {
            Entity entity =
                    list == Listing.IDENTITIES ? Entity.identity(id) : Entity.credential(id);
            boolean identity = entity.kind() == Entity.Kind.IDENTITY;
            Optional<Own> own =
                    session.first(
                            identity ? IDENTITY : CREDENTIAL, ReviewEvidence::own, Ids.parse(id));
            if (own.isPresent()) {
                all.add(frozen(entity, own.get()));
            }
        }
        return all;
    }

    private static Own own(Row row) throws SQLException {
        return new Own(
                row.number(1),
                row.text(2),
                row.text(3),
                row.some(4),
                row.some(5),
                Times.instant(row.number(6)),
                Times.instant(row.number(7)),
                row.number(8),
                row.some(9),
                row.some(10),
                row.number(11),
                row.number(12),
                Times.known(row.number(13)));
    }

    private Frozen frozen(Entity entity, Own own) throws SQLException {
        boolean identity = entity.kind() == Entity.Kind.IDENTITY;
        List<Seen> seen = identity ? seenOf(own.n()) : seenOf(own.n(), entity.id());
        List<Evidence.Problem> findings =
                new ArrayList<>(
                        findings(identity ? FINDINGS_OF_IDENTITY : FINDINGS_OF_CREDENTIAL, own));
        if (identity) {
            findings.addAll(findings(FINDINGS_OF_HELD, own));
        }
        Optional<Instant> reviewed =
                Times.known(session.number(REVIEWED, entity.kind().toString(), own.n()));
        long at = Times.micros(now);
        long since = reviewed.map(Times::micros).orElse(at);
        Grants grants = new Grants(session);
        List<Permissions.Held> held =
                identity
                        ? grants.ofIdentity(own.n(), since, at, GRANTS_MAX)
                        : grants.ofCredential(own.n(), since, at, GRANTS_MAX);
        Set<Permission> may = named(held, it -> it != Permissions.Change.LOST);
        Set<String> places = new LinkedHashSet<>();
        seen.forEach(it -> places.add(it.place()));
        Evidence evidence =
                new Evidence(
                        own.owner(),
                        own.because(),
                        creators(seen),
                        lastUsed(seen),
                        own.firstSeen(),
                        own.lastSeen(),
                        first(places),
                        places.size(),
                        own.credentials(),
                        first(findings),
                        Math.max(own.findings(), findings.size()),
                        first(may),
                        may.size(),
                        first(named(held, it -> it == Permissions.Change.GAINED)),
                        first(named(held, it -> it == Permissions.Change.LOST)),
                        reviewed,
                        own.notAfter(),
                        own.environment(),
                        own.criticality(),
                        own.risk());
        return new Frozen(
                own.n(),
                entity,
                own.kind(),
                own.title(),
                evidence.attention(may.stream().anyMatch(Permission::isWhole), now),
                evidence);
    }

    private List<Seen> seenOf(long identity) throws SQLException {
        return new WardReader(session)
                .read(identity)
                .map(read ->
                        read.seen().stream().map(it -> new Seen(it.place(), it.facts())).toList())
                .orElse(List.of());
    }

    private List<Seen> seenOf(long credential, String id) throws SQLException {
        return new SightingRows(session)
                .ofCredential(credential, new CredentialId(Ids.parse(id))).stream()
                        .map(it -> new Seen(it.place().text(), it.facts()))
                        .toList();
    }

    private List<Evidence.Problem> findings(String sql, Own own) throws SQLException {
        return session.all(
                sql,
                row ->
                        new Evidence.Problem(
                                row.text(1),
                                Severities.of(row.number(2)).map(Object::toString).orElse(""),
                                row.text(3)),
                own.n(),
                Evidence.SHOWN);
    }

    private static Set<Permission> named(
            List<Permissions.Held> held, Predicate<Permissions.Change> wanted) {
        Set<Permission> all = new LinkedHashSet<>();
        for (Permissions.Held it : held) {
            if (wanted.test(it.change())) {
                all.add(new Permission(it.right(), it.resource()));
            }
        }
        return all;
    }

    private static <T> List<T> first(Collection<T> all) {
        return all.stream().limit(Evidence.SHOWN).toList();
    }

    private static List<String> creators(List<Seen> seen) {
        TreeSet<String> all = new TreeSet<>();
        for (Seen one : seen) {
            String scheme = one.place().replaceFirst(":.*", "");
            for (String fact : one.facts().values().keySet()) {
                if (OwnerTag.clue(fact, scheme).filter(Clue.Kind.CREATOR::equals).isPresent()) {
                    all.addAll(one.facts().list(fact));
                }
            }
        }
        return first(all);
    }

    private static Optional<Instant> lastUsed(List<Seen> seen) {
        return seen.stream()
                .flatMap(it -> it.facts().text("lastUsed").stream())
                .flatMap(it -> WardFacts.instant(it).stream())
                .max(Instant::compareTo);
    }
}
