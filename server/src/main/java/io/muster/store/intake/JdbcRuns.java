package io.muster.store.intake;

import io.muster.inventory.intake.Run;
import io.muster.inventory.intake.Runs;
import io.muster.model.Malformed;
import io.muster.model.Role;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Times;
import io.muster.wire.Words;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The runs there were.
public final class JdbcRuns implements Runs {
    private static final String SELECT =
            """
            SELECT r.n, r.id, s.id, r.reporter, r.state, r.started, r.ended, r.seen, r.new_, r.known,
                   r.rejected, r.gone, r.back, r.unreadable, r.files, r.bytes, r.endpoints, r.message
              FROM run r, source s WHERE s.n = r.source_n
            """;

    private final Database database;

    public JdbcRuns(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Run> find(String id) {
        return database.read(session ->
                session.first(SELECT + " AND r.id = ?", row -> numbered(row).value(), id));
    }

    @Override
    public List<Numbered<Run>> newest(Optional<String> source, long after, int limit) {
        String condition = source.isPresent() ? " AND s.id = ?" : " AND ? = ''";
        return database.read(session ->
                session.all(
                        SELECT + condition + " AND (? = 0 OR r.n < ?) ORDER BY r.n DESC LIMIT ?",
                        JdbcRuns::numbered,
                        source.orElse(""),
                        after,
                        after,
                        limit));
    }

    private static Numbered<Run> numbered(Row row) throws SQLException {
        return new Numbered<>(
                row.number(1),
                new Run(
                        row.text(2),
                        row.text(3),
                        row.text(4),
                        Run.State.valueOf(row.text(5).toUpperCase(Locale.ROOT)),
                        Times.instant(row.number(6)),
                        Times.known(row.number(7)),
                        new Run.Counts(
                                row.number(8),
                                row.number(9),
                                row.number(10),
                                row.number(11),
                                row.number(12),
                                row.number(13),
                                row.number(14),
                                row.number(15),
                                row.number(16),
                                row.number(17)),
                        row.text(18)));
    }

    @Override
    public List<Numbered<Change>> changes(
            String run, Optional<String> kind, long after, int limit) {
        String condition = kind.isPresent() ? " AND h.kind = ?" : " AND ? = ''";
        String select =
                """
                SELECT h.n, h.kind, coalesce(c.id, i.id), coalesce(c.title, i.name, ''),
                       coalesce(p.text, ''), h.role
                  FROM run r
                  JOIN run_change h ON h.run_n = r.n
                  LEFT JOIN credential c ON c.n = h.credential_n
                  LEFT JOIN binding b ON b.anchor_n = h.anchor_n AND h.anchor_n <> 0
                        AND b.until = 0 AND b.place_prefix = ''
                  LEFT JOIN identity i ON i.n = b.identity_n
                  LEFT JOIN place p ON p.n = h.place_n
                 WHERE r.id = ? AND h.n > ?
                """;
        return database.read(session ->
                session.all(
                        select + condition + " ORDER BY h.n LIMIT ?",
                        row ->
                                new Numbered<>(
                                        row.number(1),
                                        new Change(
                                                row.text(2),
                                                Ids.text(row, 3),
                                                row.text(4),
                                                row.text(5),
                                                role(row.text(6)))),
                        run,
                        after,
                        kind.orElse(""),
                        limit));
    }

    /// A change of the credential itself has no role; it was stored somewhere.
    private static Role role(String word) {
        try {
            return word.isEmpty() ? Role.STORED : Words.role(word);
        } catch (Malformed e) {
            throw new IllegalStateException("a role was changed by somebody else", e);
        }
    }

    @Override
    public List<Numbered<Reason>> unreadable(String run, long after, int limit) {
        return reasons(
                "SELECT u.n, u.place, u.reason FROM run r JOIN unreadable u ON u.run_n = r.n",
                run,
                after,
                limit);
    }

    @Override
    public List<Numbered<Reason>> rejected(String run, long after, int limit) {
        return reasons(
                "SELECT u.n, u.what, u.reason FROM run r JOIN rejected u ON u.run_n = r.n",
                run,
                after,
                limit);
    }

    private List<Numbered<Reason>> reasons(String select, String run, long after, int limit) {
        return database.read(session ->
                session.all(
                        select + " WHERE r.id = ? AND u.n > ? ORDER BY u.n LIMIT ?",
                        row -> new Numbered<>(row.number(1), new Reason(row.text(2), row.text(3))),
                        run,
                        after,
                        limit));
    }
}
