package io.muster.store.reviews;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.reviews.Attention;
import io.muster.reviews.Campaign;
import io.muster.reviews.Choice;
import io.muster.reviews.Item;
import io.muster.reviews.Reviews;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.roll.Entities;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Reviews, from a database.
public final class JdbcReviews implements Reviews {
    private static final Viewer ALL = new Viewer.Everything();
    private static final int OPEN_MAX = 1_000;
    private static final long YEAR = 366L * 86_400_000_000L;

    private final Database roll;

    public JdbcReviews(Database roll) {
        this.roll = roll;
    }

    @Override
    public Campaign start(Unit unit, Wish wish, Instant now) {
        return Database.in(
                unit,
                session -> {
                    for (String team : wish.teams()) {
                        long _ = Entities.number(session, new Entity(Entity.Kind.TEAM, team));
                    }
                    int kept =
                            session.update(
                                    """
                                    INSERT INTO review (id, name, list, q, teams, occasion, started,
                                      started_by, due)
                                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                    ON CONFLICT DO NOTHING
                                    """,
                                    wish.random(),
                                    wish.name(),
                                    wish.list().toString(),
                                    wish.q(),
                                    ReviewRows.JSON.writeValueAsString(
                                            wish.teams().stream().sorted().toList()),
                                    wish.occasion(),
                                    Times.micros(now),
                                    wish.actor(),
                                    Times.micros(wish.due()));
                    if (kept == 0) {
                        throw new Refused(
                                Refused.Kind.CONFLICT,
                                "there is a review for %s already".formatted(wish.occasion()));
                    }
                    return new ReviewRows(session).campaign(ALL, wish.random()).orElseThrow();
                });
    }

    @Override
    public boolean has(String occasion) {
        return roll.read(session ->
                session.first(
                                "SELECT n FROM review WHERE occasion = ? AND occasion <> ''",
                                row -> row.number(1),
                                occasion)
                        .isPresent());
    }

    @Override
    public Optional<Instant> begun() {
        return roll.read(session ->
                session.first(
                        "SELECT started FROM run ORDER BY n LIMIT 1",
                        row -> Times.instant(row.number(1))));
    }

    @Override
    public boolean areHeld(Instant now) {
        long at = Times.micros(now);
        return roll.read(session ->
                session.number(
                                        """
                                        SELECT count(*) FROM review
                                         WHERE state = 'closed' AND closed > ? AND digest <> ''
                                        """,
                                        at - YEAR)
                                > 0
                        && session.number(
                                        "SELECT count(*) FROM review WHERE state = 'open' AND due <= ?",
                                        at)
                                == 0);
    }

    @Override
    public List<Campaign> list(
            Viewer viewer, Optional<Campaign.State> state, OptionalLong before, int limit) {
        Sql which = state.map(it -> Sql.of("r.state = ?", it.toString())).orElse(Sql.TRUE);
        Sql page =
                which.with(
                        Sql.of(
                                " AND r.n < ? ORDER BY r.n DESC LIMIT ?",
                                before.orElse(Long.MAX_VALUE),
                                limit));
        return roll.read(session -> new ReviewRows(session).campaigns(viewer, page));
    }

    @Override
    public Optional<Campaign> find(Viewer viewer, String id) {
        return roll.read(session -> new ReviewRows(session).campaign(viewer, id));
    }

    @Override
    public List<Campaign.Part> parts(Viewer viewer, String id) {
        return roll.read(session -> new ReviewRows(session).parts(viewer, id));
    }

    @Override
    public List<Item> items(Viewer viewer, String id, Filter filter, long after, int limit) {
        return roll.read(session -> {
            Optional<Long> n =
                    session.first("SELECT n FROM review WHERE id = ?", row -> row.number(1), id);
            return n.isEmpty()
                    ? List.of()
                    : new ReviewRows(session).items(viewer, n.get(), filter, after, limit);
        });
    }

    @Override
    public Campaign decide(Unit unit, Viewer viewer, String id, Verdict verdict, Instant now) {
        return Database.in(
                unit,
                session -> {
                    ReviewRows rows = new ReviewRows(session);
                    long review = rows.open(id);
                    for (long number : verdict.items()) {
                        Item item =
                                rows.item(viewer, review, number)
                                        .orElseThrow(() ->
                                                new Refused(
                                                        Refused.Kind.UNKNOWN,
                                                        "there is no item %d in it for you"
                                                                .formatted(number)));
                        check(item, verdict);
                        keep(session, review, item, verdict, now);
                    }
                    return rows.campaign(viewer, id).orElseThrow();
                });
    }

