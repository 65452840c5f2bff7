package io.muster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.http.Method;
import io.muster.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a receiver gets, and what becomes of what it does not take.
class SenderTest {
    private final Spans spans = new Spans();
    private final List<byte[]> got = new ArrayList<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private Receiver.Answer answer = new Receiver.Answer.Taken();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Tracing tracing = new Tracing(spans, 1, () -> now, new Random(7));
    private final Sender sender =
            new Sender(
                    spans,
                    () ->
                            new Figure.All(
                                    List.of(
                                            new Figure(
                                                    "muster_x",
                                                    "An x.",
                                                    Figure.Kind.GAUGE,
                                                    List.of(
                                                            new Figure.Sample(
                                                                    Map.of("a", "b"), 1.5),
                                                            new Figure.Sample(
                                                                    Map.of("a", "c"),
                                                                    Double.NaN)))),
                                    List.of()),
                    (_, content) -> {
                        got.add(content);
                        return answer;
                    },
                    Map.of("service.name", "muster"),
                    new Sender.Diary() {
                        @Override
                        public void taken(String signal, long items) {
                            taken.merge(signal, items, Long::sum);
                        }

                        @Override
                        public void failed(String signal, String reason) {}

                        @Override
                        public void dropped(String signal, long items, String reason) {
                            dropped.merge(signal, items, Long::sum);
                        }
                    },
                    () -> now);

    private void requests(int count) {
        for (int i = 0; i < count; i++) {
            Request it = Request.of(Method.GET, "/api/v1/health");
            tracing.answered(
                    new Request(
                            "%032x".formatted(i + 1),
                            it.target(),
                            it.headers(),
                            it.body(),
                            it.caller(),
                            it.from(),
                            it.certificates()),
                    Optional.of("/api/v1/health"),
                    200,
                    Duration.ofMillis(1));
        }
    }

    private static JsonNode json(byte[] content) {
        return JsonMapper.shared().readTree(new String(content, StandardCharsets.UTF_8));
    }

    @Test
    void spansGoInBatches() {
        requests(1_000);
        sender.spans();
        assertThat(got).hasSize(2);
        assertThat(taken).containsEntry("spans", 1_000L);
        JsonNode span = json(got.getFirst()).at("/resourceSpans/0/scopeSpans/0/spans/0");
        assertThat(span.path("traceId").asString()).isEqualTo("%032x".formatted(1));
        assertThat(span.path("startTimeUnixNano").asString()).isEqualTo("1795341599999000000");
        assertThat(span.path("kind").asInt()).isEqualTo(2);
        sender.spans();
        assertThat(got).as("there is nothing to tell").hasSize(2);
    }

    @Test
    void aReceiverThatIsAwayIsAskedFiveTimesAndThenItIsDroppedAndCounted() {
        requests(3);
        answer = new Receiver.Answer.Later("nobody is there", Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            sender.spans();
            now = now.plusSeconds(1);
        }
        assertThat(got).hasSize(5);
        assertThat(got.getFirst()).isEqualTo(got.getLast());
        assertThat(dropped).containsEntry("spans", 3L);
        answer = new Receiver.Answer.Taken();
        requests(2);
        now = now.plusSeconds(60);
        sender.spans();
        assertThat(taken).containsEntry("spans", 2L);
    }

    @Test
    void whoAsksToBeLeftAloneIsForAMinuteAtMost() {
        requests(3);
        answer = new Receiver.Answer.Later("busy", Duration.ofHours(3));
        sender.spans();
        now = now.plusSeconds(59);
        sender.spans();
        assertThat(got).hasSize(1);
        now = now.plusSeconds(1);
        answer = new Receiver.Answer.Taken();
        sender.spans();
        assertThat(taken).containsEntry("spans", 3L);
    }

    @Test
    void whatIsRefusedIsNotSentAgain() {
        requests(3);
        answer = new Receiver.Answer.Refused("400");
        sender.spans();
        sender.spans();
        assertThat(got).hasSize(1);
        assertThat(dropped).containsEntry("spans", 3L);
    }

    @Test
    void whatNobodyCanTellHasNoPoint() {
        sender.figures();
        JsonNode points =
                json(got.getFirst())
                        .at("/resourceMetrics/0/scopeMetrics/0/metrics/0/gauge/dataPoints");
        assertThat(points).hasSize(1);
        assertThat(points.get(0).path("asDouble").asDouble()).isEqualTo(1.5);
    }
}
