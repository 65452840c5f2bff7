package io.muster.store.wards;

import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.Owners;
import io.muster.model.Facts;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Staging;
import io.muster.store.Times;
import io.muster.store.roll.Assessing;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What rules say of identities, in bulk: what was said is staged, and a handful of statements take
/// all of it.
public final class JdbcOwners implements Owners {
    private static final Staging STAGE =
            Staging.of(
                    "stage_said",
                    "n INTEGER",
                    "mark INTEGER",
                    "owner_n INTEGER",
                    "criticality TEXT",
                    "environment TEXT",
                    "change TEXT",
                    "owner_by TEXT",
                    "owner_why TEXT",
                    "criticality_why TEXT");
    private static final Staging STAGE_TAG = Staging.of("stage_said_tag", "n INTEGER", "name TEXT");
    private static final Staging STAGE_CHANGED = Staging.of("stage_ruled", "n INTEGER");

    /// Where the rules have the word: no person has said otherwise, and they say something or said
    /// what is there. What was inherited or came with Muster stays while they are silent.
    private static final String OWNER_IS_SAID =
            "(i.owner_by NOT IN ('person', 'inference')"
                    + " AND (s.owner_n <> 0 OR i.owner_by IN ('rule', 'fallback')))";

    private static final String CRITICALITY_IS_SAID = isSaid("criticality");
    private static final String ENVIRONMENT_IS_SAID = isSaid("environment");

    private static String isSaid(String column) {
        return "(i.%s_by <> 'person' AND (s.%s <> '' OR i.%s_by = 'rule'))"
                .formatted(column, column, column);
    }

    /// Where what was said differs from what is there and no person has set.
    private static final String DIFFERS =
            """
            SELECT s.n FROM stage_said s CROSS JOIN identity i
             WHERE i.n = s.n AND i.ruled = s.mark
               AND (%s AND (i.owner_n <> s.owner_n OR i.owner_by <> s.owner_by
                            OR i.owner_why <> s.owner_why)
                 OR %s AND (i.criticality <> s.criticality OR i.criticality_why <> s.criticality_why)
                 OR %s AND i.environment <> s.environment)
             ORDER BY s.n
            """
                    .formatted(OWNER_IS_SAID, CRITICALITY_IS_SAID, ENVIRONMENT_IS_SAID);

    private static final String DESCRIBE =
            """
            UPDATE identity SET version = identity.version + 1, %s,
                   owner_n = CASE WHEN %s THEN s.owner_n ELSE identity.owner_n END,
                   owner_by = CASE WHEN %s THEN s.owner_by ELSE identity.owner_by END,
                   owner_why = CASE WHEN %s THEN s.owner_why ELSE identity.owner_why END,
                   criticality = CASE WHEN %s THEN s.criticality ELSE identity.criticality END,
                   criticality_by = CASE WHEN %s THEN CASE s.criticality WHEN '' THEN ''
                                         ELSE 'rule' END ELSE identity.criticality_by END,
                   criticality_why = CASE WHEN %s THEN s.criticality_why
                                          ELSE identity.criticality_why END,
                   environment = CASE WHEN %s THEN s.environment ELSE identity.environment END,
                   environment_by = CASE WHEN %s THEN CASE s.environment WHEN '' THEN ''
                                         ELSE 'rule' END ELSE identity.environment_by END
              FROM stage_said s
             WHERE identity.n = s.n AND identity.n IN (SELECT n FROM stage_ruled)
            """
                    .formatted(
                            Assessing.AGAIN,
                            of(OWNER_IS_SAID),
                            of(OWNER_IS_SAID),
                            of(OWNER_IS_SAID),
                            of(CRITICALITY_IS_SAID),
                            of(CRITICALITY_IS_SAID),
                            of(CRITICALITY_IS_SAID),
                            of(ENVIRONMENT_IS_SAID),
                            of(ENVIRONMENT_IS_SAID));

    /// On the row that is changed, which has no other name.
    private static String of(String condition) {
        return condition.replace("i.", "identity.");
    }

    /// The credentials show what their first identity has, as `Rebinding` says.
    private static final String DESCRIBE_CREDENTIALS =
            """
            UPDATE credential SET (owner_n, environment, criticality) =
                   (SELECT i.owner_n, i.environment, i.criticality
                      FROM holding h, identity i
                     WHERE h.credential_n = credential.n AND i.n = h.identity_n
                     ORDER BY h.position, h.anchor_n, i.n LIMIT 1)
             WHERE n IN (SELECT h.credential_n FROM stage_ruled r CROSS JOIN holding h
                          WHERE h.identity_n = r.n)
            """;

