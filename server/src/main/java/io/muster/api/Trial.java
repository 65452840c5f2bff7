package io.muster.api;

import io.muster.governance.PolicyDiff;
import io.muster.governance.Replay;
import io.muster.http.Json;
import io.muster.policy.Policy;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Tries policies, one at a time and for ten minutes at most, and writes while it does, so that the
/// line is not silent and a client that goes away ends the work.
final class Trial {
    /// After so long it is worth asking again.
    static final Duration REST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Replay replay;
    private final Semaphore turn = new Semaphore(1);

    Trial(Replay replay) {
        this.replay = replay;
    }

    /// Whether one is being tried.
    boolean isBusy() {
        return turn.availablePermits() == 0;
    }

    /// One line of an answer in lines.
    private record Line(
            Optional<Long> done,
            Optional<Long> total,
            Optional<PolicyDiff> diff,
            Optional<String> trouble) {
        static Line of(long done, long total) {
            return new Line(
                    Optional.of(done), Optional.of(total), Optional.empty(), Optional.empty());
        }

        static Line of(PolicyDiff diff) {
            return new Line(
                    Optional.empty(), Optional.empty(), Optional.of(diff), Optional.empty());
        }

        static Line of(String trouble) {
            return new Line(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(trouble));
        }
    }

    /// Writes a line a step, and the difference or the trouble in the last one.
    void lines(Policy inForce, Policy tried, OutputStream out) throws IOException {
        try {
            write(
                    out,
                    Line.of(diff(inForce, tried, (done, all) -> write(out, Line.of(done, all)))));
        } catch (Unavailable e) {
            write(out, Line.of(e.reason()));
        } catch (Ended e) {
            write(out, Line.of(e.reason()));
        }
    }

    /// Writes the difference alone, with empty lines before it while it is worked out (RFC 8259,
    /// section 2). When there is none the answer breaks off: half a document is no document.
    void document(Policy inForce, Policy tried, OutputStream out) throws IOException {
        PolicyDiff diff = diff(inForce, tried, (_, _) -> write(out, ""));
        write(out, Json.text(diff));
    }

    private PolicyDiff diff(Policy inForce, Policy tried, Replay.Listener<IOException> listener)
            throws IOException {
        if (!turn.tryAcquire()) {
            throw new Ended("another policy is being tried; ask again in a moment");
        }
        long until = System.nanoTime() + LONGEST.toNanos();
        try {
            return replay.diff(
                    inForce,
                    tried,
                    (done, total) -> {
                        if (System.nanoTime() > until) {
                            throw new Ended("this took longer than ten minutes; it was ended");
                        }
                        listener.judged(done, total);
                    });
        } finally {
            turn.release();
        }
    }

    /// There will be no answer.
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;

        Ended(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static void write(OutputStream out, Line line) throws IOException {
        write(out, Json.text(line));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