    private static void check(Item item, Verdict verdict) {
        if (verdict.items().size() > 1 && !item.attention().isEmpty()) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "'%s' is decided by itself: %s"
                            .formatted(item.title(), words(item.attention())));
        }
        if (item.evidence().isMadeBy(verdict.names())) {
            throw new Refused(
                    Refused.Kind.FORBIDDEN,
                    "who made '%s' does not decide that it stays; somebody else of the team must"
                            .formatted(item.title()));
        }
    }

    private static String words(Set<Attention> attention) {
        return attention.stream()
                .sorted()
                .map(Attention::toString)
                .collect(Collectors.joining(","));
    }

    private static void keep(Session session, long review, Item item, Verdict verdict, Instant now)
            throws SQLException {
        session.update(
                "UPDATE review_item SET decision = ?, reason = ?, decided_by = ?, decided = ?"
                        + " WHERE n = ?",
                verdict.choice().toString(),
                verdict.reason(),
                verdict.person(),
                Times.micros(now),
                item.number());
        Optional<Choice> before = item.decided().map(Item.Decided::choice);
        if (before.isPresent()) {
            count(session, review, item, before.get(), -1);
        }
        count(session, review, item, verdict.choice(), 1);
    }

    private static void count(Session session, long review, Item item, Choice choice, int more)
            throws SQLException {
        String column =
                switch (choice) {
                    case KEEP -> "kept";
                    case REDUCE -> "reduced";
                    case RETIRE -> "retired";
                };
        session.update(
                "UPDATE review_part SET %1$s = %1$s + ? WHERE review_n = ? AND team_n ="
                                .formatted(column)
                        + " (SELECT team_n FROM review_item WHERE n = ?)",
                more,
                review,
                item.number());
    }

    @Override
    public String digest(String id) {
        return roll.read(session -> new ReviewRows(session).digest(id));
    }

    @Override
    public void close(
            Unit unit, Campaign campaign, String digest, String note, Actor actor, Instant now) {
        Database.in(
                unit,
                session -> {
                    int closed =
                            session.update(
                                    """
                                    UPDATE review SET state = 'closed', closed = ?, closed_by = ?,
                                      note = ?, digest = ?, version = version + 1
                                    WHERE id = ? AND state = 'open' AND version = ?
                                    """,
                                    Times.micros(now),
                                    actor.name(),
                                    note,
                                    digest,
                                    campaign.id(),
                                    campaign.version());
                    if (closed == 0) {
                        throw new Refused(
                                Refused.Kind.STALE,
                                "somebody decided or closed it meanwhile; read it again");
                    }
                    return closed;
                });
    }

    @Override
    public Optional<Preparing> preparing() {
        return roll.read(session -> {
            Optional<Campaign> one =
                    new ReviewRows(session)
                                    .campaigns(
                                            ALL,
                                            Sql.of("r.state = 'preparing' ORDER BY r.n LIMIT 1"))
                                    .stream()
                                    .findFirst();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> position =
                    session.first(
                                    "SELECT position FROM review WHERE n = ?",
                                    row -> row.some(1),
                                    one.get().number())
                            .orElseThrow();
            return Optional.of(new Preparing(one.get(), position, one.get().counts().items()));
        });
    }

    @Override
    public List<Frozen> evidence(Listing list, List<String> ids, Instant now) {
        return roll.read(session -> new ReviewEvidence(session, now).of(list, ids));
    }

    @Override
    public void freeze(
            Unit unit,
            Preparing preparing,
            List<Frozen> items,
            String orphans,
            Optional<String> next) {
        int _ =
                Database.in(
                        unit,
                        session -> {
                            long review = preparing.campaign().number();
                            for (Frozen item : items) {
                                freeze(session, review, item, orphans);
                            }
                            return session.update(
                                    "UPDATE review SET position = ?, state = ? WHERE n = ?",
                                    next.orElse(""),
                                    next.isPresent() ? "preparing" : "open",
                                    review);
                        });
    }

    private static void freeze(Session session, long review, Frozen item, String orphans)
            throws SQLException {
        long team =
                session.first(
                                "SELECT n FROM team WHERE id = ?",
                                row -> row.number(1),
                                item.evidence().owner().orElse(orphans))
                        .orElse(0L);
        int fresh =
                session.update(
                        """
                        INSERT INTO review_item (review_n, entity, entity_n, entity_id, kind, title,
                          team_n, attention, evidence)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                        review,
                        item.entity().kind().toString(),
                        item.number(),
                        item.entity().id(),
                        item.kind(),
                        item.title(),
                        team,
                        words(item.attention()),
                        ReviewRows.JSON.writeValueAsString(item.evidence()));
        if (fresh > 0) {
            session.update(
                    """
                    INSERT INTO review_part (review_n, team_n, items, attention) VALUES (?, ?, 1, ?)
                    ON CONFLICT (review_n, team_n) DO UPDATE SET items = review_part.items + 1,
                      attention = review_part.attention + excluded.attention
                    """,
                    review,
                    team,
                    item.attention().isEmpty() ? 0 : 1);
        }
    }

    @Override
    public void fail(Unit unit, Preparing preparing, String why, Instant now) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE review SET state = 'closed', closed = ?, closed_by ="
                                        + " 'muster', note = ?, applied = ? WHERE n = ?",
                                Times.micros(now),
                                "it could not be begun: " + why,
                                Times.NEVER,
                                preparing.campaign().number()));
    }

    @Override
    public List<Waiting> waiting() {
        return roll.read(session -> {
            ReviewRows rows = new ReviewRows(session);
            List<Waiting> all = new ArrayList<>();
            for (Campaign one :
                    rows.campaigns(
                            ALL, Sql.of("r.state = 'open' ORDER BY r.n LIMIT ?", OPEN_MAX))) {
                if (one.counts().undecided() > 0) {
                    all.add(
                            new Waiting(
                                    one,
                                    rows.parts(ALL, one.id()).stream()
                                            .filter(it -> it.counts().undecided() > 0)
                                            .toList()));
                }
            }
            return all;
        });
    }

    @Override
    public void told(Unit unit, Campaign campaign, Campaign.Part part, String label) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE review_part SET told = ? WHERE review_n = ? AND team_n ="
                                        + " coalesce((SELECT n FROM team WHERE id = ?), 0)",
                                label,
                                campaign.number(),
                                part.team().orElse("")));
    }

    @Override
    public int apply(Unit unit, Instant now, int limit) {
        return Database.in(unit, session -> new Reviewed(session, Times.micros(now)).some(limit));
    }
}
