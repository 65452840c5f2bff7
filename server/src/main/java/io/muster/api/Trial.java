package io.muster.api;

import io.muster.governance.PolicyDiff;
import io.muster.governance.Replay;
import io.muster.http.Json;
import io.muster.http.Parameter;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.policy.Policy;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Tries policies, one at a time and for ten minutes at most, and writes while it does, so that the
/// line is not silent and a client that goes away ends the work.
final class Trial {
    static final Parameter PROGRESS =
            Parameter.text(
                    "progress",
                    "lines: application/x-ndjson, a line a step with `done` and `total`, the last one"
                            + " with the answer as `diff` or why there is none as `trouble`.");

    /// After so long it is worth asking again.
    private static final Duration REST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Replay replay;
    private final Semaphore turn = new Semaphore(1);

    Trial(Replay replay) {
        this.replay = replay;
    }

    /// Answers with the difference, or what is made of it, in the form that `request` asks for.
    <T> Response answer(Request request, Attempt<T> attempt) {
        boolean lines =
                switch (request.query().text("progress").orElse("")) {
                    case "" -> false;
                    case "lines" -> true;
                    default -> throw Problem.BAD_REQUEST.because("'progress' must be lines.");
                };
        if (isBusy()) {
            throw Problem.CONFLICT
                    .because("Another policy is being tried; one at a time is.")
                    .until(REST);
        }
        return lines
                ? Response.stream("application/x-ndjson", out -> lines(attempt, out))
                : Response.stream("application/json", out -> document(attempt, out));
    }

    /// Whether one is being tried.
    private boolean isBusy() {
        return turn.availablePermits() == 0;
    }

    /// What is tried, and what is made of the difference.
    record Attempt<T>(Policy inForce, Policy tried, Function<PolicyDiff, T> ending) {
        static Attempt<PolicyDiff> of(Policy inForce, Policy tried) {
            return new Attempt<>(inForce, tried, Function.identity());
        }
    }

    /// One line of an answer in lines.
    private record Line<T>(
            Optional<Long> done, Optional<Long> total, Optional<T> diff, Optional<String> trouble) {
        static Line<Object> of(long done, long total) {
            return new Line<>(
                    Optional.of(done), Optional.of(total), Optional.empty(), Optional.empty());
        }

        static <T> Line<T> of(T diff) {
            return new Line<>(
                    Optional.empty(), Optional.empty(), Optional.of(diff), Optional.empty());
        }

        static Line<Object> trouble(String trouble) {
            return new Line<>(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(trouble));
        }
    }

    /// Writes a line a step, and the difference or the trouble in the last one.
    private <T> void lines(Attempt<T> attempt, OutputStream out) throws IOException {
        try {
            PolicyDiff diff = diff(attempt, (done, all) -> write(out, Line.of(done, all)));
            write(out, Line.of(attempt.ending().apply(diff)));
        } catch (Unavailable e) {
            write(out, Line.trouble(e.reason()));
        } catch (Ended e) {
            write(out, Line.trouble(e.reason()));
        }
    }

    /// Writes the difference alone, with empty lines before it while it is worked out (RFC 8259,
    /// section 2). When there is none the answer breaks off: half a document is no document.
    private <T> void document(Attempt<T> attempt, OutputStream out) throws IOException {
        PolicyDiff diff = diff(attempt, (_, _) -> write(out, ""));
        write(out, Json.text(attempt.ending().apply(diff)));
    }

    private PolicyDiff diff(Attempt<?> attempt, Replay.Listener<IOException> listener)
            throws IOException {
        if (!turn.tryAcquire()) {
            throw new Ended("another policy is being tried; ask again in a moment");
        }
        long until = System.nanoTime() + LONGEST.toNanos();
        try {
            return replay.diff(
                    attempt.inForce(),
                    attempt.tried(),
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

    private static void write(OutputStream out, Line<?> line) throws IOException {
        write(out, Json.text(line));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
