package io.muster.channels;

import io.muster.alerts.Alert;
import io.muster.model.Severity;
import java.util.Comparator;
import java.util.Map;

/// PagerDuty's Events API v2: an event for each alert, under its id, so that one sent twice is one
/// incident. More than ten at once are one event.
///
/// @param source who says so: the name of this machine
public record PagerDutyChannel(String name, Hook hook, SecretFile routingKey, String source)
        implements HookChannel {
    /// Where events go unless the configuration says otherwise.
    public static final String USUAL = "https://events.pagerduty.com/v2/enqueue";

    private static final int EVENTS_MAX = 10;
    private static final int SUMMARY_MAX = 1_024;

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        if (notice.alerts().size() > EVENTS_MAX) {
            Severity worst =
                    notice.alerts().stream()
                            .map(Alert::severity)
                            .min(Comparator.naturalOrder())
                            .orElse(Severity.INFO);
            event(
                    notice.id(),
                    notice.words().subject(),
                    worst,
                    Map.of("text", Json.cut(notice.words().text(), 20_000)));
            return;
        }
        for (Alert alert : notice.alerts()) {
            event(
                    alert.id(),
                    alert.message(),
                    alert.severity(),
                    Map.of(
                            "kind", alert.kind().toString(),
                            "subject", alert.about().title(),
                            "team", alert.team().orElse(""),
                            "places", alert.places(),
                            "placesInAll", alert.placesInAll(),
                            "remedy", alert.remedy()));
        }
    }

    private void event(String key, String summary, Severity severity, Map<String, Object> details)
            throws Undelivered {
        hook.send(
                Map.of(),
                Json.bytes(
                        Map.of(
                                "routing_key",
                                routingKey.read(),
                                "event_action",
                                "trigger",
                                "dedup_key",
                                key,
                                "payload",
                                Map.of(
                                        "summary",
                                        Json.cut(summary, SUMMARY_MAX),
                                        "source",
                                        source,
                                        "severity",
                                        word(severity),
                                        "custom_details",
                                        details))));
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "info";
        };
    }
}
