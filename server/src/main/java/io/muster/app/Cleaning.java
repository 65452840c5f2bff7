package io.muster.app;

import io.muster.inventory.Retention;
import io.muster.inventory.declared.Declarations;
import io.muster.jobs.Turn;
import io.muster.store.jobs.JdbcRetention;
import io.muster.unit.Units;
import java.time.InstantSource;

/// Removes what is older than its time, and counts it.
///
/// @param units of the inventory
record Cleaning(
        Units units,
        Declarations declarations,
        Retention.Periods periods,
        InstantSource clock,
        Metrics metrics) {
    private static final Retention RETENTION = new JdbcRetention();

    /// Removes all that is to go now, part by part, while it is this node's turn.
    void clean(Turn turn) {
        count("declared", declarations.sweep());
        Retention.Removed removed;
        do {
            removed = units.writeInBulk(unit -> RETENTION.tidy(unit, periods, clock.instant()));
            removed.rows().forEach(this::count);
        } while (!removed.isNothing() && turn.isMine() && !Thread.currentThread().isInterrupted());
    }

    private void count(String kind, long rows) {
        metrics.add(
                "muster_retention_rows_total",
                "Rows removed after their time.",
                "table=\"%s\"".formatted(kind),
                rows);
    }
}
