package io.muster.channels;

import io.muster.alerts.Alert;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An HTTP Event Collector, as Splunk and those who speak its protocol have it: events as JSON
/// objects, one after the other, known by a token.
///
/// @param source who says so: the name of this machine
public record HecChannel(String name, Hook hook, SecretFile token, String source)
        implements HookChannel {
    private static final String TOKEN = "[!-~]{1,1024}";
    private static final long MILLIS = 1_000;

    /// Something that happened.
    ///
    /// @param type what it is called there: `muster:alert`, `muster:audit`
    record Event(Instant at, String type, Map<String, Object> document) {}

    @Override
    public String kind() {
        return "hec";
    }

    @Override
    public void send(Notice notice) throws Undelivered {
        send(notice.alerts().stream().map(HecChannel::event).toList());
    }

    void send(List<Event> events) throws Undelivered {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Event it : events) {
            body.writeBytes(
                    Json.bytes(
                            Map.of(
                                    "time",
                                    it.at().toEpochMilli() / (double) MILLIS,
                                    "host",
                                    source,
                                    "source",
                                    "muster",
                                    "sourcetype",
                                    it.type(),
                                    "event",
                                    it.document())));
            body.write('\n');
        }
        hook.send(Map.of("Authorization", "Splunk " + secret()), body.toByteArray());
    }

    private String secret() throws Undelivered {
        String secret = token.read();
        if (!secret.matches(TOKEN)) {
            throw new Undelivered("the file of the token holds no token: one line, without spaces");
        }
        return secret;
    }

    private static Event event(Alert it) {
        return new Event(it.raised(), "muster:alert", WebhookChannel.document(it));
    }
}
