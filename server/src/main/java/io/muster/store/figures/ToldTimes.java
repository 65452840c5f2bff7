package io.muster.store.figures;

import io.muster.model.CredentialType;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.monitor.AgeLimits;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When credentials and accounts were made and last used, as somebody told, page by page.
public record ToldTimes(Session session, Instant now) {
    private static final int PAGE = 5_000;
    private static final Duration UNUSED = Duration.ofDays(90);
    private static final String LIVE =
            "c.foreign_ = 0 AND c.gone_since = 0 AND c.superseded_by = 0 AND c.revoked_at = 0";

    /// The ages of all whose age is limited and told, of the ages that they are allowed: in
    /// seconds.
    ByOwner ages(AgeLimits limits) throws SQLException {
        ByOwner all = served(limits);
        for (Map.Entry<CredentialType, Duration> limit : limits.kept().entrySet()) {
            long allowed = limit.getValue().toSeconds();
            long last = 0;
            List<Made> page;
            do {
                page = made(limit.getKey(), last);
                for (int i = 0; i < page.size(); i++) {
                    Made made = page.get(i);
                    last = made.credential();
                    boolean more = i + 1 < page.size() && page.get(i + 1).credential() == last;
                    if (more) {
                        page.set(i + 1, page.get(i + 1).orEarlier(made));
                    } else if (made.at().isPresent()) {
                        long age = Duration.between(made.at().get(), now).toSeconds();
                        all.add(made.owner(), Math.max(0, age), allowed);
                    }
                }
            } while (!page.isEmpty());
        }
        return all;
    }

    /// One sighting of a credential, and when that was made.
    private record Made(long credential, long owner, Optional<Instant> at) {

        Made orEarlier(Made other) {
            boolean earlier =
                    other.at.isPresent() && (at.isEmpty() || other.at.get().isBefore(at.get()));
            return earlier ? other : this;
        }
    }

    /// Of some credentials after row `after`, all sightings; as the check `older-than` reads them.
    private List<Made> made(CredentialType type, long after) throws SQLException {
        return session.all(
                """
                SELECT s.credential_n, s.role, s.facts, page.owner_n FROM
                  (SELECT c.n, c.owner_n FROM credential c WHERE c.type = ? AND c.n > ? AND %s
                    ORDER BY c.n LIMIT ?) page
                  CROSS JOIN sighting s
                 WHERE s.credential_n = page.n AND s.anchor_n = 0 AND s.gone_at = 0
                 ORDER BY s.credential_n
                """
                        .formatted(LIVE),
                row ->
                        new Made(
                                row.number(1),
                                row.number(4),
                                made(
                                        facts(row.text(3)),
                                        row.text(2).equals(Role.PRIVATE_KEY.toString()))),
                type.toString(),
                after,
                PAGE);
    }

    private static Optional<Instant> made(Facts facts, boolean isPrivateKey) {
        Optional<Instant> created = at(facts, "created");
        return created.isEmpty() && isPrivateKey ? at(facts, "modified") : created;
    }

    /// A certificate's age is told by itself.
    private ByOwner served(AgeLimits limits) throws SQLException {
        ByOwner all = new ByOwner();
        if (limits.served().isEmpty()) {
            return all;
        }
        StringBuilder limit = new StringBuilder("CASE");
        limits.served()
                .reversed()
                .forEach((from, allowed) ->
                        limit.append(
                                " WHEN c.not_before >= %d THEN %d"
                                        .formatted(Times.micros(from), allowed.toSeconds())));
        session.each(
                """
                SELECT c.owner_n, sum((? - c.not_before) / 1000000), sum(%s END)
                  FROM credential c
                 WHERE c.type = 'x509-certificate' AND c.not_before >= ? AND c.not_before <= ?
                   AND %s AND c.n IN (SELECT s.credential_n FROM sighting s
                                       WHERE s.role = 'served' AND s.gone_at = 0)
                 GROUP BY c.owner_n
                """
                        .formatted(limit, LIVE),
                row -> all.add(row.number(1), row.number(2), row.number(3)),
                Times.micros(now),
                Times.micros(limits.served().firstKey()),
                Times.micros(now));
        return all;
    }

    /// Those that were used last long ago, of all of which a last use is told.
    ByOwner unused() throws SQLException {
        Instant longAgo = now.minus(UNUSED);
        ByOwner all = new ByOwner();
        Used last = Used.FIRST;
        List<Used> page;
        do {
            page = used(last);
            for (Used next : page) {
                boolean same = next.isOfSame(last);
                if (!same) {
                    last.addTo(all, longAgo);
                }
                last = same ? next.orLater(last.at()) : next;
            }
        } while (page.size() == PAGE);
        last.addTo(all, longAgo);
        return all;
    }

    /// One sighting that tells a last use, of a credential or, where that is 0, of an account.
    private record Used(
            long credential,
            long anchor,
            long place,
            String role,
            long source,
            Instant at,
            long owner) {
        static final Used FIRST = new Used(-1, 0, 0, "", 0, Instant.MIN, 0);

        boolean isOfSame(Used other) {
            return credential == other.credential && anchor == other.anchor;
        }

        /// What is told may be no time, such as `never`.
        boolean isTold() {
            return at.isAfter(Instant.MIN);
        }

        Used orLater(Instant other) {
            return other.isAfter(at)
                    ? new Used(credential, anchor, place, role, source, other, owner)
                    : this;
        }

        void addTo(ByOwner all, Instant longAgo) {
            if (isTold()) {
                all.add(owner, at.isBefore(longAgo) ? 1 : 0, 1);
            }
        }
    }

    private List<Used> used(Used after) throws SQLException {
        return session.all(
                """
                SELECT s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n, s.facts,
                       CASE WHEN s.credential_n <> 0 THEN c.owner_n ELSE coalesce(
                         (SELECT max(i.owner_n) FROM binding b JOIN identity i ON i.n = b.identity_n
                           WHERE b.anchor_n = s.anchor_n AND b.until = 0), 0) END
                  FROM sighting s LEFT JOIN credential c ON c.n = s.credential_n
                 WHERE (s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n) > (?, ?, ?, ?, ?)
                   AND s.gone_at = 0 AND s.facts LIKE '%"lastUsed":%'
                """
                        + " AND (s.credential_n = 0 OR ("
                        + LIVE
                        + ")) ORDER BY s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n LIMIT ?",
                row ->
                        new Used(
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                row.text(4),
                                row.number(5),
                                at(facts(row.text(6)), "lastUsed").orElse(Instant.MIN),
                                row.number(7)),
                after.credential(),
                after.anchor(),
                after.place(),
                after.role(),
                after.source(),
                PAGE);
    }

    public static Facts facts(String text) {
        if (text.isEmpty()) {
            return Facts.NONE;
        }
        try {
            return Kept.facts(text);
        } catch (Malformed e) {
            throw new IllegalStateException("facts were changed by somebody else", e);
        }
    }

    public static Optional<Instant> at(Facts facts, String fact) {
        return facts.text(fact).flatMap(ToldTimes::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == "2026-11-22".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
