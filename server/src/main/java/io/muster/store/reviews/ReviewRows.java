package io.muster.store.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Listing;
import io.muster.reviews.Attention;
import io.muster.reviews.Campaign;
import io.muster.reviews.Campaign.Counts;
import io.muster.reviews.Choice;
import io.muster.reviews.Evidence;
import io.muster.reviews.Item;
import io.muster.reviews.Reviews;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads reviews, their parts and items.
record ReviewRows(Session session) {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final int PAGE = 1_000;

    private static final String CAMPAIGN =
            """
            SELECT r.n, r.id, r.name, r.list, r.q, r.teams, r.occasion, r.state, r.started,
              r.started_by, r.due, r.closed, r.closed_by, r.note, r.digest, r.version,
              coalesce(k.items, 0), coalesce(k.attention, 0), coalesce(k.kept, 0),
              coalesce(k.reduced, 0), coalesce(k.retired, 0)
            FROM review r LEFT JOIN (
              SELECT p.review_n, sum(p.items) AS items, sum(p.attention) AS attention,
                sum(p.kept) AS kept, sum(p.reduced) AS reduced, sum(p.retired) AS retired
              FROM review_part p WHERE \
            """;
    private static final String GROUPED = " GROUP BY p.review_n) k ON k.review_n = r.n WHERE ";
    private static final String ITEM =
            """
            SELECT i.n, i.entity, i.entity_id, i.kind, i.title, t.id, i.attention, i.evidence,
              i.decision, i.reason, i.decided_by, i.decided
            FROM review_item i LEFT JOIN team t ON t.n = i.team_n WHERE i.review_n = ?
            """;

    /// Reviews that fit `condition`, with what the viewer sees counted. Whoever sees some teams'
    /// things sees reviews with a part of theirs.
    List<Campaign> campaigns(Viewer viewer, Sql condition) throws SQLException {
        Sql sql =
                Sql.of(CAMPAIGN)
                        .with(Scope.ofTeam(viewer, "p.team_n"))
                        .with(GROUPED)
                        .with(
                                switch (viewer) {
                                    case Viewer.Everything _ -> Sql.TRUE;
                                    case Viewer.Teams _ -> Sql.of("k.items > 0");
                                })
                        .with(" AND ")
                        .with(condition);
        return session.all(sql.text(), ReviewRows::campaign, sql.values());
    }

    Optional<Campaign> campaign(Viewer viewer, String id) throws SQLException {
        return campaigns(viewer, Sql.of("r.id = ?", id)).stream().findFirst();
    }

    private static Campaign campaign(Row row) throws SQLException {
        return new Campaign(
                row.number(1),
                row.text(2),
                row.text(3),
                list(row.text(4)),
                row.text(5),
                JSON.readValue(row.text(6), new TypeReference<List<String>>() {}),
                row.text(7),
                Campaign.State.named(row.text(8)).orElseThrow(),
                Times.instant(row.number(9)),
                row.text(10),
                Times.instant(row.number(11)),
                Times.known(row.number(12)),
                row.text(13),
                row.text(14),
                row.text(15),
                counts(row, 17),
                row.number(16));
    }

