package io.muster.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells a receiver what was done. What it does not take is kept for some attempts and then
/// dropped; meanwhile spans gather in their queue, which has an end too.
///
/// By one thread, which may wait for the receiver; nobody waits for that thread.
public final class Sender {
    private static final int SPANS_AT_ONCE = 512;
    private static final int BATCHES_AT_ONCE = Spans.ROOM / SPANS_AT_ONCE;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final Spans spans;
    private final Supplier<Figure.All> figures;
    private final Receiver receiver;
    private final Diary diary;
    private final InstantSource clock;
    private final Otlp otlp;
    private final Instant since;
    private Optional<Kept> kept = Optional.empty();
    private Instant rests = Instant.MIN;

    /// @param resource what tells this server from others, in the names of OpenTelemetry
    public Sender(
            Spans spans,
            Supplier<Figure.All> figures,
            Receiver receiver,
            Map<String, String> resource,
            Diary diary,
            InstantSource clock) {
        this.spans = spans;
        this.figures = figures;
        this.receiver = receiver;
        this.diary = diary;
        this.clock = clock;
        this.otlp = new Otlp(resource);
        this.since = clock.instant();
    }

    /// Hears how it goes.
    public interface Diary {
        void taken(String signal, long items);

        /// It will be tried again.
        void failed(String signal, String reason);

        void dropped(String signal, long items, String reason);
    }

    /// Spans that were not taken.
    private record Kept(List<Span> spans, int attempts) {}

    /// Where spans wait to be sent.
    public Spans waiting() {
        return spans;
    }

    /// Sends the spans that wait.
    public void spans() {
        for (int i = 0; i < BATCHES_AT_ONCE && !clock.instant().isBefore(rests); i++) {
            Kept batch = kept.orElseGet(() -> new Kept(spans.take(SPANS_AT_ONCE), 0));
            if (batch.spans().isEmpty()) {
                return;
            }
            kept = sent(batch);
        }
    }

    private Optional<Kept> sent(Kept batch) {
        int size = batch.spans().size();
        return switch (receiver.take("traces", otlp.traces(batch.spans()))) {
            case Receiver.Answer.Taken _ -> {
                diary.taken("spans", size);
                yield Optional.empty();
            }
            case Receiver.Answer.Refused(String reason) -> {
                diary.dropped("spans", size, reason);
                yield Optional.empty();
            }
            case Receiver.Answer.Later(String reason, Duration asked) -> {
                int attempts = batch.attempts() + 1;
                Duration wait = FIRST_WAIT.multipliedBy(1L << (attempts - 1));
                Duration longer = wait.compareTo(asked) > 0 ? wait : asked;
                rests = clock.instant().plus(longer.compareTo(WAIT_MAX) < 0 ? longer : WAIT_MAX);
                if (attempts >= ATTEMPTS) {
                    diary.dropped("spans", size, reason);
                    yield Optional.empty();
                }
                diary.failed("spans", reason);
                yield Optional.of(new Kept(batch.spans(), attempts));
            }
        };
    }

    /// Sends the figures as they are now. They are cumulative: those that were not taken are in the
    /// next ones.
    public void figures() {
        Figure.All all = figures.get();
        int size = all.figures().size() + all.spreads().size();
        switch (receiver.take("metrics", otlp.metrics(all, since, clock.instant()))) {
            case Receiver.Answer.Taken _ -> diary.taken("metrics", size);
            case Receiver.Answer.Refused(String reason) -> diary.failed("metrics", reason);
            case Receiver.Answer.Later(String reason, Duration _) ->
                    diary.failed("metrics", reason);
        }
    }
}
