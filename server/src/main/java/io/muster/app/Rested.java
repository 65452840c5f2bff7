package io.muster.app;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Work that is worth doing when something has changed, and then not more than one part in twenty
/// of the time: what takes a second is done again after twenty at the earliest.
final class Rested implements Runnable {
    private static final int REST = 20;

    private final LongSupplier change;
    private final Runnable work;
    private final AtomicLong done = new AtomicLong(-1);
    private long next = System.nanoTime();

    /// @param change another number when something has changed
    Rested(LongSupplier change, Runnable work) {
        this.change = change;
        this.work = work;
    }

    /// By one thread at a time.
    @Override
    public void run() {
        long begun = System.nanoTime();
        long last = change.getAsLong();
        if (last == done.get() || begun - next < 0) {
            return;
        }
        work.run();
        long ended = System.nanoTime();
        done.set(last);
        next = ended + REST * (ended - begun);
    }
}
