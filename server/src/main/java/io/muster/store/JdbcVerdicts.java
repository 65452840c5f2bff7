package io.muster.store;

import io.muster.inventory.Due;
import io.muster.inventory.Verdicts;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be judged, read from a database, and what comes of it.
public final class JdbcVerdicts implements Verdicts {
    private static final int AGAIN = 2000;

    private final Database database;

    public JdbcVerdicts(Database database) {
        this.database = database;
    }

    /// Sources and accounts first: they are few.
    @Override
    public List<Due> due(Instant now, int limit) {
        long at = Times.micros(now);
        return database.read(session -> {
            List<Due> due = new ArrayList<>(new DueSources(session).due(at, limit));
            due.addAll(new DueIdentities(session).due(at, limit - due.size()));
            due.addAll(new DueCredentials(session).due(at, limit - due.size()));
            return due;
        });
    }

    @Override
    public int keep(Unit unit, List<Verdict> verdicts, Instant now) {
        return Database.in(
                unit,
                session -> {
                    Keeping keeping = new Keeping(session, Times.micros(now));
                    int changed = 0;
                    for (Verdict verdict : verdicts) {
                        changed += keeping.keep(verdict);
                    }
                    keeping.finish();
                    return changed;
                });
    }

    @Override
    public Optional<String> judgedBy() {
        return database.read(
                session -> session.first("SELECT policy FROM judged_by", row -> row.text(1)));
    }

    @Override
    public void judgedBy(Unit unit, String policy) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO judged_by (one, policy) VALUES (1, ?)"
                                        + " ON CONFLICT (one) DO UPDATE SET policy = excluded.policy",
                                policy));
    }

    @Override
    public long judgeAgain(Unit unit, long after, Instant now) {
        return Database.in(
                unit,
                session -> {
                    long last = after + AGAIN;
                    long mark = -Times.micros(now);
                    judgeAgain(session, "credential", mark, after, last);
                    judgeAgain(session, "identity", mark, after, last);
                    judgeAgain(session, "source", mark, after, last);
                    long most =
                            session.number(
                                    "SELECT max(n) FROM (SELECT max(n) AS n FROM credential"
                                            + " UNION ALL SELECT max(n) FROM identity"
                                            + " UNION ALL SELECT max(n) FROM source) most");
                    return last < most ? last : 0;
                });
    }

    /// What waits to be judged does so already, and what is over stays over.
    private static void judgeAgain(Session session, String table, long mark, long after, long last)
            throws SQLException {
        session.update(
                "UPDATE %s SET judge_again_at = ? WHERE n > ? AND n <= ?".formatted(table)
                        + " AND judge_again_at > 0 AND judge_again_at < ?",
                mark,
                after,
                last,
                Times.NEVER);
    }

    @Override
    public int joinIssuers(Unit unit) {
        return Database.in(unit, session -> new Issuers(session).rest());
    }
}
