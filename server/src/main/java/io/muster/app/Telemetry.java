package io.muster.app;

import io.muster.alerts.Channel.Undelivered;
import io.muster.channels.HttpPost;
import io.muster.channels.Reach;
import io.muster.channels.SecretFile;
import io.muster.channels.Trust;
import io.muster.config.TelemetrySettings;
import io.muster.egress.Resolver;
import io.muster.telemetry.Receiver;
import io.muster.telemetry.Sender;
import io.muster.telemetry.Spans;
import io.muster.telemetry.Tracing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells a receiver of OpenTelemetry what this server does, beside everything else.
final class Telemetry implements AutoCloseable {
    private static final Duration SPANS = Duration.ofSeconds(5);
    private static final Duration FIGURES = Duration.ofMinutes(1);

    /// What may be tried again (OTLP 1, "Failures"); nobody answered is one of them.
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    private final Tracing tracing;
    private final Beat beat;

    private Telemetry(Tracing tracing, Beat beat) {
        this.tracing = tracing;
        this.beat = beat;
    }

    /// Begins to tell.
    ///
    /// @param node the name of this process among others
    static Telemetry begin(
            TelemetrySettings settings,
            Metrics metrics,
            String node,
            InstantSource clock,
            SecureRandom random,
            Log log) {
        Sender sender = sender(settings, metrics, node, clock, log);
        metrics.gauge(
                "muster_telemetry_no_room",
                "Spans for which there was no room in the queue.",
                sender.waiting()::dropped);
        Beat beat =
                new Beat(
                        List.of(
                                new Beat.Task("telemetry-spans", SPANS, sender::spans),
                                new Beat.Task("telemetry-figures", FIGURES, sender::figures)),
                        log);
        return new Telemetry(
                new Tracing(sender.waiting(), settings.sampleRatio(), clock, random), beat);
    }

    static Sender sender(
            TelemetrySettings settings,
            Metrics metrics,
            String node,
            InstantSource clock,
            Log log) {
        // It stands inside as a rule.
        HttpPost post =
                new HttpPost(
                        new Reach(Resolver.ofSystem(), System::nanoTime),
                        new Trust(settings.ca()),
                        Reach.Inside.BY_NAME);
        return new Sender(
                new Spans(),
                metrics::figures,
                new OverHttp(settings, post),
                Map.of("service.name", "muster", "service.instance.id", node),
                new Diary(metrics, log),
                clock);
    }

    Tracing tracing() {
        return tracing;
    }

    @Override
    public void close() {
        beat.close();
    }

    /// OTLP over HTTP, in JSON.
    private record OverHttp(TelemetrySettings settings, HttpPost post) implements Receiver {
        @Override
        public Answer take(String signal, byte[] content) {
            try {
                HttpPost.Address to =
                        HttpPost.Address.of(
                                settings.endpoint().toString().replaceAll("/+$", "")
                                        + "/v1/"
                                        + signal);
                HttpPost.Answer answer = post.ask(to, headers(), content);
                String reason = "the receiver answered " + answer.status();
                if (answer.isYes()) {
                    return new Answer.Taken();
                }
                return LATER.contains(answer.status())
                        ? new Answer.Later(reason, answer.asked())
                        : new Answer.Refused(reason);
            } catch (Undelivered e) {
                return new Answer.Later(e.reason(), Duration.ZERO);
            }
        }

        /// From a file that is read each time: who changes it need not start anything again.
        private Map<String, String> headers() throws Undelivered {
            Map<String, String> headers = new LinkedHashMap<>();
            if (settings.headersFile().isPresent()) {
                for (String line :
                        new SecretFile(settings.headersFile().get()).read().split("\\R", -1)) {
                    int colon = line.indexOf(':');
                    String name = colon < 0 ? "" : line.substring(0, colon).strip();
                    String value = line.substring(colon + 1).strip();
                    if (!name.matches("[A-Za-z0-9-]{1,100}")
                            || !value.matches("[\\x20-\\x7e]{1,4000}")) {
                        throw new Undelivered(
                                settings.headersFile().get()
                                        + " has a line that is not NAME: VALUE");
                    }
                    headers.put(name, value);
                }
            }
            return headers;
        }
    }

    /// Counts, and logs where something changes: a receiver that is away would fill the log.
    private static final class Diary implements Sender.Diary {
        private final Metrics metrics;
        private final Log log;
        private final Map<String, String> troubles = new LinkedHashMap<>();

        Diary(Metrics metrics, Log log) {
            this.metrics = metrics;
            this.log = log;
        }

        @Override
        public void taken(String signal, long items) {
            metrics.add(
                    "muster_telemetry_taken_total",
                    "What the receiver of telemetry took.",
                    "signal=\"%s\"".formatted(signal),
                    items);
            tell(signal, "none any more");
        }

        @Override
        public void failed(String signal, String reason) {
            tell(signal, reason);
        }

        @Override
        public void dropped(String signal, long items, String reason) {
            metrics.add(
                    "muster_telemetry_dropped_total",
                    "What the receiver of telemetry did not take, and never will.",
                    "signal=\"%s\"".formatted(signal),
                    items);
            tell(signal, reason);
        }

        private void tell(String signal, String trouble) {
            String before = troubles.put(signal, trouble);
            if (!trouble.equals(before == null ? "none any more" : before)) {
                log.info("telemetry", Map.of("signal", signal, "trouble", trouble));
            }
        }
    }
}
