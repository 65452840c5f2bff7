package io.muster.store;

import io.muster.model.CredentialType;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.monitor.AgeLimits;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When credentials and accounts were made and last used, as somebody told: one pass over the
/// sightings, of which those that tell such a time are read.
final class ToldTimes {
    private static final int PAGE = 5_000;
    private static final Duration UNUSED = Duration.ofDays(90);
    private static final String LIVE =
            "c.foreign_ = 0 AND c.gone_since = 0 AND c.superseded_by = 0 AND c.revoked_at = 0";

    private final Session session;
    private final AgeLimits limits;
    private final Instant now;
    private final Map<String, Duration> kept = new HashMap<>();

    private long ages;
    private long agesAllowed;
    private long used;
    private long unused;

    ToldTimes(Session session, AgeLimits limits, Instant now) {
        this.session = session;
        this.limits = limits;
        this.now = now;
        limits.kept().forEach((CredentialType type, Duration it) -> kept.put(type.toString(), it));
    }

    /// The sum of the ages of all whose age is limited, in seconds.
    long ages() {
        return ages;
    }

    /// The sum of what they are allowed, in seconds.
    long agesAllowed() {
        return agesAllowed;
    }

    /// How many there are of which a last use is known.
    long used() {
        return used;
    }

    /// Those of them for which that is long ago.
    long unused() {
        return unused;
    }

    /// One sighting that tells a time.
    private record Told(
            long credential,
            long anchor,
            long place,
            String role,
            long source,
            String type,
            Facts facts) {
        static final Told FIRST = new Told(-1, 0, 0, "", 0, "", Facts.NONE);

        boolean isOfSame(Told other) {
            return credential == other.credential && anchor == other.anchor;
        }

        Optional<Instant> made() {
            Optional<Instant> created = at("created");
            return created.isEmpty() && role.equals(Role.PRIVATE_KEY.toString())
                    ? at("modified")
                    : created;
        }

        Optional<Instant> at(String fact) {
            return facts.text(fact).flatMap(Told::instant);
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

    void read() throws SQLException {
        served();
        List<Told> same = new ArrayList<>();
        List<Told> page;
        Told last = Told.FIRST;
        do {
            page = after(last);
            for (Told told : page) {
                if (!told.isOfSame(last)) {
                    count(same);
                    same.clear();
                }
                same.add(told);
                last = told;
            }
        } while (page.size() == PAGE);
        count(same);
    }

    private List<Told> after(Told last) throws SQLException {
        return session.all(
                """
                SELECT s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n,
                       coalesce(c.type, ''), s.facts
                  FROM sighting s LEFT JOIN credential c ON c.n = s.credential_n
                 WHERE (s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n) > (?, ?, ?, ?, ?)
                   AND s.gone_at = 0
                   AND (s.facts LIKE '%"created":%' OR s.facts LIKE '%"lastUsed":%'
                        OR (s.role = 'private-key' AND s.facts LIKE '%"modified":%'))
                """
                        + " AND (s.credential_n = 0 OR ("
                        + LIVE
                        + "))"
                        + " ORDER BY s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n LIMIT ?",
                row ->
                        new Told(
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                row.text(4),
                                row.number(5),
                                row.text(6),
                                facts(row.text(7))),
                last.credential(),
                last.anchor(),
                last.place(),
                last.role(),
                last.source(),
                PAGE);
    }

    private static Facts facts(String text) {
        try {
            return Kept.facts(text);
        } catch (Malformed e) {
            throw new IllegalStateException("facts were changed by somebody else", e);
        }
    }

    /// Everything that was told of one credential or account.
    private void count(List<Told> same) {
        if (same.isEmpty()) {
            return;
        }
        Duration limit = kept.getOrDefault(same.getFirst().type(), Duration.ZERO);
        Optional<Instant> made =
                same.stream().flatMap(it -> it.made().stream()).min(Instant::compareTo);
        if (!limit.isZero() && made.isPresent()) {
            ages += Math.max(0, Duration.between(made.get(), now).toSeconds());
            agesAllowed += limit.toSeconds();
        }
        same.stream()
                .flatMap(it -> it.at("lastUsed").stream())
                .max(Instant::compareTo)
                .ifPresent(it -> {
                    used++;
                    unused += Duration.between(it, now).compareTo(UNUSED) > 0 ? 1 : 0;
                });
    }

    /// A certificate's age is told by itself.
    private void served() throws SQLException {
        if (limits.served().isEmpty()) {
            return;
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
                SELECT coalesce(sum((? - c.not_before) / 1000000), 0), coalesce(sum(%s END), 0)
                  FROM credential c
                 WHERE c.type = 'x509-certificate' AND c.not_before >= ? AND c.not_before <= ?
                   AND c.n IN (SELECT s.credential_n FROM sighting s
                                WHERE s.role = 'served' AND s.gone_at = 0)
                """
                                .formatted(limit)
                        + " AND "
                        + LIVE,
                row -> {
                    ages += row.number(1);
                    agesAllowed += row.number(2);
                },
                Times.micros(now),
                Times.micros(limits.served().firstKey()),
                Times.micros(now));
    }
}
