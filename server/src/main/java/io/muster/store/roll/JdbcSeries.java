package io.muster.store.roll;

import io.muster.inventory.search.Details;
import io.muster.inventory.search.Series;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rolling series as rows. Any number of nodes may fold at once: who takes a credential off the
/// list folds it.
public final class JdbcSeries implements Series {
    private static final int CREDENTIALS = 200;
    private static final int PLACES_MAX = 100;
    private static final int SERIES_MAX = 100;
    private static final long DAY_MICROS = 86_400_000_000L;

    /// After its end a certificate that no run has found gone is no use to anybody.
    private static final Duration OVER = Duration.ofDays(7);

    private static final String MEMBERS =
            """
            SELECT c.n, c.key_n, c.type, c.issuer, c.not_before, c.not_after, c.gone_since,
                   c.revoked_at, h.anchor_n, h.identity_n
              FROM (SELECT credential_n FROM short_lived WHERE credential_n > ?
                     ORDER BY credential_n LIMIT ?) q
             CROSS JOIN credential c CROSS JOIN holding h
             WHERE c.n = q.credential_n AND h.credential_n = c.n
               AND (SELECT count(*) FROM holding o WHERE o.credential_n = c.n) = 1
               AND c.judge_again_at > 0
               AND (c.gone_since <> 0 OR c.not_after < ?)
             ORDER BY c.n
            """;

    /// The newest that came after it at a place, from the same issuer and for the same identity.
    private static final String SUCCESSOR =
            """
            SELECT c.n, c.judge_again_at FROM sighting s CROSS JOIN credential c CROSS JOIN holding h
             WHERE s.place_n = ? AND s.anchor_n = 0 AND c.n = s.credential_n AND c.type = ?
               AND c.issuer = ? AND c.not_before > ? AND c.not_after - c.not_before < ?
               AND h.credential_n = c.n AND h.identity_n = ?
             ORDER BY c.not_before DESC, c.n DESC LIMIT 1
            """;

    private static final String COUNT =
            """
            INSERT INTO series (anchor_n, issuer, place_n, folded, begun, newest, ended, lifetime)
            VALUES (?, ?, ?, 1, ?, ?, ?, ?)
            ON CONFLICT (anchor_n, issuer, place_n) DO UPDATE
               SET folded = series.folded + 1, newest = excluded.newest, ended = excluded.ended,
                   lifetime = series.lifetime + excluded.lifetime
             WHERE series.newest < excluded.newest
            """;

    private record Member(
            long n,
            long key,
            String type,
            String issuer,
            long notBefore,
            long notAfter,
            boolean gone,
            boolean revoked,
            long anchor,
            long identity) {}

    private record Spot(long place, boolean there) {}

    private record Successor(long n, boolean judged) {}

    @Override
    public Step fold(Unit unit, long after, Instant now) {
        return Database.in(
                unit,
                session -> {
                    List<Long> listed =
                            session.all(
                                    "SELECT credential_n FROM short_lived WHERE credential_n > ?"
                                            + " ORDER BY credential_n LIMIT ?",
                                    row -> row.number(1),
                                    after,
                                    CREDENTIALS);
                    long over = Times.micros(now.minus(OVER));
                    Tally tally = new Tally();
                    int folded = 0;
                    for (Member member : members(session, after, over)) {
                        folded += fold(session, member, over, tally) ? 1 : 0;
                    }
                    tally.write(session);
                    return new Step(listed.size() < CREDENTIALS ? 0 : listed.getLast(), folded);
                });
    }

    private static List<Member> members(Session session, long after, long over)
            throws SQLException {
        return session.all(
                MEMBERS,
                row ->
                        new Member(
                                row.number(1),
                                row.number(2),
                                row.text(3),
                                row.text(4),
                                row.number(5),
                                row.number(6),
                                row.number(7) != 0,
                                row.number(8) != 0,
                                row.number(9),
                                row.number(10)),
                after,
                CREDENTIALS,
                over);
    }

