package io.muster.discovery.files;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Threads that share one piece of work, and are gone when it is done.
public final class Workers {
    private Workers() {}

    /// Runs `work` in `count` threads and waits for all of them.
    ///
    /// @param name of the threads, before a number
    /// @throws InterruptedException when the caller or one of them was interrupted; then all were
    public static void run(String name, int count, Callable<Void> work)
            throws InterruptedException {
        if (Thread.interrupted()) {
            // Work that is done at once would otherwise hide it.
            throw new InterruptedException("stopped");
        }
        var factory = Thread.ofPlatform().name(name + "-", 1).factory();
        try (var threads = Executors.newFixedThreadPool(count, factory)) {
            for (var done : threads.invokeAll(Collections.nCopies(count, work))) {
                done.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("stopped");
            }
            throw new IllegalStateException("a thread of " + name + " failed", e.getCause());
        }
    }
}
