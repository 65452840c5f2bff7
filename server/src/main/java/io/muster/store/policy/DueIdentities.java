package io.muster.store.policy;

import io.muster.governance.Subjects;
import io.muster.governance.Subjects.Subject;
import io.muster.inventory.IdentityName;
import io.muster.inventory.verdicts.Due;
import io.muster.model.Account;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.CredentialId;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.model.Malformed;
import io.muster.model.Sighting;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.SightingRows;
import io.muster.wire.Words;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts the accounts of identities together again from their rows.
record DueIdentities(Session session) {
    private static final int ANCHORS_MAX = 1000;
    private static final int CREDENTIALS_MAX = 100;

    private static final String DUE =
            """
            SELECT n, judge_again_at FROM identity
             WHERE judge_again_at < 9223372036854775807 AND judge_again_at <= ?
             ORDER BY judge_again_at, n LIMIT ?
            """;
    private static final String IN_ORDER =
            """
            SELECT n, judge_again_at, id, kind, name FROM identity
             WHERE n > ? AND n <= ? AND judge_again_at < 9223372036854775807 ORDER BY n
            """;
    private static final String LISTED =
            """
            SELECT a.n, a.kind, a.realm, a.name, b.place_prefix
              FROM binding b JOIN anchor a ON a.n = b.anchor_n
             WHERE b.identity_n = ? AND b.until = 0
               AND EXISTS (SELECT 1 FROM sighting s WHERE s.credential_n = 0 AND s.anchor_n = a.n)
             ORDER BY b.n LIMIT ?
            """;
    private static final String ELSEWHERE =
            """
            SELECT place_prefix FROM binding
             WHERE anchor_n = ? AND until = 0 AND identity_n <> ? AND place_prefix <> ''
            """;
    private static final String CREDENTIALS =
            """
            SELECT c.id FROM holding h JOIN credential c ON c.n = h.credential_n
             WHERE h.anchor_n = ? AND h.identity_n = ? AND c.gone_since = 0 LIMIT ?
            """;

    private record Raw(long n, long mark) {}

    private record Numbered(long n, Anchor anchor) {}

    List<Due> due(long now, int limit) throws SQLException {
        List<Raw> raw = session.all(DUE, row -> new Raw(row.number(1), row.number(2)), now, limit);
        List<Due> due = new ArrayList<>(raw.size());
        for (Raw one : raw) {
            due.add(new Due.OfIdentity(one.n(), one.mark(), accounts(one.n())));
        }
        return due;
    }

    /// Those with accounts above number `after` and to `through`, whether they are due or not.
    List<Subject> between(long after, long through) throws SQLException {
        record Named(long n, long mark, IdentityName name) {}
        List<Named> named =
                session.all(
                        IN_ORDER,
                        row ->
                                new Named(
                                        row.number(1),
                                        row.number(2),
                                        new IdentityName(row.hex(3), row.text(4), row.text(5))),
                        after,
                        through);
        List<Subject> subjects = new ArrayList<>(named.size());
        for (Named one : named) {
            subjects.add(
                    new Subject(
                            new Due.OfIdentity(one.n(), one.mark(), accounts(one.n())),
                            Subjects.Name.of(one.name())));
        }
        return subjects;
    }

    private List<Account> accounts(long identity) throws SQLException {
        Map<Numbered, Set<String>> prefixes = new LinkedHashMap<>();
        session.each(
                LISTED,
                row ->
                        prefixes.computeIfAbsent(
                                        new Numbered(row.number(1), anchor(row)),
                                        _ -> new LinkedHashSet<>())
                                .add(row.text(5)),
                identity,
                ANCHORS_MAX);
        Optional<Instant> reviewed =
                session.first(
                                "SELECT reviewed FROM identity WHERE n = ?",
                                row -> row.number(1),
                                identity)
                        .flatMap(Times::known);
        List<Account> accounts = new ArrayList<>(prefixes.size());
        for (Map.Entry<Numbered, Set<String>> one : prefixes.entrySet()) {
            Numbered anchor = one.getKey();
            List<Sighting> sightings = sightings(identity, anchor, one.getValue());
            if (!sightings.isEmpty()) {
                accounts.add(
                        new Account(
                                new Identity(anchor.anchor(), "registered", List.of()),
                                credentials(identity, anchor.n()),
                                reviewed.isPresent()
                                        ? withReview(sightings, reviewed.get())
                                        : sightings));
            }
        }
        return accounts;
    }

    /// A review that was closed counts like one that is written at the account: the later of both.
    private static List<Sighting> withReview(List<Sighting> sightings, Instant reviewed) {
        List<Sighting> all = new ArrayList<>(sightings);
        all.add(
                new Sighting(
                        sightings.getFirst().subject(),
                        sightings.getFirst().place(),
                        sightings.getFirst().role(),
                        "reviews",
                        reviewed,
                        Facts.of("lastReviewed", reviewed.toString())));
        return all;
    }

    /// Those at places for which the anchor means this identity: the longest prefix decides.
    private List<Sighting> sightings(long identity, Numbered anchor, Set<String> mine)
            throws SQLException {
        List<Sighting> all = new SightingRows(session).ofAnchor(anchor.n(), anchor.anchor());
        List<String> others = session.all(ELSEWHERE, row -> row.text(1), anchor.n(), identity);
        return all.stream().filter(it -> longest(it, mine) > longest(it, others)).toList();
    }

    /// The length of the longest prefix of where it was seen; -1 when there is none.
    private static int longest(Sighting sighting, Iterable<String> prefixes) {
        int longest = -1;
        for (String prefix : prefixes) {
            if (sighting.place().text().startsWith(prefix)) {
                longest = Math.max(longest, prefix.length());
            }
        }
        return longest;
    }

    private List<CredentialId> credentials(long identity, long anchor) throws SQLException {
        return session
                .all(
                        CREDENTIALS,
                        row -> new CredentialId(Bytes.of(row.bytes(1))),
                        anchor,
                        identity,
                        CREDENTIALS_MAX)
                .stream()
                .sorted(Comparator.comparing(CredentialId::toString))
                .toList();
    }

    private static Anchor anchor(Row row) throws SQLException {
        try {
            return new Anchor(Words.kind(row.text(2)), row.text(3), row.text(4));
        } catch (Malformed e) {
            throw new IllegalStateException("an anchor was changed by somebody else", e);
        }
    }
}
