package io.muster.store;

import java.util.concurrent.atomic.AtomicInteger;

/// Named points in the way of a write, at which a test can end the program as a power cut would.
///
/// Costs nothing unless the system property `muster.crash.at` names a point and, after a colon, the
/// how many-th time that it is passed.
enum CrashPoint {
    /// A unit was written and is not committed.
    BEFORE_COMMIT,
    /// It is committed; nobody was told yet.
    AFTER_COMMIT,
    /// Before the write-ahead log is copied into the file.
    BEFORE_COPY,
    /// Rows are in the search index, and that is not committed.
    BEFORE_INDEX,
    /// It is; the roll does not know yet what need not be told again.
    AFTER_INDEX;

    private static final String WANTED = System.getProperty("muster.crash.at", "");
    private static final AtomicInteger PASSED = new AtomicInteger();

    void pass() {
        if (!WANTED.isEmpty() && WANTED.startsWith(name() + ":")) {
            int which = Integer.parseInt(WANTED.substring(name().length() + 1));
            if (PASSED.incrementAndGet() == which) {
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
