package io.muster.store.policy;

import io.muster.governance.Subjects;
import io.muster.governance.Subjects.Subject;
import io.muster.inventory.SourceName;
import io.muster.inventory.verdicts.Due;
import io.muster.model.Watch;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what is to be judged of sources. One that has only now begun to be counted on is counted
/// on from now.
record DueSources(Session session) {
    private static final String SOURCE =
            """
            SELECT s.n, s.judge_again_at, s.id, s.enabled, s.expected_every, s.expected_since,
                   s.completed_at, coalesce(r.state, ''), coalesce(r.message, ''), s.name
              FROM source s LEFT JOIN run r ON r.n = s.last_run_n
            """;
    private static final String DUE =
            SOURCE + " WHERE s.judge_again_at <= ? ORDER BY s.judge_again_at, s.n LIMIT ?";
    private static final String IN_ORDER = SOURCE + " WHERE s.n > ? AND s.n <= ? ORDER BY s.n";

    List<Due> due(long now, int limit) throws SQLException {
        return session.all(DUE, row -> due(row, now), now, limit);
    }

    /// Those above number `after` and to `through`, whether they are due or not.
    List<Subject> between(long after, long through, long now) throws SQLException {
        return session.all(
                IN_ORDER,
                row ->
                        new Subject(
                                due(row, now),
                                Subjects.Name.of(new SourceName(row.text(3), row.text(10)))),
                after,
                through);
    }

    private static Due due(Row row, long now) throws SQLException {
        return new Due.OfSource(row.number(1), row.number(2), watch(row, now));
    }

    private static Optional<Watch> watch(Row row, long now) throws SQLException {
        boolean expected = row.number(4) != 0 && row.number(5) > 0;
        if (!expected) {
            return Optional.empty();
        }
        long since = row.number(6);
        return Optional.of(
                new Watch(
                        row.text(3),
                        Duration.ofNanos(row.number(5) * 1000),
                        Times.instant(since == Times.NOT_YET ? now : since),
                        Times.known(row.number(7)),
                        trouble(row.text(8), row.text(9))));
    }

    private static Optional<String> trouble(String state, String message) {
        return switch (state) {
            case "failed" -> Optional.of("failed: " + message);
            case "interrupted" -> Optional.of("was interrupted: " + message);
            default -> Optional.empty();
        };
    }
}
