package io.muster.store.wards;

import io.muster.inventory.Viewer;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.ownership.Candidate;
import io.muster.ownership.Clue;
import io.muster.ownership.Directory;
import io.muster.stewardship.Assessment;
import io.muster.stewardship.Charge;
import io.muster.stewardship.Criticality;
import io.muster.stewardship.Ward;
import io.muster.stewardship.Wards;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Staging;
import io.muster.store.Texts;
import io.muster.store.Times;
import io.muster.store.query.Visible;
import io.muster.store.roll.Assessing;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Assesses in bulk: what follows is staged, and a handful of statements take all of it.
public final class JdbcWards implements Wards {
    private static final int KNOWN_MAX = 50_000;
    private static final int AGAIN = 2000;

    private static final Staging STAGE =
            Staging.of(
                    "stage_assessed",
                    "n INTEGER",
                    "mark INTEGER",
                    "criticality TEXT",
                    "criticality_by TEXT",
                    "criticality_why TEXT",
                    "risk INTEGER",
                    "orphan INTEGER",
                    "again INTEGER");
    private static final Staging STAGE_CANDIDATE =
            Staging.of(
                    "stage_candidate",
                    "n INTEGER",
                    "position INTEGER",
                    "team TEXT",
                    "confidence INTEGER",
                    "evidence TEXT");
    private static final Staging STAGE_CHANGED = Staging.of("stage_assessed_anew", "n INTEGER");

    private static final String MINE =
            "SELECT s.n FROM stage_assessed s CROSS JOIN identity i"
                    + " WHERE i.n = s.n AND i.assess_again_at = s.mark";
    private static final String OTHERWISE =
            MINE + " AND (i.criticality <> s.criticality OR i.criticality_by <> s.criticality_by)";
    private static final String NEW_ORPHANS = MINE + " AND s.orphan = 1 AND i.orphaned = 0";

    private static final String FEED =
            "INSERT INTO change_feed (at, entity, entity_n, kind)"
                    + " SELECT ?, 'identity', n, '%s' FROM (%s) changed WHERE true ORDER BY n";
    private static final String START =
            """
            INSERT INTO orphan (identity_n, found, due, team_n)
            SELECT n, ?, ?, ? FROM (%s AND s.orphan = 1) orphans WHERE true ORDER BY n
            ON CONFLICT (identity_n) DO UPDATE SET team_n = excluded.team_n
             WHERE orphan.team_n <> excluded.team_n
            """
                    .formatted(MINE);
    private static final String END =
            "DELETE FROM orphan WHERE identity_n IN (" + MINE + " AND s.orphan = 0)";
    private static final String FORGET =
            "DELETE FROM owner_candidate WHERE identity_n IN (" + MINE + ")";
    private static final String SUGGEST =
            """
            INSERT INTO owner_candidate (identity_n, position, team_n, confidence, evidence)
            SELECT c.n, c.position, t.n, c.confidence, c.evidence
              FROM stage_candidate c CROSS JOIN team t
             WHERE t.id = c.team AND c.n IN (%s) ORDER BY c.n, c.position
            """
                    .formatted(MINE);
    private static final String SETTLE =
            """
            UPDATE identity SET criticality = s.criticality, criticality_by = s.criticality_by,
                   criticality_why = s.criticality_why, risk = s.risk,
                   orphaned = CASE WHEN s.orphan = 0 THEN 0 WHEN identity.orphaned <> 0
                                   THEN identity.orphaned ELSE ? END,
                   assess_again_at = s.again
              FROM stage_assessed s
             WHERE identity.n = s.n AND identity.assess_again_at = s.mark
            """;

    /// The credentials show what their first identity has, as `Rebinding` says.
    private static final String DESCRIBE_CREDENTIALS =
            """
            UPDATE credential SET criticality =
                   (SELECT i.criticality FROM holding h, identity i
                     WHERE h.credential_n = credential.n AND i.n = h.identity_n
                     ORDER BY h.position, h.anchor_n, i.n LIMIT 1)
             WHERE n IN (SELECT h.credential_n FROM stage_assessed_anew r CROSS JOIN holding h
                          WHERE h.identity_n = r.n)
            """;

    /// Whoever issued what matters more or less now.
    private static final String ISSUERS =
            "UPDATE identity SET "
                    + Assessing.AGAIN
                    + """
                     WHERE n IN (SELECT o.identity_n FROM stage_assessed_anew r CROSS JOIN holding h
                                   CROSS JOIN credential c CROSS JOIN holding o
                                  WHERE h.identity_n = r.n AND c.n = h.credential_n
                                    AND c.issuer_n <> 0 AND o.credential_n = c.issuer_n)
                    """;

    private final Database roll;

