package io.muster.store.search;

import io.muster.store.Dialect;

/// How far each way of finding a page is gone before another is tried. What it is counted in is the
/// database's: steps of the embedded one's machine, milliseconds of the shared one.
///
/// @param few so many rows are fetched, checked and sorted at once: about twenty milliseconds
/// @param blink in order when each row must be read: a few thousand rows
/// @param moment in order when they need not be read, or when checking one costs much more than
///   reading it
/// @param counting for a total: ten thousand rows
record Effort(int few, int blink, int moment, int counting) {
    private static final Effort EMBEDDED = new Effort(5_000, 60_000, 250_000, 900_000);
    private static final Effort SHARED = new Effort(5_000, 250, 250, 150);

    static Effort usual(Dialect dialect) {
        return switch (dialect) {
            case Dialect.Sqlite _ -> EMBEDDED;
            case Dialect.Postgresql _ -> SHARED;
        };
    }
}