    private static final String HISTORY =
            """
            INSERT INTO history (entity, entity_n, at, actor, request_id, change)
            SELECT 'identity', s.n, ?, 'configuration', '', s.change
              FROM stage_said s WHERE s.n IN (SELECT n FROM stage_ruled) ORDER BY s.n
            """;
    private static final String FEED =
            """
            INSERT INTO change_feed (at, entity, entity_n, kind)
            SELECT ?, 'identity', n, 'described' FROM stage_ruled WHERE true ORDER BY n
            """;
    private static final String ADD_TAGS =
            """
            INSERT INTO tag (name) SELECT DISTINCT name FROM stage_said_tag WHERE true ORDER BY name
            ON CONFLICT (name) DO NOTHING
            """;
    private static final String UNTAG =
            """
            DELETE FROM tagging WHERE entity = 'identity' AND said_by = 'rule'
               AND entity_n IN (SELECT s.n FROM stage_said s CROSS JOIN identity i
                                 WHERE i.n = s.n AND i.ruled = s.mark)
               AND NOT EXISTS (SELECT 1 FROM stage_said_tag s CROSS JOIN tag t
                                WHERE s.n = tagging.entity_n AND t.name = s.name
                                  AND t.n = tagging.tag_n)
            """;
    private static final String TAG =
            """
            INSERT INTO tagging (tag_n, entity, entity_n, said_by)
            SELECT t.n, 'identity', s.n, 'rule' FROM stage_said_tag s CROSS JOIN tag t
             WHERE t.name = s.name ORDER BY s.n, t.n
            ON CONFLICT (entity, entity_n, tag_n) DO NOTHING
            """;
    private static final String SETTLE =
            """
            UPDATE identity SET ruled = ? FROM stage_said s
             WHERE identity.n = s.n AND identity.ruled = s.mark
            """;

    private final Database roll;

    public JdbcOwners(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<OwnerRule> rules() {
        return roll.read(session ->
                OwnerRuleTexts.parse(
                        session.first("SELECT rules FROM owner_rules", row -> row.text(1))
                                .orElseThrow()));
    }

    @Override
    public void replace(Unit unit, List<OwnerRule> rules) {
        Database.in(
                unit,
                session -> {
                    for (OwnerRule rule : rules) {
                        if (rule.team().isPresent()) {
                            session.update(
                                    "INSERT INTO team (id, name) VALUES (?, ?)"
                                            + " ON CONFLICT (id) DO NOTHING",
                                    rule.team().get(),
                                    rule.team().get());
                        }
                    }
                    return session.update(
                            "UPDATE owner_rules SET edition = edition + 1, rules = ?",
                            OwnerRuleTexts.text(rules));
                });
    }

    private record Edition(long number, List<OwnerRule> rules) {}

    @Override
    public Due due(int limit) {
        return roll.read(session -> {
            Edition edition =
                    session.first(
                                    "SELECT edition, rules FROM owner_rules",
                                    row ->
                                            new Edition(
                                                    row.number(1),
                                                    row.number(1) == 0
                                                            ? List.of()
                                                            : OwnerRuleTexts.parse(row.text(2))))
                            .orElseThrow();
            return new Due(
                    edition.number(),
                    edition.rules(),
                    edition.number() == 0
                            ? List.of()
                            : new DueOwners(session, edition.rules())
                                    .read(edition.number(), limit));
        });
    }

    @Override
    public int keep(Unit unit, long edition, List<Said> said, Instant now) {
        return Database.in(
                unit,
                session -> {
                    stage(session, said);
                    List<Object[]> changed =
                            session.all(DIFFERS, row -> new Object[] {row.number(1)});
                    if (!changed.isEmpty()) {
                        STAGE_CHANGED.fill(session, changed);
                        session.update(DESCRIBE);
                        session.update(DESCRIBE_CREDENTIALS);
                        session.update(HISTORY, Times.micros(now));
                        session.update(FEED, Times.micros(now));
                    }
                    session.update(ADD_TAGS);
                    session.update(UNTAG);
                    session.update(TAG);
                    session.update(SETTLE, edition);
                    return changed.size();
                });
    }

    private static void stage(Session session, List<Said> said) throws SQLException {
        Map<String, Long> teams = new HashMap<>();
        for (String team : new TreeSet<>(said.stream().map(it -> text(it.team())).toList())) {
            // One that was removed meanwhile or is gone owns nothing.
            Optional<Long> n =
                    session.first(
                            "SELECT n FROM team WHERE id = ? AND gone = 0",
                            row -> row.number(1),
                            team);
            n.ifPresent(it -> teams.put(team, it));
        }
        List<Object[]> rows = new ArrayList<>(said.size());
        List<Object[]> tags = new ArrayList<>();
        for (Said one : said) {
            long owner = one.team().map(it -> teams.getOrDefault(it.text(), 0L)).orElse(0L);
            rows.add(
                    new Object[] {
                        one.identity().number(),
                        one.identity().mark(),
                        owner,
                        text(one.criticality()),
                        text(one.environment()),
                        Kept.text(
                                Facts.of("change", "described")
                                        .with("by", "rule")
                                        .with("owner", text(one.team()))
                                        .with("criticality", text(one.criticality()))
                                        .with("environment", text(one.environment()))
                                        .with("rule", one.team().map(Word::rule).orElse(""))),
                        owner == 0 ? "" : one.team().map(it -> it.by().text()).orElse(""),
                        owner == 0 ? "" : one.team().map(Word::rule).orElse(""),
                        one.criticality().map(Word::rule).orElse("")
                    });
            for (String tag : one.tags()) {
                tags.add(new Object[] {one.identity().number(), tag});
            }
        }
        STAGE.fill(session, rows);
        STAGE_TAG.fill(session, tags);
    }

    private static String text(Optional<Word> word) {
        return word.map(Word::text).orElse("");
    }
}