    public JdbcWards(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Ward> due(Instant now, int limit) {
        return roll.read(session -> new WardReader(session).due(Times.micros(now), limit));
    }

    @Override
    public Optional<Ward> ward(Viewer viewer, String id) {
        return roll.read(session -> {
            Optional<Long> n = Visible.identity(session, viewer, id);
            return n.isEmpty() ? Optional.empty() : new WardReader(session).one(n.get());
        });
    }

    @Override
    public Directory directory() {
        return roll.read(JdbcWards::directory);
    }

    static Directory directory(Session session) throws SQLException {
        return new Directory(
                session.all(
                        "SELECT id, name, contact FROM team WHERE gone = 0 ORDER BY id LIMIT ?",
                        row -> new Directory.Team(row.text(1), row.text(2), row.text(3)),
                        KNOWN_MAX),
                session.all(
                        "SELECT p.id, p.name, p.mail, t.id FROM person p JOIN team t ON t.n = p.team_n"
                                + " WHERE p.gone = 0 AND t.gone = 0 ORDER BY p.id LIMIT ?",
                        row ->
                                new Directory.Person(
                                        row.text(1), row.text(2), row.text(3), row.text(4)),
                        KNOWN_MAX));
    }

    @Override
    public String edition() {
        return roll.read(session -> {
            StringBuilder all = new StringBuilder();
            session.each(
                    "SELECT id, name, contact FROM team WHERE gone = 0 ORDER BY id LIMIT ?",
                    row -> line(all, row.text(1), row.text(2), row.text(3)),
                    KNOWN_MAX);
            session.each(
                    "SELECT id, name, mail, team_n FROM person WHERE gone = 0 ORDER BY id LIMIT ?",
                    row ->
                            line(
                                    all,
                                    row.text(1),
                                    row.text(2),
                                    row.text(3),
                                    Long.toString(row.number(4))),
                    KNOWN_MAX);
            return Bytes.of(all.toString().getBytes(StandardCharsets.UTF_8)).sha256().toHex();
        });
    }

    private static void line(StringBuilder all, String... words) {
        all.append(String.join("\t", words)).append('\n');
    }

    @Override
    public Optional<String> inferredBy() {
        return roll.read(
                session -> session.first("SELECT directory FROM inferred_by", row -> row.text(1)));
    }

    @Override
    public void inferredBy(Unit unit, String edition) {
        int _ =
                Database.in(
                        unit,
                        session ->
                                session.update(
                                        "INSERT INTO inferred_by (one, directory) VALUES (1, ?)"
                                                + " ON CONFLICT (one) DO UPDATE"
                                                + " SET directory = excluded.directory",
                                        edition));
    }

    @Override
    public long inferAgain(Unit unit, long after) {
        return Database.in(
                unit,
                session -> {
                    long last = after + AGAIN;
                    session.update(
                            "UPDATE identity SET "
                                    + Assessing.AGAIN
                                    + " WHERE n > ? AND n <= ?"
                                    + " AND (orphaned <> 0 OR owner_by = 'fallback')",
                            after,
                            last);
                    long most = session.number("SELECT coalesce(max(n), 0) FROM identity");
                    return last < most ? last : 0L;
                });
    }

    @Override
    public void keep(Unit unit, List<Assessment> assessed, Charge charge, Instant now) {
        long at = Times.micros(now);
        int _ =
                Database.in(
                        unit,
                        session -> {
                            stage(session, assessed);
                            List<Object[]> changed =
                                    session.all(OTHERWISE, row -> new Object[] {row.number(1)});
                            STAGE_CHANGED.fill(session, changed);
                            session.update(FEED.formatted("orphaned", NEW_ORPHANS), at);
                            session.update(
                                    START,
                                    at,
                                    at + charge.clock().toSeconds() * 1_000_000,
                                    security(session, charge));
                            session.update(END);
                            session.update(FORGET);
                            session.update(SUGGEST);
                            session.update(SETTLE, at);
                            if (!changed.isEmpty()) {
                                session.update(
                                        FEED.formatted(
                                                "described", "SELECT n FROM stage_assessed_anew"),
                                        at);
                                session.update(DESCRIBE_CREDENTIALS);
                                session.update(ISSUERS);
                            }
                            return changed.size();
                        });
    }

    /// 0 when that team is not there.
    private static long security(Session session, Charge charge) throws SQLException {
        return session.first(
                        "SELECT n FROM team WHERE id = ?", row -> row.number(1), charge.security())
                .orElse(0L);
    }

    private static void stage(Session session, List<Assessment> assessed) throws SQLException {
        List<Object[]> rows = new ArrayList<>(assessed.size());
        List<Object[]> candidates = new ArrayList<>();
        for (Assessment one : assessed) {
            Optional<Criticality> criticality = one.criticality();
            rows.add(
                    new Object[] {
                        one.ward().number(),
                        one.ward().mark(),
                        criticality.map(Criticality::text).orElse(""),
                        criticality.map(it -> it.by().text()).orElse(""),
                        criticality.map(Criticality::why).orElse(""),
                        (long) one.risk().score(),
                        one.ward().isOrphan() ? 1L : 0L,
                        Times.micros(one.again())
                    });
            long position = 0;
            for (Candidate candidate : one.candidates()) {
                candidates.add(
                        new Object[] {
                            one.ward().number(),
                            position++,
                            candidate.team(),
                            Math.round(candidate.confidence() * 1000),
                            text(candidate.evidence())
                        });
            }
        }
        STAGE.fill(session, rows);
        STAGE_CANDIDATE.fill(session, candidates);
    }

    private static String text(List<Clue> clues) {
        return Texts.text(
                clues.stream()
                        .map(it ->
                                Kept.text(
                                        Facts.of(
                                                new HashMap<>(
                                                        Map.of(
                                                                "kind", it.kind().toString(),
                                                                "says", it.says(),
                                                                "where", it.where(),
                                                                "share",
                                                                        Math.round(
                                                                                it.share()
                                                                                        * 1000))))))
                        .toList());
    }
}
