package io.muster.store.policy;

import io.muster.governance.Exemption.Scope;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The exceptions that are in force now, by rule: few.
record ExceptionsInForce(
        ExemptionTarget target, Map<String, List<ExemptionTarget.Covering>> byRule) {

    static ExceptionsInForce read(Session session, long now) throws SQLException {
        Map<String, List<ExemptionTarget.Covering>> byRule = new HashMap<>();
        session.each(
                "SELECT rule, n, scope, target, target_n FROM policy_exception"
                        + " WHERE state = 'in-force' AND until > ? ORDER BY n",
                row ->
                        byRule.computeIfAbsent(row.text(1), _ -> new ArrayList<>())
                                .add(
                                        new ExemptionTarget.Covering(
                                                row.number(2),
                                                JdbcExemptions.constant(Scope.class, row.text(3)),
                                                row.text(4),
                                                row.number(5))),
                now);
        return new ExceptionsInForce(new ExemptionTarget(session, now), byRule);
    }

    /// The first that covers a finding of `rule` on `subject`; 0 when none does.
    long covering(String rule, ExemptionTarget.Subject subject) throws SQLException {
        for (ExemptionTarget.Covering one : byRule.getOrDefault(rule, List.of())) {
            if (target.covers(one, subject)) {
                return one.n();
            }
        }
        return 0;
    }
}
