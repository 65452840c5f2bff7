package io.muster.app;

import io.muster.audit.Archive;
import io.muster.audit.Keeping;
import io.muster.config.ServerSettings;
import io.muster.jobs.Turn;
import io.muster.store.Database;
import io.muster.store.audit.JdbcPositions;

/// Makes hashes of what the audit log need not say any more, and counts it.
record Forgetting(Keeping keeping, Metrics metrics) {

    static Forgetting of(Inventory.Ground ground, ServerSettings settings, Archive log) {
        Database authority = ground.databases().authority();
        return new Forgetting(
                new Keeping(
                        log,
                        new JdbcPositions(authority),
                        authority,
                        settings.keeping().audit(),
                        settings.alerts().audit(),
                        ground.clock()),
                ground.metrics());
    }

    /// All that is to be forgotten now, part by part, while it is this node's turn.
    void run(Turn turn) {
        int gone;
        do {
            gone = keeping.forget();
            metrics.add(
                    "muster_retention_rows_total",
                    "Rows removed after their time.",
                    "table=\"audit_entry\"",
                    gone);
        } while (gone > 0 && turn.isMine() && !Thread.currentThread().isInterrupted());
    }
}
