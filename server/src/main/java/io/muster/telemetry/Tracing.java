package io.muster.telemetry;

import io.muster.http.Request;
import io.muster.unit.Unavailable;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Makes spans of what is done.
///
/// A request belongs to the trace that its `traceparent` names, and is told when that is; else its
/// own id is the name of its trace.
///
/// @param ratio how many of the traces that begin here are told, 0 to 1
public record Tracing(Spans spans, double ratio, InstantSource clock, RandomGenerator random) {
    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f]{32}");

    /// A round that takes less had nothing to do; there are many of them.
    private static final Duration NOTHING = Duration.ofMillis(10);

    /// Who has the same id in its trace as in ours gets the same answer everywhere.
    private boolean isTold(String trace) {
        long number = Long.parseUnsignedLong(trace.substring(16), 16) >>> 1;
        return number < ratio * Long.MAX_VALUE || ratio >= 1;
    }

    private static Optional<TraceContext> parent(Request request) {
        return request.headers().one("traceparent").flatMap(TraceContext::of);
    }

    /// The span of a request, the same whenever somebody asks; empty for what nobody sent.
    private Optional<TraceContext> of(Request request) {
        if (!REQUEST_ID.matcher(request.id()).matches()) {
            return Optional.empty();
        }
        Optional<TraceContext> parent = parent(request);
        String trace = parent.map(TraceContext::trace).orElse(request.id());
        return Optional.of(
                new TraceContext(
                        trace,
                        request.id().substring(16),
                        parent.map(TraceContext::sampled).orElseGet(() -> isTold(trace))));
    }

    /// Answers `request`; what is done meanwhile is part of its trace.
    public <T, X extends Exception> T during(Request request, ScopedValue.CallableOp<T, X> answer)
            throws X {
        Optional<TraceContext> context = of(request);
        return context.isEmpty()
                ? answer.call()
                : ScopedValue.where(CURRENT, context.get()).call(answer);
    }

    /// `request` was answered.
    ///
    /// @param route the path of its route, with the names of its variables; empty when there is
    ///   none
    public void answered(Request request, Optional<String> route, int status, Duration took) {
        Optional<TraceContext> context = of(request).filter(TraceContext::sampled);
        if (context.isEmpty()) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", request.method().toString());
        attributes.put("http.response.status_code", (long) status);
        attributes.put("muster.request.id", request.id());
        route.ifPresent(it -> attributes.put("http.route", it));
        Instant now = clock.instant();
        spans.add(
                new Span(
                        context.get(),
                        parent(request).map(TraceContext::span),
                        Span.Kind.SERVER,
                        request.method() + route.map(it -> " " + it).orElse(""),
                        now.minus(took),
                        now,
                        attributes,
                        status >= 500 ? Optional.of(Integer.toString(status)) : Optional.empty()));
    }

    /// A round of a job of the server.
    public void job(String name, Runnable round) {
        String trace = digits(16);
        measured(
                new TraceContext(trace, digits(8), isTold(trace)),
                Optional.empty(),
                "job " + name,
                Map.of("muster.job", name),
                () -> {
                    round.run();
                    return true;
                });
    }

    /// The same units, with a span called `name` for each that takes its time, within whatever it
    /// is part of.
    public Units units(Units units, String name) {
        return new Units() {
            @Override
            public <T> T write(Work<T> work) {
                return unit(name, () -> units.write(work));
            }

            @Override
            public <T> T writeInBulk(Work<T> work) {
                return unit(name, () -> units.writeInBulk(work));
            }
        };
    }

    private <T> T unit(String name, ScopedValue.CallableOp<T, RuntimeException> work) {
        Optional<TraceContext> parent =
                CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
        String trace = parent.map(TraceContext::trace).orElseGet(() -> digits(16));
        boolean sampled = parent.map(TraceContext::sampled).orElseGet(() -> isTold(trace));
        return measured(
                new TraceContext(trace, digits(8), sampled),
                parent.map(TraceContext::span),
                name,
                Map.of(),
                work);
    }

    private <T> T measured(
            TraceContext context,
            Optional<String> parent,
            String name,
            Map<String, Object> attributes,
            ScopedValue.CallableOp<T, RuntimeException> work) {
        long began = System.nanoTime();
        Optional<String> failure = Optional.of(Error.class.getName());
        try {
            T result = ScopedValue.where(CURRENT, context).call(work);
            failure = Optional.empty();
            return result;
        } catch (RuntimeException e) {
            failure =
                    Optional.of(
                            (e instanceof Unavailable ? Unavailable.class : e.getClass())
                                    .getName());
            throw e;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            boolean tells =
                    parent.isPresent() || failure.isPresent() || took.compareTo(NOTHING) >= 0;
            if (context.sampled() && tells) {
                Instant now = clock.instant();
                spans.add(
                        new Span(
                                context,
                                parent,
                                Span.Kind.INTERNAL,
                                name,
                                now.minus(took),
                                now,
                                attributes,
                                failure));
            }
        }
    }

    private String digits(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
