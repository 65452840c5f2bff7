package io.muster.store.intake;

import io.muster.store.Dialect;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Accounts that changed: whoever they mean is judged again.
final class Accounts {
    private Accounts() {}

    /// @param anchors by their `n`
    /// @param now in microseconds
    static void changed(Session session, Collection<Long> anchors, long now) throws SQLException {
        if (!anchors.isEmpty()) {
            session.update(
                    "UPDATE identity SET judge_again_at = ? WHERE n IN (SELECT identity_n FROM binding"
                            + " WHERE until = 0 AND %s)"
                                    .formatted(session.dialect().isOneOf("anchor_n")),
                    -now,
                    new Dialect.Numbers(List.copyOf(anchors)));
        }
    }
}
