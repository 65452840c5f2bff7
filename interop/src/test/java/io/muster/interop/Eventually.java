package io.muster.interop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Waits for what another process does in its own time. The limit is far beyond what it should
/// take: it ends a test that would otherwise hang, and measures nothing.
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Eventually() {}

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came true: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
