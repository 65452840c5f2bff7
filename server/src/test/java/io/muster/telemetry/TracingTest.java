package io.muster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.http.Method;
import io.muster.http.Request;
import io.muster.unit.Unavailable;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which spans are made, and what stands in them.
class TracingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String ID = "11112222333344445555666677778888";
    private static final Units UNITS =
            new Units() {
                @Override
                public <T> T write(Work<T> work) {
                    return work.in(Runnable::run);
                }

                @Override
                public <T> T writeInBulk(Work<T> work) {
                    return write(work);
                }
            };

    private final Spans spans = new Spans();

    private Tracing tracing(double ratio) {
        return new Tracing(spans, ratio, () -> NOW, new Random(7));
    }

    private static Request request(String id, String... traceparent) {
        Request it = Request.of(Method.GET, "/api/v1/identities/s3cret?q=s3cret");
        Request with = traceparent.length == 0 ? it : it.with("traceparent", traceparent[0]);
        return new Request(
                id,
                with.target(),
                with.headers(),
                with.body(),
                with.caller(),
                with.from(),
                with.certificates());
    }

    private List<Span> answered(Tracing tracing, Request request) {
        tracing.answered(
                request, Optional.of("/api/v1/identities/{id}"), 200, Duration.ofMillis(5));
        return spans.take(10);
    }

    @Test
    void aRequestGoesOnWithTheTraceOfItsCallerAndElseItsIdIsOne() {
        Span span =
                answered(tracing(0), request(ID, "00-" + TRACE + "-" + PARENT + "-01")).getFirst();
        assertThat(span.context().trace()).isEqualTo(TRACE);
        assertThat(span.parent()).contains(PARENT);
        assertThat(span.name()).isEqualTo("GET /api/v1/identities/{id}");
        assertThat(span.began()).isEqualTo(NOW.minusMillis(5));
        assertThat(span.toString()).doesNotContain("s3cret");

        Span own = answered(tracing(1), request(ID)).getFirst();
        assertThat(own.context().trace()).isEqualTo(ID);
        assertThat(own.parent()).isEmpty();
        assertThat(answered(tracing(1), request(ID, "00-" + TRACE + "-" + PARENT + "-00")))
                .as("the caller is not told of it either")
                .isEmpty();
        assertThat(answered(tracing(0), request(ID))).isEmpty();
        assertThat(answered(tracing(1), request("internal"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"
            })
    void whatIsNoTraceparentIsAsIfNobodyHadSentIt(String text) {
        assertThat(TraceContext.of(text)).isEmpty();
        assertThat(answered(tracing(1), request(ID, text)).getFirst().context().trace())
                .isEqualTo(ID);
    }

    @Test
    void laterVersionsMayHaveMore() {
        assertThat(TraceContext.of("cc-" + TRACE + "-" + PARENT + "-01-what-the-future-brings"))
                .contains(new TraceContext(TRACE, PARENT, true));
        assertThat(TraceContext.of("01-" + TRACE + "-" + PARENT + "-02"))
                .contains(new TraceContext(TRACE, PARENT, false));
    }

    @Test
    void ofTracesThatBeginHereSoManyAreTold() {
        Tracing tracing = tracing(0.25);
        Random random = new Random(11);
        long told =
                IntStream.range(0, 4_000)
                        .filter(_ ->
                                !answered(
                                                tracing,
                                                request(
                                                        "%016x%016x"
                                                                .formatted(
                                                                        random.nextLong(),
                                                                        random.nextLong())))
                                        .isEmpty())
                        .count();
        assertThat(told).isBetween(900L, 1_100L);
    }

    @Test
    void aUnitIsPartOfTheRequestDuringWhichItIsDone() {
        Tracing tracing = tracing(1);
        Units units = tracing.units(UNITS, "ingest");
        assertThat(
                        tracing.<Integer, RuntimeException>during(
                                request(ID), () -> units.writeInBulk(_ -> 3)))
                .isEqualTo(3);
        Span unit = spans.take(10).getFirst();
        assertThat(unit.name()).isEqualTo("ingest");
        assertThat(unit.context().trace()).isEqualTo(ID);
        assertThat(unit.parent()).contains(ID.substring(16));

        units.write(_ -> 3);
        assertThat(spans.take(10)).as("by itself, and nothing to speak of").isEmpty();
    }

    @Test
    void aJobThatFailsIsToldWithoutTheWordsOfItsFailure() {
        Tracing tracing = tracing(1);
        tracing.job("judge", () -> {});
        assertThat(spans.take(10)).as("it had nothing to do").isEmpty();
        assertThatThrownBy(() ->
                        tracing.job(
                                "judge",
                                () -> {
                                    throw new IllegalStateException("s3cret");
                                }))
                .isInstanceOf(IllegalStateException.class);
        Span span = spans.take(10).getFirst();
        assertThat(span.name()).isEqualTo("job judge");
        assertThat(span.failure()).contains("java.lang.IllegalStateException");
        assertThat(span.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() ->
                        tracing.job(
                                "judge",
                                () -> {
                                    throw new Unavailable("gone");
                                }))
                .isInstanceOf(Unavailable.class);
        assertThat(spans.take(10).getFirst().failure()).contains(Unavailable.class.getName());
    }

    @Test
    void whoComesWhenThereIsNoRoomIsDroppedAndCounted() {
        Tracing tracing = tracing(1);
        for (int i = 0; i < Spans.ROOM + 10; i++) {
            tracing.answered(request(ID), Optional.empty(), 404, Duration.ZERO);
        }
        assertThat(spans.dropped()).isEqualTo(10);
        assertThat(spans.take(10_000)).hasSize(Spans.ROOM);
    }
}
