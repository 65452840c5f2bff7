package io.muster.cli;

import io.muster.discovery.Meter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/// One line on the terminal that tells how far a run is, written over and over; gone when the run
/// ends.
final class Progress implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final String ERASE = "\r\u001b[K";

    private final Thread thread;
    private final PrintWriter err;

    private Progress(Thread thread, PrintWriter err) {
        this.thread = thread;
        this.err = err;
    }

    /// Starts to tell what `meter` counts.
    static Progress start(Meter meter, InstantSource clock, PrintWriter err) {
        var started = clock.instant();
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (true) {
                                    Thread.sleep(STEP);
                                    err.print(
                                            ERASE
                                                    + line(
                                                            meter,
                                                            Duration.between(
                                                                    started, clock.instant())));
                                    err.flush();
                                }
                            } catch (InterruptedException _) {
                                // The run has ended.
                            }
                        });
        return new Progress(thread, err);
    }

    /// `12,345 files, 1.2 GiB, 320 endpoints of 1,000, 12 s, 25 s left`
    static String line(Meter meter, Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        StringBuilder line =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%,d files, %,d MiB (%,.0f MiB/s)",
                                meter.files(),
                                meter.bytes() >> 20,
                                meter.bytes() / seconds / (1 << 20)));
        if (meter.endpoints() > 0) {
            line.append(String.format(Locale.ROOT, ", %,d endpoints", meter.endpoints()));
        }
        long done = meter.endpoints();
        if (meter.expected() > done && done > 0) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " of %,d, %,.0f s left",
                            meter.expected(),
                            (meter.expected() - done) * seconds / done));
        }
        return line.append(String.format(Locale.ROOT, ", %.0f s", seconds)).toString();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        err.print(ERASE);
        err.flush();
    }
}
