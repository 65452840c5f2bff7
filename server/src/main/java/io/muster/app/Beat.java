package io.muster.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What is done again and again while the server runs, one thing after another. What fails is
/// logged and done again the next time.
final class Beat implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("beat").factory());

    /// One thing, and how long it rests in between.
    record Task(String name, Duration rest, Runnable work) {}

    Beat(List<Task> tasks, Log log) {
        for (Task task : tasks) {
            var _ =
                    clockwork.scheduleWithFixedDelay(
                            () -> guarded(task, log),
                            task.rest().toMillis(),
                            task.rest().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private static void guarded(Task task, Log log) {
        try {
            task.work().run();
        } catch (io.muster.unit.Unavailable e) {
            log.info("postponed", Map.of("task", task.name(), "reason", e.reason()));
        } catch (RuntimeException e) {
            log.error("failed", e, Map.of("task", task.name()));
        }
    }

    /// Stops, and waits for what is being done.
    @Override
    public void close() {
        clockwork.shutdownNow();
        try {
            if (!clockwork.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the work of the server did not stop in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
