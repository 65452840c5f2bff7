package io.muster.store.query;

import io.muster.monitor.Program;

/// When a sighting is older than its source lets it become.
public final class Overdue {
    /// A condition on a sighting `a` by a source `o`, with two parameters: now, and
    /// [#USUAL_MICROS].
    public static final String SIGHTING =
            "a.last_at < ? - CASE WHEN o.expected_every > 0 THEN o.expected_every ELSE ? END";

    /// The frequency of a source that has none.
    public static final long USUAL_MICROS = Program.USUAL_FREQUENCY.toSeconds() * 1_000_000;

    private Overdue() {}
}
