package io.muster.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/// Spans that are to be sent. There is room for so many; who comes then is dropped and counted, and
/// nobody ever waits.
public final class Spans {
    static final int ROOM = 2_048;

    private final ArrayBlockingQueue<Span> waiting = new ArrayBlockingQueue<>(ROOM);
    private final LongAdder dropped = new LongAdder();

    void add(Span span) {
        if (!waiting.offer(span)) {
            dropped.increment();
        }
    }

    /// Takes at most `most` out.
    List<Span> take(int most) {
        List<Span> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }

    /// For which there was no room so far.
    public long dropped() {
        return dropped.sum();
    }
}