    private static Listing list(String word) {
        return Listing.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Counts counts(Row row, int column) throws SQLException {
        return new Counts(
                row.number(column),
                row.number(column + 1),
                row.number(column + 2),
                row.number(column + 3),
                row.number(column + 4));
    }

    List<Campaign.Part> parts(Viewer viewer, String id) throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT t.id, t.name, a.id, p.items, p.attention, p.kept, p.reduced,
                                  p.retired, p.told
                                FROM review_part p JOIN review r ON r.n = p.review_n
                                  LEFT JOIN team t ON t.n = p.team_n
                                  LEFT JOIN team a ON a.n = t.parent_n
                                WHERE r.id = ? AND \
                                """,
                                id)
                        .with(Scope.ofTeam(viewer, "p.team_n"))
                        .with(" ORDER BY t.name, p.team_n");
        return session.all(
                sql.text(),
                row ->
                        new Campaign.Part(
                                row.some(1), row.some(2), row.some(3), counts(row, 4), row.text(9)),
                sql.values());
    }

    /// Items of review `n`.
    List<Item> items(Viewer viewer, long n, Reviews.Filter filter, long after, int limit)
            throws SQLException {
        List<Sql> all = new ArrayList<>();
        all.add(Scope.ofTeam(viewer, "i.team_n"));
        filter.team()
                .ifPresent(it ->
                        all.add(
                                it.equals("none")
                                        ? Sql.of("i.team_n = 0")
                                        : Sql.of(
                                                "i.team_n = (SELECT x.n FROM team x WHERE x.id = ?)",
                                                it)));
        filter.choice().ifPresent(it -> all.add(Sql.of("i.decision = ?", it.toString())));
        filter.decided()
                .ifPresent(it -> all.add(Sql.of(it ? "i.decision <> ''" : "i.decision = ''")));
        filter.attention()
                .ifPresent(it -> all.add(Sql.of(it ? "i.attention <> ''" : "i.attention = ''")));
        Sql sql =
                Sql.of(ITEM + " AND ", n)
                        .with(Sql.allOf(all))
                        .with(Sql.of(" AND i.n > ? ORDER BY i.n LIMIT ?", after, limit));
        return session.all(sql.text(), ReviewRows::item, sql.values());
    }

    /// One item of review `n`.
    Optional<Item> item(Viewer viewer, long n, long number) throws SQLException {
        Sql sql =
                Sql.of(ITEM + " AND i.n = ? AND ", n, number)
                        .with(Scope.ofTeam(viewer, "i.team_n"));
        return session.first(sql.text(), ReviewRows::item, sql.values());
    }

    private static Item item(Row row) throws SQLException {
        Entity entity =
                row.text(2).equals(Entity.Kind.IDENTITY.toString())
                        ? Entity.identity(row.text(3))
                        : Entity.credential(row.text(3));
        Optional<Choice> choice = Choice.named(row.text(9));
        Item.Decided decided =
                new Item.Decided(
                        choice.orElse(Choice.KEEP),
                        row.text(10),
                        row.text(11),
                        Times.instant(row.number(12)));
        return new Item(
                row.number(1),
                entity,
                row.text(4),
                row.text(5),
                row.some(6),
                attention(row.text(7)),
                JSON.readValue(row.text(8), Evidence.class),
                choice.map(_ -> decided));
    }

    private static Set<Attention> attention(String words) {
        Set<Attention> all = EnumSet.noneOf(Attention.class);
        for (String word : words.split(",", -1)) {
            Attention.named(word).ifPresent(all::add);
        }
        return all;
    }

    /// The SHA-256 over what was shown and decided, one line an item: number, entity, its id,
    /// decision, by whom, when in microseconds, and the SHA-256 of evidence and of reason, with
    /// tabs between them.
    String digest(String id) throws SQLException {
        MessageDigest whole = sha256();
        long[] after = {0};
        int read = PAGE;
        while (read == PAGE) {
            List<String> lines =
                    session.all(
                            """
                            SELECT i.n, i.entity, i.entity_id, i.decision, i.decided_by, i.decided,
                              i.evidence, i.reason
                            FROM review_item i JOIN review r ON r.n = i.review_n
                            WHERE r.id = ? AND i.n > ? ORDER BY i.n LIMIT ?
                            """,
                            row -> {
                                after[0] = row.number(1);
                                return String.join(
                                        "\t",
                                        Long.toString(row.number(1)),
                                        row.text(2),
                                        row.text(3),
                                        row.text(4),
                                        row.text(5),
                                        Long.toString(row.number(6)),
                                        hex(row.text(7)),
                                        hex(row.text(8)));
                            },
                            id,
                            after[0],
                            PAGE);
            lines.forEach(it -> whole.update((it + "\n").getBytes(UTF_8)));
            read = lines.size();
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /// The number of an open review, which is held by this unit from now on.
    ///
    /// @throws Refused when it is not there or not open
    long open(String id) throws SQLException {
        int held =
                session.update(
                        "UPDATE review SET version = version + 1 WHERE id = ? AND state = 'open'",
                        id);
        Optional<Long> n =
                session.first("SELECT n FROM review WHERE id = ?", row -> row.number(1), id);
        if (n.isEmpty()) {
            throw new Refused(Refused.Kind.UNKNOWN, "there is no such review");
        }
        if (held == 0) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "the review is not open: it is being prepared, or was closed");
        }
        return n.get();
    }
}