    private static boolean fold(Session session, Member member, long over, Tally tally)
            throws SQLException {
        List<Spot> spots =
                session.all(
                        "SELECT place_n, max(CASE WHEN gone_at = 0 THEN 1 ELSE 0 END) FROM sighting"
                                + " WHERE credential_n = ? AND anchor_n = 0 GROUP BY place_n LIMIT ?",
                        row -> new Spot(row.number(1), row.number(2) != 0),
                        member.n(),
                        PLACES_MAX);
        List<Long> followed = new ArrayList<>();
        long successor = 0;
        for (Spot spot : spots) {
            Optional<Successor> next = successor(session, member, spot.place());
            if (next.isEmpty() ? spot.there() : !next.get().judged()) {
                return false;
            }
            if (next.isPresent()) {
                followed.add(spot.place());
                successor = next.get().n();
            }
        }
        List<Long> keys = keys(session, member);
        boolean keyThere = member.notAfter() >= over && !allGone(session, keys);
        if (followed.isEmpty() || keyThere) {
            return false;
        }
        // Whoever takes it off the list folds it.
        int mine = session.update("DELETE FROM short_lived WHERE credential_n = ?", member.n());
        if (mine == 0 || member.revoked() || isOfItsOwn(session, member.n(), successor)) {
            return false;
        }
        for (long place : followed) {
            session.update(
                    COUNT,
                    member.anchor(),
                    member.issuer(),
                    place,
                    member.notBefore(),
                    member.notBefore(),
                    member.notAfter(),
                    member.notAfter() - member.notBefore());
        }
        Removal removal = new Removal(session);
        removal.credential(member.n(), tally);
        for (long key : keys) {
            removal.credential(key, tally);
        }
        return true;
    }

    private static Optional<Successor> successor(Session session, Member member, long place)
            throws SQLException {
        return session.first(
                SUCCESSOR,
                row -> new Successor(row.number(1), row.number(2) > 0),
                place,
                member.type(),
                member.issuer(),
                member.notBefore(),
                DAY_MICROS,
                member.identity());
    }

    /// The bare halves of its key, where nothing else has that key: they were made for it alone.
    private static List<Long> keys(Session session, Member member) throws SQLException {
        if (member.key() == 0) {
            return List.of();
        }
        long others =
                session.number(
                        "SELECT count(*) FROM (SELECT 1 FROM credential WHERE key_n = ?"
                                + " AND key_n <> 0 AND n <> ?"
                                + " AND type NOT IN ('public-key', 'ssh-key') LIMIT 1) o",
                        member.key(),
                        member.n());
        return others > 0
                ? List.of()
                : session.all(
                        "SELECT n FROM credential WHERE key_n = ? AND key_n <> 0 AND n <> ? LIMIT ?",
                        row -> row.number(1),
                        member.key(),
                        member.n(),
                        PLACES_MAX);
    }

    private static boolean allGone(Session session, List<Long> credentials) throws SQLException {
        for (long n : credentials) {
            if (session.number("SELECT gone_since FROM credential WHERE n = ?", n) == 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether there is something about it that its successor does not tell as well. That its time
    /// came is true of every one.
    private static boolean isOfItsOwn(Session session, long n, long successor) throws SQLException {
        return session.number(
                        """
                        SELECT (SELECT count(*) FROM finding f WHERE f.credential_n = ?
                                   AND f.rule NOT IN ('expired', 'expires-in-7-days',
                                                      'expires-in-30-days', 'not-yet-valid')
                                   AND NOT EXISTS (SELECT 1 FROM finding o
                                                    WHERE o.credential_n = ? AND o.rule = f.rule))
                             + (SELECT count(*) FROM tagging WHERE entity = 'credential' AND entity_n = ?)
                             + (SELECT count(*) FROM attribute WHERE entity = 'credential' AND entity_n = ?)
                        """,
                        n,
                        successor,
                        n,
                        n)
                > 0;
    }

    /// The series of an identity.
    public static List<Details.RollingSeries> of(Session session, long identity)
            throws SQLException {
        return session.all(
                """
                SELECT s.issuer, p.text, s.folded, s.begun, s.ended, s.lifetime / s.folded / 1000000
                  FROM (SELECT DISTINCT anchor_n FROM binding WHERE identity_n = ? AND until = 0) b
                  JOIN series s ON s.anchor_n = b.anchor_n JOIN place p ON p.n = s.place_n
                 ORDER BY s.folded DESC, p.text, s.issuer LIMIT ?
                """,
                row ->
                        new Details.RollingSeries(
                                row.text(1),
                                row.text(2),
                                row.number(3),
                                Times.instant(row.number(4)),
                                Times.instant(row.number(5)),
                                row.number(6)),
                identity,
                SERIES_MAX);
    }
}
