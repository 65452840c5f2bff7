package io.muster.store.figures;

import io.muster.model.CredentialType;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.monitor.AgeLimits;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.figures.JdbcProgram.Counted;
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
    Counted ages(AgeLimits limits) throws SQLException {
        Counted all = served(limits);
        for (Map.Entry<CredentialType, Duration> limit : limits.kept().entrySet()) {
            long sum = 0;
            long count = 0;
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
                        sum += Math.max(0, Duration.between(made.at().get(), now).toSeconds());
                        count++;
                    }
                }
            } while (!page.isEmpty());
            all = new Counted(all.part() + sum, all.whole() + count * limit.getValue().toSeconds());
        }
        return all;
    }

    /// One sighting of a credential, and when that was made.
    private record Made(long credential, Optional<Instant> at) {

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
                SELECT s.credential_n, s.role, s.facts FROM
                  (SELECT c.n FROM credential c WHERE c.type = ? AND c.n > ? AND %s
                    ORDER BY c.n LIMIT ?) page
                  CROSS JOIN sighting s
                 WHERE s.credential_n = page.n AND s.anchor_n = 0 AND s.gone_at = 0
                 ORDER BY s.credential_n
                """
                        .formatted(LIVE),
                row ->
                        new Made(
                                row.number(1),
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
    private Counted served(AgeLimits limits) throws SQLException {
        if (limits.served().isEmpty()) {
            return new Counted(0, 0);
        }
        StringBuilder limit = new StringBuilder("CASE");
        limits.served()
                .reversed()
                .forEach((from, allowed) ->
                        limit.append(
                                " WHEN c.not_before >= %d THEN %d"
                                        .formatted(Times.micros(from), allowed.toSeconds())));
        return session.first(
                        """
                        SELECT coalesce(sum((? - c.not_before) / 1000000), 0), coalesce(sum(%s END), 0)
                          FROM credential c
                         WHERE c.type = 'x509-certificate' AND c.not_before >= ? AND c.not_before <= ?
                           AND %s AND c.n IN (SELECT s.credential_n FROM sighting s
                                               WHERE s.role = 'served' AND s.gone_at = 0)
                        """
                                .formatted(limit, LIVE),
                        row -> new Counted(row.number(1), row.number(2)),
                        Times.micros(now),
                        Times.micros(limits.served().firstKey()),
                        Times.micros(now))
                .orElseThrow();
    }

    /// Those that were used last long ago, of all of which a last use is told.
    Counted unused() throws SQLException {
        Instant longAgo = now.minus(UNUSED);
        long used = 0;
        long unused = 0;
        Used last = Used.FIRST;
        List<Used> page;
        do {
            page = used(last);
            for (Used next : page) {
                boolean same = next.isOfSame(last);
                used += !same && last.isTold() ? 1 : 0;
                unused += !same && last.isTold() && last.at().isBefore(longAgo) ? 1 : 0;
                last = same ? next.orLater(last.at()) : next;
            }
        } while (page.size() == PAGE);
        used += last.isTold() ? 1 : 0;
        unused += last.isTold() && last.at().isBefore(longAgo) ? 1 : 0;
        return new Counted(unused, used);
    }

    /// One sighting that tells a last use, of a credential or, where that is 0, of an account.
    private record Used(
            long credential, long anchor, long place, String role, long source, Instant at) {
        static final Used FIRST = new Used(-1, 0, 0, "", 0, Instant.MIN);

        boolean isOfSame(Used other) {
            return credential == other.credential && anchor == other.anchor;
        }

        /// What is told may be no time, such as `never`.
        boolean isTold() {
            return at.isAfter(Instant.MIN);
        }

        Used orLater(Instant other) {
            return other.isAfter(at)
                    ? new Used(credential, anchor, place, role, source, other)
                    : this;
        }
    }

    private List<Used> used(Used after) throws SQLException {
        return session.all(
                """
                SELECT s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n, s.facts
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
                                at(facts(row.text(6)), "lastUsed").orElse(Instant.MIN)),
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
