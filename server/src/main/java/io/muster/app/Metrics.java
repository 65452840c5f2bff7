package io.muster.app;

import io.muster.telemetry.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is counted, in the text format of Prometheus (version 0.0.4).
///
/// Counters are made when first counted; names and labels are ours, so their number is bounded by
/// the code.
final class Metrics {
    /// Upper bounds of the histogram of request times, in seconds.
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final String REQUEST_TIMES = "muster_http_request_seconds";
    private static final String REQUEST_TIMES_HELP =
            "Time from the first byte of a request to its answer.";
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final LongAdder[] requestBuckets = new LongAdder[BOUNDS.length];
    private final LongAdder requests = new LongAdder();
    private final LongAdder requestNanos = new LongAdder();

    Metrics() {
        Arrays.setAll(requestBuckets, _ -> new LongAdder());
    }

    private record Family(String type, String help, Map<String, DoubleSupplier> samples) {}

    /// A value that is asked for when somebody looks.
    void gauge(String name, String help, DoubleSupplier value) {
        gauge(name, help, "", value);
    }

    /// A value that is asked for when somebody looks; `NaN` is "nobody can tell".
    ///
    /// @param labels `metric="orphans"`, or nothing
    void gauge(String name, String help, String labels, DoubleSupplier value) {
        family(name, "gauge", help).samples().put(labels, value);
    }

    /// Adds one to a counter.
    ///
    /// @param labels `method="GET",status="200"`, or nothing
    void count(String name, String help, String labels) {
        counter(name, help, labels).increment();
    }

    /// Adds to a counter without labels.
    void add(String name, String help, long more) {
        add(name, help, "", more);
    }

    /// Adds to a counter.
    ///
    /// @param labels `table="run"`, or nothing
    void add(String name, String help, String labels, long more) {
        counter(name, help, labels).add(more);
    }

    private LongAdder counter(String name, String help, String labels) {
        Map<String, DoubleSupplier> samples = family(name, "counter", help).samples();
        return ((Counter) samples.computeIfAbsent(labels, _ -> new Counter())).adder;
    }

    /// Notes how long a request took.
    void requestTook(long nanos) {
        double seconds = nanos / 1e9;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (seconds <= BOUNDS[i]) {
                requestBuckets[i].increment();
                break;
            }
        }
        requests.increment();
        requestNanos.add(nanos);
    }

    /// All of it.
    String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(families)
                .forEach((name, family) -> {
                    head(text, name, family.type(), family.help());
                    new TreeMap<>(family.samples())
                            .forEach((labels, value) ->
                                    sample(text, name, labels, value.getAsDouble()));
                });
        requestTimes(text);
        return text.toString();
    }

    /// All of it, for those who do not read text.
    Figure.All figures() {
        List<Figure> figures = new ArrayList<>();
        new TreeMap<>(families)
                .forEach((name, family) ->
                        figures.add(
                                new Figure(
                                        name,
                                        family.help(),
                                        family.type().equals("counter")
                                                ? Figure.Kind.COUNTER
                                                : Figure.Kind.GAUGE,
                                        new TreeMap<>(family.samples())
                                                .entrySet().stream()
                                                        .map(it ->
                                                                new Figure.Sample(
                                                                        labels(it.getKey()),
                                                                        it.getValue()
                                                                                .getAsDouble()))
                                                        .toList())));
        List<Long> counts = new ArrayList<>(Stream.of(requestBuckets).map(LongAdder::sum).toList());
        counts.add(Math.max(0, requests.sum() - counts.stream().mapToLong(Long::longValue).sum()));
        return new Figure.All(
                figures,
                List.of(
                        new Figure.Spread(
                                REQUEST_TIMES,
                                REQUEST_TIMES_HELP,
                                Arrays.stream(BOUNDS).boxed().toList(),
                                counts,
                                requestNanos.sum() / 1e9)));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private void requestTimes(StringBuilder text) {
        String name = REQUEST_TIMES;
        head(text, name, "histogram", REQUEST_TIMES_HELP);
        long below = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            below += requestBuckets[i].sum();
            sample(text, name + "_bucket", "le=\"" + BOUNDS[i] + "\"", (double) below);
        }
        long count = requests.sum();
        sample(text, name + "_bucket", "le=\"+Inf\"", (double) count);
        sample(text, name + "_sum", "", requestNanos.sum() / 1e9);
        sample(text, name + "_count", "", (double) count);
    }

    private Family family(String name, String type, String help) {
        return families.computeIfAbsent(
                name, _ -> new Family(type, help, new ConcurrentHashMap<>()));
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        text.append(' ').append(whole ? Long.toString((long) value) : Double.toString(value));
        text.append('\n');
    }

    private static final class Counter implements DoubleSupplier {
        private final LongAdder adder = new LongAdder();

        @Override
        public double getAsDouble() {
            return adder.sum();
        }
    }
}
