package io.muster.store.policy;

import io.muster.governance.Exemption.Scope;
import io.muster.store.Session;
import io.muster.store.Times;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Has judged again what an exception covers, or covered, after it began or ended: step by step,
/// through the findings of its rule.
record Spreading(Session session, long now) {
    /// So many rows of findings are looked at in one step.
    private static final long STEP = 20_000;

    private record One(long n, String rule, Scope scope, long target, long spread) {}

    /// @return whether there is more
    boolean step() throws SQLException {
        List<One> one =
                session.all(
                        "SELECT n, rule, scope, target_n, spread FROM policy_exception"
                                + " WHERE spread < 9223372036854775807 ORDER BY n LIMIT 1",
                        row ->
                                new One(
                                        row.number(1),
                                        row.text(2),
                                        JdbcExemptions.constant(Scope.class, row.text(3)),
                                        row.number(4),
                                        row.number(5)));
        if (one.isEmpty()) {
            return false;
        }
        step(one.getFirst());
        return true;
    }

    private void step(One it) throws SQLException {
        switch (it.scope()) {
            case FINDING -> {
                again("credential", "(SELECT credential_n FROM finding WHERE n = ?)", it.target());
                again("identity", "(SELECT identity_n FROM finding WHERE n = ?)", it.target());
                again("source", "(SELECT source_n FROM finding WHERE n = ?)", it.target());
                done(it, Times.NEVER);
            }
            case CREDENTIAL -> {
                again("credential", "(?)", it.target());
                done(it, Times.NEVER);
            }
            case IDENTITY -> {
                again("identity", "(?)", it.target());
                again(
                        "credential",
                        "(SELECT credential_n FROM holding WHERE identity_n = ?)",
                        it.target());
                done(it, Times.NEVER);
            }
            case QUERY, TEAM -> wide(it);
        }
    }

    private void wide(One it) throws SQLException {
        long last = it.spread() + STEP;
        for (String table : List.of("credential", "identity")) {
            again(
                    table,
                    "(SELECT %s_n FROM finding WHERE n > ? AND n <= ? AND rule = ?)"
                            .formatted(table),
                    it.spread(),
                    last,
                    it.rule());
        }
        long most = session.number("SELECT coalesce(max(n), 0) FROM finding");
        done(it, last < most ? last : Times.NEVER);
    }

    private void done(One it, long spread) throws SQLException {
        session.update("UPDATE policy_exception SET spread = ? WHERE n = ?", spread, it.n());
    }

    /// What is over stays over, and what waits already does so.
    private void again(String table, String numbers, Object... parameters) throws SQLException {
        List<Object> all = new ArrayList<>(List.of(-now));
        all.addAll(List.of(parameters));
        session.update(
                "UPDATE %s SET judge_again_at = ? WHERE n IN %s".formatted(table, numbers)
                        + " AND judge_again_at > 0 AND judge_again_at < 9223372036854775807",
                all.toArray());
    }
}
