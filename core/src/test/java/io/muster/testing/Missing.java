package io.muster.testing;

import org.opentest4j.TestAbortedException;

/// What a test needs and this machine lacks.
///
/// In CI (`CI=true`) that fails the test; on anybody else's machine the test says in one line that
/// it was not run.
public final class Missing {
    private Missing() {}

    /// The end of a test that cannot be run: `throw Missing.here("nginx is not installed")`.
    public static TestAbortedException here(String what) {
        String message = what + ", test not run";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return new TestAbortedException(message);
    }
}
