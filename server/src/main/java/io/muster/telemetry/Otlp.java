package io.muster.telemetry;

import io.muster.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The JSON encoding of OTLP (OpenTelemetry Protocol 1, section "JSON Protobuf Encoding"): ids are
/// hexadecimal, 64-bit numbers are texts, enumerations are numbers, members in lowerCamelCase.
///
/// @param resource what tells this server from others
record Otlp(Map<String, String> resource) {
    private static final int CUMULATIVE = 2;
    private static final int FAILED = 2;
    private static final Map<String, Object> SCOPE = Map.of("name", "io.muster");

    Otlp {
        resource = Map.copyOf(resource);
    }

    byte[] traces(List<Span> spans) {
        return bytes(
                Map.of(
                        "resourceSpans",
                        List.of(
                                Map.of(
                                        "resource",
                                        Map.of("attributes", attributes(resource)),
                                        "scopeSpans",
                                        List.of(
                                                Map.of(
                                                        "scope",
                                                        SCOPE,
                                                        "spans",
                                                        spans.stream()
                                                                .map(Otlp::span)
                                                                .toList()))))));
    }

    private static Map<String, Object> span(Span it) {
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("traceId", it.context().trace());
        span.put("spanId", it.context().span());
        it.parent().ifPresent(parent -> span.put("parentSpanId", parent));
        span.put("name", it.name());
        span.put("kind", it.kind().number());
        span.put("startTimeUnixNano", nanos(it.began()));
        span.put("endTimeUnixNano", nanos(it.ended()));
        Map<String, Object> attributes = new TreeMap<>(it.attributes());
        it.failure().ifPresent(failure -> attributes.put("error.type", failure));
        span.put("attributes", attributes(attributes));
        span.put("status", it.failure().isPresent() ? Map.of("code", FAILED) : Map.of());
        return span;
    }

    /// @param since when counting began
    byte[] metrics(Figure.All all, Instant since, Instant now) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        all.figures().forEach(it -> metrics.add(metric(it, since, now)));
        all.spreads().forEach(it -> metrics.add(metric(it, since, now)));
        return bytes(
                Map.of(
                        "resourceMetrics",
                        List.of(
                                Map.of(
                                        "resource",
                                        Map.of("attributes", attributes(resource)),
                                        "scopeMetrics",
                                        List.of(Map.of("scope", SCOPE, "metrics", metrics))))));
    }

    private static Map<String, Object> metric(Figure it, Instant since, Instant now) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (Figure.Sample sample : it.samples()) {
            // What nobody can tell has no point.
            if (Double.isFinite(sample.value())) {
                Map<String, Object> point = point(since, now);
                point.put("attributes", attributes(sample.labels()));
                point.put("asDouble", sample.value());
                points.add(point);
            }
        }
        Map<String, Object> metric = named(it.name(), it.help());
        switch (it.kind()) {
            case GAUGE -> metric.put("gauge", Map.of("dataPoints", points));
            case COUNTER ->
                    metric.put(
                            "sum",
                            Map.of(
                                    "aggregationTemporality",
                                    CUMULATIVE,
                                    "isMonotonic",
                                    true,
                                    "dataPoints",
                                    points));
        }
        return metric;
    }

    private static Map<String, Object> metric(Figure.Spread it, Instant since, Instant now) {
        Map<String, Object> point = point(since, now);
        point.put("count", Long.toString(it.counts().stream().mapToLong(one -> one).sum()));
        point.put("sum", it.sum());
        point.put("bucketCounts", it.counts().stream().map(one -> Long.toString(one)).toList());
        point.put("explicitBounds", it.bounds());
        Map<String, Object> metric = named(it.name(), it.help());
        metric.put(
                "histogram",
                Map.of("aggregationTemporality", CUMULATIVE, "dataPoints", List.of(point)));
        return metric;
    }

    private static Map<String, Object> named(String name, String help) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("name", name);
        metric.put("description", help);
        return metric;
    }

    private static Map<String, Object> point(Instant since, Instant now) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("startTimeUnixNano", nanos(since));
        point.put("timeUnixNano", nanos(now));
        return point;
    }

    private static List<Map<String, Object>> attributes(Map<String, ?> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(it -> Map.of("key", it.getKey(), "value", value(it.getValue())))
                        .toList();
    }

    private static Map<String, Object> value(Object value) {
        return value instanceof Long number
                ? Map.of("intValue", Long.toString(number))
                : Map.of("stringValue", value.toString());
    }

    private static String nanos(Instant at) {
        return Long.toString(at.getEpochSecond() * 1_000_000_000L + at.getNano());
    }

    private static byte[] bytes(Object document) {
        return Json.text(document).getBytes(StandardCharsets.UTF_8);
    }
}
