package io.muster.app;

import io.muster.jobs.Turn;
import io.muster.unit.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What is done again and again while the server runs, one thing after another. What fails is
/// logged, told to whoever asks, and done again the next time.
final class Beat implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    /// One turn of a task takes seconds at most; longer than this, it hangs.
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();

    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("beat").factory());

    /// One thing, and how long it rests in between.
    record Task(String name, Duration rest, Runnable work) {
        /// What one node at a time does for all.
        static Task inTurn(Turn turn, String name, Duration rest, Runnable work) {
            return new Task(name, rest, () -> turn.take(work));
        }
    }

    /// Goes on while there is more, but not for much longer than `most`: the others wait.
    ///
    /// @param work does a part, and says whether there is more
    static void part(Duration most, BooleanSupplier work) {
        long until = System.nanoTime() + most.toNanos();
        while (work.getAsBoolean() && System.nanoTime() < until) {
            // There is more.
        }
    }

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

    /// How a task is.
    ///
    /// @param begun by the clock that only counts; empty while it rests
    /// @param trouble why it failed the last time; empty when it did not
    private record Pulse(OptionalLong begun, Optional<String> trouble) {
        private static final Pulse GOOD = new Pulse(OptionalLong.empty(), Optional.empty());
    }

    private void guarded(Task task, Log log) {
        Pulse before = pulses.getOrDefault(task.name(), Pulse.GOOD);
        pulses.put(task.name(), new Pulse(OptionalLong.of(System.nanoTime()), before.trouble()));
        Optional<String> trouble = Optional.empty();
        try {
            task.work().run();
        } catch (Unavailable e) {
            log.info("postponed", Map.of("task", task.name(), "reason", e.reason()));
            trouble = Optional.of(e.reason());
        } catch (RuntimeException e) {
            log.error("failed", e, Map.of("task", task.name()));
            trouble = Optional.of("it fails; the log says why");
        } finally {
            pulses.put(task.name(), new Pulse(OptionalLong.empty(), trouble));
        }
    }

    /// What hinders the task `name`; empty when it went well the last time.
    Optional<String> trouble(String name) {
        Pulse pulse = pulses.getOrDefault(name, Pulse.GOOD);
        boolean hangs =
                pulse.begun().isPresent()
                        && System.nanoTime() - pulse.begun().getAsLong() > LONG.toNanos();
        return hangs
                ? Optional.of("it hangs for more than 5 minutes; restart the server")
                : pulse.trouble();
    }

    /// What hinders any of its tasks, with the task's name; empty when all went well the last time.
    Optional<String> trouble() {
        return troubles().entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .findFirst();
    }

    /// What hinders, by the names of the tasks.
    SortedMap<String, String> troubles() {
        SortedMap<String, String> troubles = new TreeMap<>();
        for (String name : pulses.keySet()) {
            trouble(name).ifPresent(it -> troubles.put(name, it));
        }
        return troubles;
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
