package io.muster.store.policy;

import io.muster.inventory.findings.Deadlines;
import io.muster.inventory.verdicts.Due;
import io.muster.inventory.verdicts.Verdicts;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Issuers;
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
    private final Deadlines deadlines;

    public JdbcVerdicts(Database database) {
        this(database, Deadlines.USUAL);
    }

    /// @param deadlines of findings that are opened from now on
    public JdbcVerdicts(Database database, Deadlines deadlines) {
        this.database = database;
        this.deadlines = deadlines;
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
                    VerdictBatch batch = new VerdictBatch(session, Times.micros(now), deadlines);
                    int changed = 0;
                    for (Verdict verdict : verdicts) {
                        changed += batch.keep(verdict);
                    }
                    batch.finish();
                    return changed;
                });
    }

    /// The row is changed, so that nothing else is put in force before the unit ends.
    @Override
    public boolean holds(Unit unit, long activation, int judged) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        "UPDATE policy_state SET judged = judged + ?"
                                                + " WHERE one = 1 AND activation = ?",
                                        judged,
                                        activation)
                                > 0);
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
                    if (after == 0) {
                        session.update("UPDATE policy_state SET total = 0, judged = 0");
                    }
                    int due = 0;
                    for (String table : List.of("credential", "identity", "source")) {
                        due += judgeAgain(session, table, mark, after, last);
                    }
                    session.update("UPDATE policy_state SET total = total + ?", due);
                    long most =
                            session.number(
                                    "SELECT max(n) FROM (SELECT max(n) AS n FROM credential"
                                            + " UNION ALL SELECT max(n) FROM identity"
                                            + " UNION ALL SELECT max(n) FROM source) most");
                    return last < most ? last : 0;
                });
    }

    /// What waits to be judged does so already, and what is over stays over.
    private static int judgeAgain(Session session, String table, long mark, long after, long last)
            throws SQLException {
        return session.update(
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
