package io.muster.app;

import io.muster.store.Database;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Work for when the program has come to rest after much of it: once, until there was much again.
///
/// Memory that a large intake took is of use to nobody afterwards, and neither the JVM nor a
/// database gives it back by itself while it has nothing to do.
final class Quiet implements Runnable {
    private static final double REST_CORES = 0.05;
    private static final long MUCH_NANOS = 5_000_000_000L;

    private final LongSupplier clock;
    private final LongSupplier processor;
    private final Runnable work;
    private long lastLook;
    private long lastUsed;
    private long usedThen;

    /// @param clock nanoseconds, counted from anywhere
    /// @param processor nanoseconds of processor time that the program has had
    Quiet(LongSupplier clock, LongSupplier processor, Runnable work) {
        this.clock = clock;
        this.processor = processor;
        this.work = work;
        this.lastLook = clock.getAsLong();
    }

    /// Gives back what `database` and the heap do not need any more.
    static Quiet ofMemory(Database database) {
        return new Quiet(
                System::nanoTime,
                Quiet::processorNanos,
                () -> {
                    database.rest();
                    // The heap shrinks when it is collected, which one at rest never is.
                    System.gc();
                });
    }

    /// Zero where the system does not tell, so that nothing is ever much.
    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// Looks at what was used since the last look.
    @Override
    public void run() {
        long now = clock.getAsLong();
        long used = processor.getAsLong();
        boolean rests = used - lastUsed < REST_CORES * (now - lastLook);
        lastLook = now;
        lastUsed = used;
        if (rests && used - usedThen > MUCH_NANOS) {
            work.run();
            usedThen = processor.getAsLong();
        }
    }
}
