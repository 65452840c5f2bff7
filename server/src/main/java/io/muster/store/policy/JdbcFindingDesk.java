package io.muster.store.policy;

import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingDesk;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.search.FindingRows;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people decide about findings, as rows.
public final class JdbcFindingDesk implements FindingDesk {
    private static final int TEXT_MAX = 4000;
    private static final int COMMENTS_MAX = 1000;

    private final Database roll;

    public JdbcFindingDesk(Database roll) {
        this.roll = roll;
    }

    @Override
    public Optional<Numbered> find(Viewer viewer, String id) {
        Sql sql =
                Sql.of("SELECT f.n FROM finding f WHERE f.id = ? AND ", Ids.parse(id))
                        .with(Scope.ofFinding(viewer).map(Predicate::check).orElse(Sql.TRUE));
        return roll.read(session -> {
            Optional<Long> n = session.first(sql.text(), row -> row.number(1), sql.values());
            return n.isEmpty() ? Optional.empty() : Optional.of(numbered(session, n.get()));
        });
    }

    private static Numbered numbered(Session session, long n) throws SQLException {
        return new Numbered(
                new FindingRows(session).read(List.of(n)).getFirst(),
                session.number("SELECT version FROM finding WHERE n = ?", n));
    }

    private static long number(Session session, String id) throws SQLException {
        return session.first(
                        "SELECT n FROM finding WHERE id = ?", row -> row.number(1), Ids.parse(id))
                .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no such finding"));
    }

    @Override
    public Numbered assign(Unit unit, String id, String assignee, long version) {
        return Database.in(
                unit,
                session -> {
                    check(session, assignee);
                    long n = number(session, id);
                    int changed =
                            session.update(
                                    "UPDATE finding SET assignee = ?, version = version + 1"
                                            + " WHERE n = ? AND version = ?",
                                    assignee,
                                    n,
                                    version);
                    if (changed == 0) {
                        throw new Refused(
                                Refused.Kind.STALE,
                                "the finding was changed meanwhile; read it again");
                    }
                    return numbered(session, n);
                });
    }

    private static void check(Session session, String assignee) throws SQLException {
        if (assignee.isEmpty()) {
            return;
        }
        int colon = assignee.indexOf(':');
        String kind = colon < 0 ? "" : assignee.substring(0, colon);
        if (!kind.equals("person") && !kind.equals("team")) {
            throw new Refused(
                    Refused.Kind.INVALID, "who deals with it is written person:ID or team:ID");
        }
        String id = assignee.substring(colon + 1);
        if (session.first("SELECT n FROM " + kind + " WHERE id = ?", row -> true, id).isEmpty()) {
            throw new Refused(Refused.Kind.UNKNOWN, "there is no " + kind + " " + id);
        }
    }

    @Override
    public Comment say(Unit unit, String id, String actor, String text, Instant now) {
        if (text.isBlank() || text.length() > TEXT_MAX) {
            throw new Refused(Refused.Kind.INVALID, "a comment has 1 to 4,000 characters");
        }
        return Database.in(
                unit,
                session -> {
                    long n = number(session, id);
                    int counted =
                            session.update(
                                    "UPDATE finding SET comments = comments + 1"
                                            + " WHERE n = ? AND comments < ?",
                                    n,
                                    COMMENTS_MAX);
                    if (counted == 0) {
                        throw new Refused(
                                Refused.Kind.INVALID, "a finding has at most 1,000 comments");
                    }
                    session.update(
                            "INSERT INTO finding_comment (finding_n, at, actor, text)"
                                    + " VALUES (?, ?, ?, ?)",
                            n,
                            Times.micros(now),
                            actor,
                            text);
                    long last =
                            session.number(
                                    "SELECT max(n) FROM finding_comment WHERE finding_n = ?", n);
                    return new Comment(last, now, actor, text);
                });
    }

    @Override
    public List<Comment> comments(String id, long number, int limit) {
        return roll.read(session ->
                session.all(
                        "SELECT c.n, c.at, c.actor, c.text FROM finding_comment c"
                                + " JOIN finding f ON f.n = c.finding_n"
                                + " WHERE f.id = ? AND c.n > ? ORDER BY c.n LIMIT ?",
                        row ->
                                new Comment(
                                        row.number(1),
                                        Times.instant(row.number(2)),
                                        row.text(3),
                                        row.text(4)),
                        Ids.parse(id),
                        number,
                        limit));
    }
}
